using Microsoft.EntityFrameworkCore.Migrations;

namespace WorkflowEnforcement.Server.Storage.Migrations;

/// <summary>Tables without a hidden row number, and without indexes that no query reads: a command writes about half the pages. See decision 0017.</summary>
public partial class NarrowTables : Migration
{
    private static readonly (string Name, string Columns)[] Narrow =
    [
        ("tasks",
            """
            (
                case_id TEXT NOT NULL,
                task INTEGER NOT NULL,
                bureau TEXT NOT NULL,
                element TEXT NOT NULL,
                name TEXT NOT NULL,
                stage TEXT NOT NULL,
                roles TEXT NOT NULL,
                holder TEXT NULL,
                only_for TEXT NOT NULL,
                not_for TEXT NOT NULL,
                due_for TEXT NOT NULL,
                people INTEGER NOT NULL,
                opened_at INTEGER NOT NULL,
                due_on TEXT NULL,
                internal_on TEXT NULL,
                basis TEXT NOT NULL,
                CONSTRAINT pk_tasks PRIMARY KEY (case_id, task)
            )
            """),
        ("clocks",
            """
            (
                case_id TEXT NOT NULL,
                clock TEXT NOT NULL,
                bureau TEXT NOT NULL,
                name TEXT NOT NULL,
                started_on TEXT NOT NULL,
                due TEXT NOT NULL,
                internal TEXT NOT NULL,
                state TEXT NOT NULL,
                stopped_on TEXT NULL,
                basis TEXT NOT NULL,
                provisional INTEGER NOT NULL,
                CONSTRAINT pk_clocks PRIMARY KEY (case_id, clock)
            )
            """),
        ("timers",
            """
            (
                case_id TEXT NOT NULL,
                timer INTEGER NOT NULL,
                bureau TEXT NOT NULL,
                element TEXT NOT NULL,
                due_at INTEGER NOT NULL,
                CONSTRAINT pk_timers PRIMARY KEY (case_id, timer)
            )
            """),
        ("documents",
            """
            (
                id TEXT NOT NULL CONSTRAINT pk_documents PRIMARY KEY,
                bureau TEXT NOT NULL,
                case_id TEXT NOT NULL,
                place INTEGER NOT NULL,
                code TEXT NOT NULL,
                name TEXT NOT NULL,
                number TEXT NOT NULL,
                state TEXT NOT NULL,
                sha256 TEXT NULL,
                size INTEGER NULL,
                element TEXT NOT NULL,
                requested_at INTEGER NOT NULL
            )
            """),
        ("document_numbers",
            """
            (
                bureau TEXT NOT NULL,
                year INTEGER NOT NULL,
                kind TEXT NOT NULL,
                number INTEGER NOT NULL,
                case_id TEXT NOT NULL,
                document TEXT NULL,
                CONSTRAINT pk_document_numbers PRIMARY KEY (bureau, year, kind, number)
            )
            """),
        ("job_requests",
            """
            (
                id TEXT NOT NULL CONSTRAINT pk_job_requests PRIMARY KEY,
                bureau TEXT NOT NULL,
                kind TEXT NOT NULL,
                case_id TEXT NOT NULL,
                subject TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                attempts INTEGER NOT NULL,
                not_before INTEGER NULL,
                done_at INTEGER NULL,
                last_error TEXT NULL
            )
            """),
    ];

    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var (name, columns) in Narrow)
        {
            migrationBuilder.Sql($"CREATE TABLE {name}_narrow {columns} WITHOUT ROWID;");
            migrationBuilder.Sql($"INSERT INTO {name}_narrow ({Names(columns)}) SELECT {Names(columns)} FROM {name};");
            migrationBuilder.Sql($"DROP TABLE {name};");
            migrationBuilder.Sql($"ALTER TABLE {name}_narrow RENAME TO {name};");
        }

        migrationBuilder.Sql("CREATE INDEX ix_clocks_bureau_state_internal ON clocks (bureau, state, internal);");
        migrationBuilder.Sql("CREATE INDEX ix_timers_bureau_due_at ON timers (bureau, due_at);");
        migrationBuilder.Sql("CREATE INDEX ix_documents_case_id_place ON documents (case_id, place);");
        migrationBuilder.Sql("CREATE INDEX ix_job_requests_bureau_created_at ON job_requests (bureau, created_at) WHERE done_at IS NULL;");
        migrationBuilder.Sql("DROP TABLE task_roles;");
        foreach (var index in new[] { "bureau_next_due", "bureau_number", "bureau_stage_updated_at", "bureau_updated_at_id" })
        {
            migrationBuilder.Sql($"DROP INDEX ix_cases_{index};");
        }

        migrationBuilder.Sql("CREATE INDEX ix_cases_bureau_ended_at ON cases (bureau, ended_at);");
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("Expected to go forward only: the rows of the earlier tables can be written anew from the events by a rebuild");

    // Names at the beginning of the lines that define columns; keys are written in capitals.
    private static string Names(string columns) => string.Join(
        ", ",
        columns.Split('\n').Select(line => line.Trim().Split(' ')[0]).Where(word => word.Length > 0 && char.IsAsciiLetterLower(word[0])));
}
