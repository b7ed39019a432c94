using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>The database lets stored rows be changed, so the server must not start.</summary>
public sealed class LedgerNotProtectedException(string message) : Exception(message);

/// <summary>Tries at every start to change, delete and replace a stored row, in a transaction that is rolled back.</summary>
internal static class LedgerSelfTest
{
    private const int Constraint = 19;

    private const string Probe =
        """
        INSERT INTO events (rowid, bureau, seq, case_id, case_version, command_id, type, at, body, leaf_hash)
        VALUES (9223372036854775806, '#probe', 0, '#probe', 1, '#probe', 'probe', 0, x'7b7d', zeroblob(32));
        INSERT INTO commands (bureau, command_id, case_id, actor, request_hash, at, first_version, last_version)
        VALUES ('#probe', '#probe', '#probe', '#probe', zeroblob(32), 0, 1, 1);
        INSERT INTO proxy_entries (bureau, place, proxy, kind, command_id, request_hash, at, body)
        VALUES ('#probe', 1, '#probe', 'granted', '#probe', zeroblob(32), 0, x'7b7d');
        """;

    private static readonly (string What, string Sql)[] Attacks =
    [
        ("修改（UPDATE）事件", "UPDATE events SET type = 'changed' WHERE bureau = '#probe'"),
        ("删除（DELETE）事件", "DELETE FROM events WHERE bureau = '#probe'"),
        ("按序号覆盖（REPLACE）事件", ReplaceEvent("bureau, seq, case_id, case_version", "'#probe', 0, '#other', 1")),
        ("按案件版本覆盖（REPLACE）事件", ReplaceEvent("bureau, seq, case_id, case_version", "'#probe', 1, '#probe', 1")),
        ("按内部行号覆盖（REPLACE）事件", ReplaceEvent("rowid, bureau, seq, case_id, case_version", "9223372036854775806, '#probe', 1, '#other', 1")),
        ("修改（UPDATE）命令", "UPDATE commands SET actor = 'changed' WHERE bureau = '#probe'"),
        ("删除（DELETE）命令", "DELETE FROM commands WHERE bureau = '#probe'"),
        ("覆盖（REPLACE）命令",
            "INSERT OR REPLACE INTO commands (bureau, command_id, case_id, actor, request_hash, at, first_version, last_version) " +
            "VALUES ('#probe', '#probe', '#probe', 'changed', zeroblob(32), 0, 1, 1)"),
        ("修改（UPDATE）委托", "UPDATE proxy_entries SET kind = 'revoked' WHERE bureau = '#probe'"),
        ("删除（DELETE）委托", "DELETE FROM proxy_entries WHERE bureau = '#probe'"),
        ("覆盖（REPLACE）委托",
            "INSERT OR REPLACE INTO proxy_entries (bureau, place, proxy, kind, command_id, request_hash, at, body) " +
            "VALUES ('#probe', 1, '#other', 'granted', '#other', zeroblob(32), 0, x'7b7d')"),
    ];

    /// <exception cref="LedgerNotProtectedException">One of the attempts succeeded.</exception>
    public static async Task Run(EnforcementDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await using var transaction = connection.BeginTransaction();

        // As another program would open the file: without the setting that makes REPLACE fire the DELETE trigger.
        await Execute(connection, transaction, "PRAGMA recursive_triggers=OFF", ct);
        try
        {
            await Execute(connection, transaction, Probe, ct);
            foreach (var (what, sql) in Attacks)
            {
                if (await Succeeds(connection, transaction, sql, ct))
                {
                    throw new LedgerNotProtectedException(
                        $"服务器拒绝启动：数据库允许{what}。执法记录须不能删改；请检查数据库的触发器是否被删除，并从备份恢复。");
                }
            }
        }
        finally
        {
            await transaction.RollbackAsync(CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    private static string ReplaceEvent(string keys, string values) =>
        $"INSERT OR REPLACE INTO events ({keys}, command_id, type, at, body, leaf_hash) VALUES ({values}, 'x', 'changed', 0, x'7b7d', zeroblob(32))";

    private static async Task<bool> Succeeds(SqliteConnection connection, SqliteTransaction transaction, string sql, CancellationToken ct)
    {
        try
        {
            await Execute(connection, transaction, sql, ct);
            return true;
        }
        catch (SqliteException refused) when (refused.SqliteErrorCode == Constraint)
        {
            return false;
        }
    }

    private static async Task Execute(SqliteConnection connection, SqliteTransaction transaction, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}
