using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WorkflowEnforcement.Server.Storage.Migrations
{
    /// <inheritdoc />
    public partial class ProxyRegister : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE TABLE proxy_entries (
                    bureau TEXT NOT NULL,
                    place INTEGER NOT NULL CHECK (place >= 1),
                    proxy TEXT NOT NULL,
                    kind TEXT NOT NULL CHECK (kind IN ('granted', 'revoked')),
                    command_id TEXT NOT NULL CHECK (length(command_id) BETWEEN 1 AND 200),
                    request_hash BLOB NOT NULL CHECK (length(request_hash) = 32),
                    at INTEGER NOT NULL,
                    body BLOB NOT NULL CHECK (length(body) BETWEEN 1 AND 65536),
                    CONSTRAINT pk_proxy_entries PRIMARY KEY (bureau, place),
                    CONSTRAINT ix_proxy_entries_bureau_command_id UNIQUE (bureau, command_id),
                    CONSTRAINT ix_proxy_entries_bureau_proxy_kind UNIQUE (bureau, proxy, kind)
                ) STRICT, WITHOUT ROWID;
                """);
            migrationBuilder.Sql(
                "CREATE TRIGGER proxy_entries_no_update BEFORE UPDATE ON proxy_entries " +
                "BEGIN SELECT RAISE(ABORT, 'proxy_entries: a stored row is never changed'); END;");
            migrationBuilder.Sql(
                "CREATE TRIGGER proxy_entries_no_delete BEFORE DELETE ON proxy_entries " +
                "BEGIN SELECT RAISE(ABORT, 'proxy_entries: a stored row is never deleted'); END;");

            // REPLACE deletes the row in its way without asking the DELETE trigger, so every key is looked up before an insert.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER proxy_entries_no_replace BEFORE INSERT ON proxy_entries
                WHEN EXISTS (SELECT 1 FROM proxy_entries WHERE bureau = NEW.bureau AND place = NEW.place)
                  OR EXISTS (SELECT 1 FROM proxy_entries WHERE bureau = NEW.bureau AND command_id = NEW.command_id)
                  OR EXISTS (SELECT 1 FROM proxy_entries WHERE bureau = NEW.bureau AND proxy = NEW.proxy AND kind = NEW.kind)
                BEGIN SELECT RAISE(ABORT, 'proxy_entries: a stored row is never replaced'); END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "proxy_entries");
    }
}
