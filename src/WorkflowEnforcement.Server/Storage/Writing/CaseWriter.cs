using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace WorkflowEnforcement.Server.Storage.Writing;

/// <summary>The one connection through which this node writes cases, opened once, with its statements prepared. One piece of work at a time.</summary>
/// <remarks>EF Core opens it, so that it is set up as every other is and a transaction begins as everywhere: <c>BEGIN IMMEDIATE</c> on SQLite.</remarks>
internal sealed class CaseWriter(IDbContextFactory<EnforcementDb> databases) : IDisposable
{
    private OpenConnection? opened;

    /// <summary>Does one piece of work in a transaction of its own; what it did not commit is undone.</summary>
    public async Task<T> Write<T>(Func<WriteWork, Task<T>> act, CancellationToken ct)
    {
        try
        {
            opened ??= await Open(ct);
            await using var transaction = await opened.Db.Database.BeginTransactionAsync(ct);
            opened.Statements.Transaction = transaction.GetDbTransaction();
            return await act(new WriteWork(opened.Db, opened.Statements, transaction));
        }
        catch
        {
            // A connection on which something failed is not used again: it may be in a transaction still, or lost.
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        opened?.Dispose();
        opened = null;
    }

    private async Task<OpenConnection> Open(CancellationToken ct)
    {
        var connection = await OpenConnection.Open(databases, ct);
        WrittenTables.Check(connection.Db.Model);
        return connection;
    }
}

/// <summary>One piece of work within its transaction.</summary>
internal sealed class WriteWork(EnforcementDb db, Statements statements, IDbContextTransaction transaction)
{
    /// <summary>For what is read seldom, in the same transaction.</summary>
    public EnforcementDb Db => db;

    /// <summary>The statements, which run in the transaction.</summary>
    public Statements Statements => statements;

    /// <summary>Key of the bureau whose rows are read and written.</summary>
    public string Bureau => db.Bureau;

    /// <summary>Runs a statement.</summary>
    /// <returns>Number of rows it wrote.</returns>
    public Task<int> Execute(string sql, object?[] values, CancellationToken ct) => statements.Execute(sql, values, ct);

    /// <summary>Makes all of the work last.</summary>
    public Task Commit(CancellationToken ct) => transaction.CommitAsync(ct);
}
