using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage.Writing;

/// <summary>A row that was to be changed is not there: the remembered rows of the case are not those of the table.</summary>
internal sealed class RowsOutOfLineException(string table) : Exception($"Expected a row of {table} to be there, but it is not");

/// <summary>A table that is written by hand.</summary>
/// <param name="name">Name of the table.</param>
/// <param name="keys">How many of the columns, from the first, tell one row of it from another.</param>
/// <param name="columns">All columns but the bureau's, and what a row has in each as the database keeps it.</param>
internal sealed class RowTable<TRow>(string name, int keys, params (string Name, Func<TRow, object?> Value)[] columns)
    where TRow : class, IBureauRow
{
    private const string Bureau = "bureau";

    // Rows in one statement: most commands have fewer events than this, and each number of rows is a statement of its own.
    private const int RowsAtOnce = 12;

    private readonly string?[] inserts = new string?[RowsAtOnce + 1];

    private readonly string delete = $"DELETE FROM {SqlDialect.Quoted(name)} WHERE {Key(columns, keys, 0)}";
    private readonly ConcurrentDictionary<int, string> updates = new();

    /// <summary>Adds rows.</summary>
    public async Task Insert(WriteWork work, IReadOnlyCollection<TRow> rows, CancellationToken ct)
    {
        foreach (var some in rows.Chunk(RowsAtOnce))
        {
            var values = new object?[(some.Length * columns.Length) + 1];
            for (var place = 0; place < some.Length; place++)
            {
                Fill(values.AsSpan(place * columns.Length, columns.Length), some[place]);
            }

            values[^1] = work.Bureau;

            await work.Execute(inserts[some.Length] ??= InsertOf(some.Length), values, ct);
        }
    }

    /// <summary>Makes stored rows into wanted ones. Only what differs is written.</summary>
    /// <exception cref="RowsOutOfLineException">A row taken for stored is not in the table.</exception>
    public async Task Bring(WriteWork work, ImmutableArray<TRow> stored, ImmutableArray<TRow> wanted, CancellationToken ct)
    {
        if (stored == wanted)
        {
            return;
        }

        var left = stored.Select(Values).ToList();
        var added = new List<TRow>();
        foreach (var row in wanted)
        {
            var values = Values(row);
            var place = left.FindIndex(old => values.AsSpan(0, keys).SequenceEqual(old.AsSpan(0, keys)));
            if (place < 0)
            {
                added.Add(row);
            }
            else
            {
                await Update(work, left[place], values, ct);
                left.RemoveAt(place);
            }
        }

        foreach (var old in left)
        {
            await Demand(work, delete, old[..keys], ct);
        }

        await Insert(work, added, ct);
    }

    /// <summary>Compares the columns with those of the model: two copies that disagree stop the writing.</summary>
    /// <exception cref="InvalidOperationException">A column is missing here, or unknown there.</exception>
    public void Check(IModel model)
    {
        var entity = model.FindEntityType(typeof(TRow))!;
        var expected = entity.GetProperties().Select(property => property.GetColumnName()).ToHashSet(StringComparer.Ordinal);
        var found = columns.Select(column => column.Name).Append(Bureau).ToHashSet(StringComparer.Ordinal);
        if (entity.GetTableName() != name || !found.SetEquals(expected))
        {
            throw new InvalidOperationException(
                $"Expected {entity.GetTableName()} to be written with the columns {string.Join(", ", expected.Order(StringComparer.Ordinal))}, " +
                $"but found {name} with {string.Join(", ", found.Order(StringComparer.Ordinal))}");
        }
    }

    private static string Key((string Name, Func<TRow, object?> Value)[] columns, int keys, int first) =>
        string.Join(" AND ", Enumerable.Range(0, keys).Select(place => $"{SqlDialect.Quoted(columns[place].Name)} = @p{first + place}"));

    private object?[] Values(TRow row)
    {
        var values = new object?[columns.Length];
        Fill(values, row);
        return values;
    }

    private void Fill(Span<object?> values, TRow row)
    {
        for (var place = 0; place < values.Length; place++)
        {
            values[place] = columns[place].Value(row);
        }
    }

    private string InsertOf(int rows)
    {
        var width = columns.Length;
        var row = (int first) => $"({string.Join(", ", Enumerable.Range(first, width).Select(place => $"@p{place}"))}, @p{rows * width})";
        return $"INSERT INTO {SqlDialect.Quoted(name)} ({string.Join(", ", columns.Select(column => SqlDialect.Quoted(column.Name)).Append(Bureau))}) " +
            $"VALUES {string.Join(", ", Enumerable.Range(0, rows).Select(place => row(place * width)))}";
    }

    // Only the columns that changed, so that no index is written whose columns did not.
    private async Task Update(WriteWork work, object?[] old, object?[] values, CancellationToken ct)
    {
        var changed = 0;
        var written = new List<object?>();
        for (var place = keys; place < values.Length; place++)
        {
            if (!Equals(old[place], values[place]))
            {
                changed |= 1 << place;
                written.Add(values[place]);
            }
        }

        if (changed != 0)
        {
            await Demand(work, updates.GetOrAdd(changed, UpdateOf), [.. written, .. values[..keys]], ct);
        }
    }

    private string UpdateOf(int changed)
    {
        var written = columns.Where((_, place) => (changed & (1 << place)) != 0).ToList();
        return $"UPDATE {SqlDialect.Quoted(name)} SET {string.Join(", ", written.Select((column, place) => $"{SqlDialect.Quoted(column.Name)} = @p{place}"))} " +
            $"WHERE {Key(columns, keys, written.Count)}";
    }

    private async Task Demand(WriteWork work, string sql, object?[] values, CancellationToken ct)
    {
        if (await work.Execute(sql, values, ct) != 1)
        {
            throw new RowsOutOfLineException(name);
        }
    }
}
