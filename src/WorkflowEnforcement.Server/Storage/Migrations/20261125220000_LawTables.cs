using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WorkflowEnforcement.Server.Storage.Migrations
{
    /// <inheritdoc />
    public partial class LawTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "calendar_days",
                columns: table => new
                {
                    bureau = table.Column<string>(type: "TEXT", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_days", x => new { x.bureau, x.year, x.version, x.day });
                });

            migrationBuilder.CreateTable(
                name: "calendar_years",
                columns: table => new
                {
                    bureau = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    official = table.Column<bool>(type: "INTEGER", nullable: false),
                    notice = table.Column<string>(type: "TEXT", nullable: false),
                    notice_tag = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    entered_by = table.Column<string>(type: "TEXT", nullable: false),
                    entered_by_name = table.Column<string>(type: "TEXT", nullable: false),
                    entered_at = table.Column<long>(type: "INTEGER", nullable: false),
                    command_id = table.Column<string>(type: "TEXT", nullable: false),
                    request_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_years", x => new { x.bureau, x.year, x.version });
                });

            migrationBuilder.CreateTable(
                name: "clock_wordings",
                columns: table => new
                {
                    bureau = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    clock = table.Column<string>(type: "TEXT", nullable: false),
                    length = table.Column<int>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    law = table.Column<string>(type: "TEXT", nullable: false),
                    article = table.Column<string>(type: "TEXT", nullable: false),
                    tag = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    entered_by = table.Column<string>(type: "TEXT", nullable: false),
                    entered_by_name = table.Column<string>(type: "TEXT", nullable: false),
                    entered_at = table.Column<long>(type: "INTEGER", nullable: false),
                    command_id = table.Column<string>(type: "TEXT", nullable: false),
                    request_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock_wordings", x => new { x.bureau, x.clock, x.version });
                });

            migrationBuilder.CreateTable(
                name: "recounts",
                columns: table => new
                {
                    bureau = table.Column<string>(type: "TEXT", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    total = table.Column<int>(type: "INTEGER", nullable: false),
                    done = table.Column<int>(type: "INTEGER", nullable: false),
                    moved = table.Column<int>(type: "INTEGER", nullable: false),
                    failed = table.Column<int>(type: "INTEGER", nullable: false),
                    last_case = table.Column<Guid>(type: "TEXT", nullable: true),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recounts", x => new { x.bureau, x.year, x.version });
                });

            migrationBuilder.CreateIndex(
                name: "ix_calendar_years_bureau_command_id",
                table: "calendar_years",
                columns: new[] { "bureau", "command_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_clock_wordings_bureau_command_id",
                table: "clock_wordings",
                columns: new[] { "bureau", "command_id" },
                unique: true);

            // The record rests on what is stored here, so it is kept like the record itself; how far a recount came is not of the record.
            Keep(migrationBuilder, "calendar_years", "year = NEW.year AND version = NEW.version", orCommand: true);
            Keep(migrationBuilder, "calendar_days", "year = NEW.year AND version = NEW.version AND day = NEW.day", orCommand: false);
            Keep(migrationBuilder, "clock_wordings", "clock = NEW.clock AND version = NEW.version", orCommand: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "calendar_days");

            migrationBuilder.DropTable(
                name: "calendar_years");

            migrationBuilder.DropTable(
                name: "clock_wordings");

            migrationBuilder.DropTable(
                name: "recounts");
        }

        private static void Keep(MigrationBuilder migrationBuilder, string table, string key, bool orCommand)
        {
            migrationBuilder.Sql($"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table}: a stored row is never changed'); END;");
            migrationBuilder.Sql($"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table}: a stored row is never deleted'); END;");
            migrationBuilder.Sql(
                $"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} " +
                $"WHEN EXISTS (SELECT 1 FROM {table} WHERE bureau = NEW.bureau AND (({key}){(orCommand ? " OR command_id = NEW.command_id" : string.Empty)})) " +
                $"BEGIN SELECT RAISE(ABORT, '{table}: a stored row is never replaced'); END;");
        }
    }
}
