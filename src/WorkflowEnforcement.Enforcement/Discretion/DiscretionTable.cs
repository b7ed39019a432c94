using System.Collections.Immutable;
using System.Globalization;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Decisions;

namespace WorkflowEnforcement.Enforcement.Discretion;

/// <summary>The published table of discretion (行政处罚裁量基准) of one matter, in one version.</summary>
/// <legal>行政处罚法 (2021) art. 34.</legal>
public sealed class DiscretionTable
{
    private readonly Decision decision;

    internal DiscretionTable(Matter matter, DateOnly validFrom, LegalSource source, string hash, Decision decision, ImmutableArray<DiscretionRow> rows)
    {
        (Matter, ValidFrom, Source, Hash, Rows) = (matter, validFrom, source, hash, rows);
        this.decision = decision;
        Inputs = [.. decision.Table!.Inputs.Select(input => input.Expression.Text)];
        Labels = [.. decision.Table.Inputs.Select(input => input.Label)];
        Conditions = [.. decision.Table.Rules.Select(Condition)];
    }

    /// <summary>The matter whose fines it grades.</summary>
    public Matter Matter { get; }

    /// <summary>Local day from which it holds, included.</summary>
    public DateOnly ValidFrom { get; }

    /// <summary>Who published it, and how sure we are of it.</summary>
    public LegalSource Source { get; }

    /// <summary>SHA-256 of the file, lower-case hex: two versions are never confused.</summary>
    public string Hash { get; }

    /// <summary>The rows in order.</summary>
    public ImmutableArray<DiscretionRow> Rows { get; }

    /// <summary>Keys of the facts that it reads, in the order of its columns.</summary>
    public ImmutableArray<string> Inputs { get; }

    /// <summary>What stands above each of these columns.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>For each row the conditions of its columns in words; 不限 where any will do.</summary>
    public ImmutableArray<ImmutableArray<string>> Conditions { get; }

    /// <summary>How a case cites the version: matter, day and the beginning of its hash.</summary>
    public string Citation => string.Create(CultureInfo.InvariantCulture, $"{Matter.Code}（自{ValidFrom:yyyy年M月d日}起施行，版本{Hash[..12]}）");

    /// <summary>Finds the row that applies.</summary>
    /// <param name="facts">Facts of the case by key.</param>
    /// <returns><see cref="AppliedRow"/>, or <see cref="MissingFacts"/> where facts that decide are not there.</returns>
    public DiscretionOutcome Evaluate(ImmutableSortedDictionary<string, FeelValue> facts)
    {
        // A table looks at facts only; the moment is never asked.
        var outcome = decision.Evaluate(FeelSurroundings.Of(NestedFacts.Of(facts), DateTimeOffset.UnixEpoch));
        if (outcome is { Failure: null, Hits: [var hit] })
        {
            return new AppliedRow(this, Rows[hit.Rule - 1]);
        }

        ImmutableArray<string> missing = [.. Inputs.Where(key => facts.GetValueOrDefault(key, FeelValue.Null) is FeelNull)];
        return missing.IsEmpty
            ? throw new InvalidOperationException($"Expected one row of the table of {Matter.Code} to apply, but found {outcome.Hits.Length}: {outcome.Failure?.Message}")
            : new MissingFacts(this, missing);
    }

    private ImmutableArray<string> Condition(TableRule rule) =>
        [.. rule.Tests.Select((tests, column) => DiscretionWords.Of(FactsDictionary.Official[Inputs[column]], tests?.Text ?? "-"))];
}

/// <summary>What a table says of a case.</summary>
public abstract record DiscretionOutcome(DiscretionTable Table);

/// <summary>One row applies.</summary>
/// <param name="Table">The table.</param>
/// <param name="Row">The row.</param>
public sealed record AppliedRow(DiscretionTable Table, DiscretionRow Row) : DiscretionOutcome(Table);

/// <summary>Facts that decide between rows are not known yet.</summary>
/// <param name="Table">The table.</param>
/// <param name="Keys">Keys of the facts that are missing.</param>
public sealed record MissingFacts(DiscretionTable Table, ImmutableArray<string> Keys) : DiscretionOutcome(Table)
{
    /// <summary>What is missing, in one sentence.</summary>
    public string Message => $"按「{Table.Matter.Name}」的裁量基准确定档次，还须查明：{string.Join("、", Keys.Select(key => FactsDictionary.Official[key].Label))}。";
}
