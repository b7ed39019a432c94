using Microsoft.EntityFrameworkCore.Migrations;

namespace WorkflowEnforcement.Server.Storage.Migrations;

/// <summary>The append-only tables as the first migration makes them. Frozen: a later change is a new migration.</summary>
internal static class LedgerTables
{
    public static void Create(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Events);
        migrationBuilder.Sql(Commands);
        foreach (var table in new[] { "events", "commands" })
        {
            migrationBuilder.Sql(
                $"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} " +
                $"BEGIN SELECT RAISE(ABORT, '{table}: a stored row is never changed'); END;");
            migrationBuilder.Sql(
                $"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} " +
                $"BEGIN SELECT RAISE(ABORT, '{table}: a stored row is never deleted'); END;");
        }

        // REPLACE deletes the row in its way without asking the DELETE trigger (unless recursive_triggers is on), and may name the
        // hidden rowid, so every key is looked up before an insert.
        migrationBuilder.Sql(
            """
            CREATE TRIGGER events_no_replace BEFORE INSERT ON events
            WHEN EXISTS (SELECT 1 FROM events WHERE bureau = NEW.bureau AND seq = NEW.seq)
              OR EXISTS (SELECT 1 FROM events WHERE case_id = NEW.case_id AND case_version = NEW.case_version)
              OR EXISTS (SELECT 1 FROM events WHERE rowid = NEW.rowid)
            BEGIN SELECT RAISE(ABORT, 'events: a stored row is never replaced'); END;
            """);
        migrationBuilder.Sql(
            """
            CREATE TRIGGER commands_no_replace BEFORE INSERT ON commands
            WHEN EXISTS (SELECT 1 FROM commands WHERE bureau = NEW.bureau AND command_id = NEW.command_id)
            BEGIN SELECT RAISE(ABORT, 'commands: a stored row is never replaced'); END;
            """);
    }

    private const string Events =
        """
        CREATE TABLE events (
            bureau TEXT NOT NULL,
            seq INTEGER NOT NULL CHECK (seq >= 0),
            case_id TEXT NOT NULL,
            case_version INTEGER NOT NULL CHECK (case_version >= 1),
            command_id TEXT NOT NULL,
            type TEXT NOT NULL,
            at INTEGER NOT NULL,
            body BLOB NOT NULL CHECK (length(body) BETWEEN 1 AND 65536),
            leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32),
            CONSTRAINT pk_events PRIMARY KEY (bureau, seq),
            CONSTRAINT ix_events_case_id_case_version UNIQUE (case_id, case_version)
        ) STRICT;
        """;

    private const string Commands =
        """
        CREATE TABLE commands (
            bureau TEXT NOT NULL,
            command_id TEXT NOT NULL CHECK (length(command_id) BETWEEN 1 AND 200),
            case_id TEXT NOT NULL,
            actor TEXT NOT NULL,
            request_hash BLOB NOT NULL CHECK (length(request_hash) = 32),
            at INTEGER NOT NULL,
            first_version INTEGER NOT NULL,
            last_version INTEGER NOT NULL,
            CONSTRAINT pk_commands PRIMARY KEY (bureau, command_id)
        ) STRICT, WITHOUT ROWID;
        """;
}
