using Microsoft.EntityFrameworkCore;

namespace WorkflowEnforcement.Server.Storage.Writing;

/// <summary>A connection that stays open, with the statements prepared on it. EF Core opens it, so that it is set up as every other is.</summary>
internal sealed class OpenConnection(EnforcementDb db) : IDisposable
{
    private (long Version, object Object)? others;

    /// <summary>For what is read seldom.</summary>
    public EnforcementDb Db => db;

    /// <summary>The statements that were run on it before.</summary>
    public Statements Statements { get; } = new(db.Database.GetDbConnection());

    public static async Task<OpenConnection> Open(IDbContextFactory<EnforcementDb> databases, CancellationToken ct)
    {
        var db = await databases.CreateDbContextAsync(ct);
        try
        {
            await db.Database.OpenConnectionAsync(ct);
            return new OpenConnection(db);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stands for all that others committed so far: the same object as before where nobody but this connection committed anything since.</summary>
    /// <remarks>Asked within a transaction, it holds until its end. "Others" are other connections, of this node too.</remarks>
    public async Task<object> OthersSoFar(CancellationToken ct)
    {
        var version = (await Statements.Query(SqlDialect.VersionByOthers, [], row => row.GetInt64(0), ct))[0];
        if (others is not { } known || known.Version != version)
        {
            others = known = (version, new object());
        }

        return known.Object;
    }

    public void Dispose()
    {
        Statements.Dispose();
        db.Dispose();
    }
}
