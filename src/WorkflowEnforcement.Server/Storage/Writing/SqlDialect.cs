using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace WorkflowEnforcement.Server.Storage.Writing;

/// <summary>What the databases do not have in common. Everything else that is written by hand is standard SQL.</summary>
internal static class SqlDialect
{
    // Series by series, looking at the last number of each, so that it costs the same in a full year.
    /// <summary>The last number of every series of a year and of the year before: kind, year, number. Parameters: bureau, year, the year before.</summary>
    public const string LastNumbers =
        """
        WITH RECURSIVE series (year, kind) AS (
            SELECT y.year, (SELECT min(n.kind) FROM document_numbers n WHERE n.bureau = @p0 AND n.year = y.year)
            FROM (SELECT @p1 AS year UNION ALL SELECT @p2) y
            UNION ALL
            SELECT s.year, (SELECT min(n.kind) FROM document_numbers n WHERE n.bureau = @p0 AND n.year = s.year AND n.kind > s.kind)
            FROM series s WHERE s.kind IS NOT NULL)
        SELECT s.kind, s.year, (SELECT max(n.number) FROM document_numbers n WHERE n.bureau = @p0 AND n.year = s.year AND n.kind = s.kind)
        FROM series s WHERE s.kind IS NOT NULL
        """;

    /// <summary>Begins a transaction that is the only one to write from its first moment.</summary>
    public const string Begin = "BEGIN IMMEDIATE";

    /// <summary>Makes a transaction last.</summary>
    public const string Commit = "COMMIT";

    /// <summary>Undoes a transaction.</summary>
    public const string Undo = "ROLLBACK";

    /// <summary>A number that changes with each commit of another connection, and with none of this one. Where a database has none, a new number each time.</summary>
    public const string VersionByOthers = "PRAGMA data_version";

    /// <summary>True where a row was in the way of another: a unique key, or a trigger that guards one.</summary>
    public static bool IsTaken(DbException fault)
    {
        const int constraint = 19; // SQLITE_CONSTRAINT
        return fault is SqliteException { SqliteErrorCode: constraint };
    }

    /// <summary>A name of a table or column; some are words of SQL.</summary>
    public static string Quoted(string name) => $"\"{name}\"";
}
