using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WorkflowEnforcement.Server.Storage.Migrations
{
    /// <inheritdoc />
    public partial class TablesAndAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "disabled",
                table: "accounts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "must_change_password",
                table: "accounts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "account_changes",
                columns: table => new
                {
                    bureau = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    account = table.Column<string>(type: "TEXT", nullable: false),
                    place = table.Column<long>(type: "INTEGER", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    entered_by = table.Column<string>(type: "TEXT", nullable: false),
                    entered_by_name = table.Column<string>(type: "TEXT", nullable: false),
                    entered_at = table.Column<long>(type: "INTEGER", nullable: false),
                    command_id = table.Column<string>(type: "TEXT", nullable: false),
                    request_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_changes", x => new { x.bureau, x.account, x.version });
                });

            migrationBuilder.CreateTable(
                name: "discretion_tables",
                columns: table => new
                {
                    bureau = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    matter = table.Column<string>(type: "TEXT", nullable: false),
                    place = table.Column<long>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    dmn = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    entered_by = table.Column<string>(type: "TEXT", nullable: false),
                    entered_by_name = table.Column<string>(type: "TEXT", nullable: false),
                    entered_at = table.Column<long>(type: "INTEGER", nullable: false),
                    command_id = table.Column<string>(type: "TEXT", nullable: false),
                    request_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_discretion_tables", x => new { x.bureau, x.matter, x.version });
                });

            migrationBuilder.CreateIndex(
                name: "ix_account_changes_bureau_command_id",
                table: "account_changes",
                columns: new[] { "bureau", "command_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_account_changes_bureau_place",
                table: "account_changes",
                columns: new[] { "bureau", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_discretion_tables_bureau_command_id",
                table: "discretion_tables",
                columns: new[] { "bureau", "command_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_discretion_tables_bureau_place",
                table: "discretion_tables",
                columns: new[] { "bureau", "place" },
                unique: true);

            // What rules and powers rest on is kept like the record itself.
            migrationBuilder.Sql("CREATE TRIGGER account_changes_no_update BEFORE UPDATE ON account_changes BEGIN SELECT RAISE(ABORT, 'account_changes: a stored row is never changed'); END;");
            migrationBuilder.Sql("CREATE TRIGGER account_changes_no_delete BEFORE DELETE ON account_changes BEGIN SELECT RAISE(ABORT, 'account_changes: a stored row is never deleted'); END;");
            migrationBuilder.Sql(
                "CREATE TRIGGER account_changes_no_replace BEFORE INSERT ON account_changes " +
                "WHEN EXISTS (SELECT 1 FROM account_changes WHERE bureau = NEW.bureau AND ((account = NEW.account AND version = NEW.version) OR place = NEW.place OR command_id = NEW.command_id)) " +
                "BEGIN SELECT RAISE(ABORT, 'account_changes: a stored row is never replaced'); END;");
            migrationBuilder.Sql("CREATE TRIGGER discretion_tables_no_update BEFORE UPDATE ON discretion_tables BEGIN SELECT RAISE(ABORT, 'discretion_tables: a stored row is never changed'); END;");
            migrationBuilder.Sql("CREATE TRIGGER discretion_tables_no_delete BEFORE DELETE ON discretion_tables BEGIN SELECT RAISE(ABORT, 'discretion_tables: a stored row is never deleted'); END;");
            migrationBuilder.Sql(
                "CREATE TRIGGER discretion_tables_no_replace BEFORE INSERT ON discretion_tables " +
                "WHEN EXISTS (SELECT 1 FROM discretion_tables WHERE bureau = NEW.bureau AND ((matter = NEW.matter AND version = NEW.version) OR place = NEW.place OR command_id = NEW.command_id)) " +
                "BEGIN SELECT RAISE(ABORT, 'discretion_tables: a stored row is never replaced'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_changes");

            migrationBuilder.DropTable(
                name: "discretion_tables");

            migrationBuilder.DropColumn(
                name: "disabled",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "must_change_password",
                table: "accounts");
        }
    }
}
