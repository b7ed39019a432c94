using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WorkflowEnforcement.Server.Storage.Migrations
{
    /// <inheritdoc />
    public partial class KeptDefinitions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_cases_bureau_definition_ended_at",
                table: "cases",
                columns: new[] { "bureau", "definition", "ended_at" });

            // Running cases and the record stand on what is stored here, so it is kept like the record itself.
            migrationBuilder.Sql(
                "CREATE TRIGGER definitions_no_update BEFORE UPDATE ON definitions " +
                "BEGIN SELECT RAISE(ABORT, 'definitions: a stored row is never changed'); END;");
            migrationBuilder.Sql(
                "CREATE TRIGGER definitions_no_delete BEFORE DELETE ON definitions " +
                "BEGIN SELECT RAISE(ABORT, 'definitions: a stored row is never deleted'); END;");
            migrationBuilder.Sql(
                "CREATE TRIGGER definitions_no_replace BEFORE INSERT ON definitions " +
                "WHEN EXISTS (SELECT 1 FROM definitions WHERE bureau = NEW.bureau AND (hash = NEW.hash OR (key = NEW.key AND version = NEW.version))) " +
                "BEGIN SELECT RAISE(ABORT, 'definitions: a stored row is never replaced'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER definitions_no_update; DROP TRIGGER definitions_no_delete; DROP TRIGGER definitions_no_replace;");

            migrationBuilder.DropIndex(
                name: "ix_cases_bureau_definition_ended_at",
                table: "cases");
        }
    }
}
