using Microsoft.EntityFrameworkCore;

namespace WorkflowEnforcement.Server.Storage.Writing;

/// <summary>A connection that stays open, with the statements prepared on it. EF Core opens it, so that it is set up as every other is.</summary>
internal sealed class OpenConnection(EnforcementDb db) : IDisposable
{
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

    public void Dispose()
    {
        Statements.Dispose();
        db.Dispose();
    }
}
