using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace WorkflowEnforcement.Server.Storage.Writing;

/// <summary>The connections through which this node reads cases; as many as read at once, of which a few stay open.</summary>
internal sealed class CaseReaders(IDbContextFactory<EnforcementDb> databases) : IDisposable
{
    private const int MostKept = 4;

    private readonly ConcurrentBag<OpenConnection> kept = [];
    private volatile bool disposed;

    /// <summary>Reads by statements, outside a transaction: each statement sees what was committed before it began.</summary>
    public async Task<T> Read<T>(Func<OpenConnection, Task<T>> read, CancellationToken ct)
    {
        if (!kept.TryTake(out var connection))
        {
            connection = await OpenConnection.Open(databases, ct);
        }

        T result;
        try
        {
            result = await read(connection);
        }
        catch
        {
            // A connection on which something failed is not used again: it may be lost.
            connection.Dispose();
            throw;
        }

        Keep(connection);
        return result;
    }

    public void Dispose()
    {
        disposed = true;
        while (kept.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private void Keep(OpenConnection connection)
    {
        if (disposed || kept.Count >= MostKept)
        {
            connection.Dispose();
            return;
        }

        kept.Add(connection);
        if (disposed)
        {
            Dispose();
        }
    }
}
