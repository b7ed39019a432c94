using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace WorkflowEnforcement.Server.Storage.Writing;

/// <summary>The one connection through which this node writes cases, opened once, with its statements prepared. One piece of work at a time.</summary>
/// <remarks>EF Core opens it, so that it is set up as every other is. Transactions are statements of it too, prepared like the others.</remarks>
internal sealed class CaseWriter(IDbContextFactory<EnforcementDb> databases) : IDisposable
{
    private OpenConnection? opened;

    /// <summary>Does one piece of work in a transaction of its own; what it did not commit is undone.</summary>
    public async Task<T> Write<T>(Func<WriteWork, Task<T>> act, CancellationToken ct)
    {
        try
        {
            opened ??= await Open(ct);
            await opened.Statements.Execute(SqlDialect.Begin, [], ct);
            var work = new WriteWork(opened, await opened.OthersSoFar(ct));
            var result = await act(work);
            if (!work.IsCommitted)
            {
                await opened.Statements.Execute(SqlDialect.Undo, [], CancellationToken.None);
            }

            return result;
        }
        catch
        {
            // A connection on which something failed is not used again: it may be in a transaction still, or lost.
            await Abandon();
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

    // The pool of connections does not end a transaction that is open: given back with one, the connection would keep the file locked.
    private async Task Abandon()
    {
        if (opened is null)
        {
            return;
        }

        try
        {
            await opened.Statements.Execute(SqlDialect.Undo, [], CancellationToken.None);
        }
        catch (DbException)
        {
            // There was none, or the fault ended it.
        }

        Dispose();
    }
}

/// <summary>One piece of work within its transaction.</summary>
/// <param name="othersSoFar">What <see cref="OpenConnection.OthersSoFar"/> gave within this transaction.</param>
internal sealed class WriteWork(OpenConnection connection, object othersSoFar)
{
    /// <summary>For what is read seldom, in the same transaction.</summary>
    public EnforcementDb Db => connection.Db;

    /// <summary>The statements, which run in the transaction.</summary>
    public Statements Statements => connection.Statements;

    /// <summary>Key of the bureau whose rows are read and written.</summary>
    public string Bureau => Db.Bureau;

    /// <summary>The same object as in an earlier piece of work where nobody but this writer committed anything since.</summary>
    public object OthersSoFar => othersSoFar;

    /// <summary>True once the work lasts.</summary>
    public bool IsCommitted { get; private set; }

    /// <summary>Runs a statement.</summary>
    /// <returns>Number of rows it wrote.</returns>
    public Task<int> Execute(string sql, object?[] values, CancellationToken ct) => Statements.Execute(sql, values, ct);

    /// <summary>Makes all of the work last.</summary>
    public async Task Commit(CancellationToken ct)
    {
        await Statements.Execute(SqlDialect.Commit, [], ct);
        IsCommitted = true;
    }
}
