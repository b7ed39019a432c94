using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WorkflowEnforcement.Server.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Registers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "register_entries",
                columns: table => new
                {
                    bureau = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    register = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    place = table.Column<long>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    struck = table.Column<bool>(type: "INTEGER", nullable: false),
                    members = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    entered_by = table.Column<string>(type: "TEXT", nullable: false),
                    entered_by_name = table.Column<string>(type: "TEXT", nullable: false),
                    entered_at = table.Column<long>(type: "INTEGER", nullable: false),
                    command_id = table.Column<string>(type: "TEXT", nullable: false),
                    request_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_register_entries", x => new { x.bureau, x.register, x.key, x.version });
                });

            migrationBuilder.CreateIndex(
                name: "ix_register_entries_bureau_command_id",
                table: "register_entries",
                columns: new[] { "bureau", "command_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_register_entries_bureau_place",
                table: "register_entries",
                columns: new[] { "bureau", "place" },
                unique: true);

            // Rules rest on what is stored here, so it is kept like the record itself.
            migrationBuilder.Sql("CREATE TRIGGER register_entries_no_update BEFORE UPDATE ON register_entries BEGIN SELECT RAISE(ABORT, 'register_entries: a stored row is never changed'); END;");
            migrationBuilder.Sql("CREATE TRIGGER register_entries_no_delete BEFORE DELETE ON register_entries BEGIN SELECT RAISE(ABORT, 'register_entries: a stored row is never deleted'); END;");
            migrationBuilder.Sql(
                "CREATE TRIGGER register_entries_no_replace BEFORE INSERT ON register_entries " +
                "WHEN EXISTS (SELECT 1 FROM register_entries WHERE bureau = NEW.bureau AND ((register = NEW.register AND key = NEW.key AND version = NEW.version) OR place = NEW.place OR command_id = NEW.command_id)) " +
                "BEGIN SELECT RAISE(ABORT, 'register_entries: a stored row is never replaced'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "register_entries");
        }
    }
}
