using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Decisions;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Enforcement.Discretion;

/// <summary>Proves of a table that each combination of facts meets exactly one row, and that no row leaves the statute.</summary>
/// <remarks>Numbers are tried at every bound that a cell names and just beside it, which is enough for cells that only compare.</remarks>
internal static partial class DiscretionTableCheck
{
    private const int MaxCombinations = 100_000;

    // Facts have at most four decimals.
    private const decimal Beside = 0.0001m;

    /// <summary>Everything that is wrong; empty for nothing.</summary>
    public static ImmutableArray<ModelFault> Faults(DiscretionTable table, Decision decision)
    {
        var faults = table.Rows.Where(row => !IsLawful(table.Matter, row)).Select(row => new ModelFault(
            "discretion.statute", decision.Table!.Rules[row.Number - 1].Id, 0, $"Expected row {row.Number} to lie within {table.Matter.Basis}, but its range is {row.Range}")).ToList();
        var unusual = decision.Table!.Rules.SelectMany(rule => rule.Tests).FirstOrDefault(tests => tests is not null && !IsPlain(tests.Text));
        if (unusual is not null)
        {
            faults.Add(new ModelFault("discretion.cell", decision.Id, 0, $"Expected cells to list texts or to compare with numbers, but found {unusual.Text}"));
            return [.. faults];
        }

        return [.. faults, .. Rows(table, decision)];
    }

    /// <summary>Every combination worth trying, as facts.</summary>
    public static IEnumerable<ImmutableSortedDictionary<string, FeelValue>> Combinations(Decision decision)
    {
        IEnumerable<ImmutableSortedDictionary<string, FeelValue>> all = [CaseState.NoFacts];
        foreach (var (input, column) in decision.Table!.Inputs.Select((input, column) => (input, column)))
        {
            var values = Values(FactsDictionary.Official[input.Expression.Text], decision.Table, column);
            all = all.SelectMany(facts => values, (facts, value) => facts.SetItem(input.Expression.Text, value));
        }

        return all;
    }

    private static bool IsLawful(Matter matter, DiscretionRow row) => row.Exempts
        ? row is { Low: 0, High: 0 }
        : row.Low >= (matter.FineMin ?? 0) && row.Low <= row.High && row.High <= matter.FineMax;

    private static IEnumerable<ModelFault> Rows(DiscretionTable table, Decision decision)
    {
        if (decision.Table!.Inputs.Select((input, column) => (long)Values(FactsDictionary.Official[input.Expression.Text], decision.Table, column).Count).Aggregate(1L, (product, count) => Math.Min(product * count, MaxCombinations + 1)) > MaxCombinations)
        {
            yield return new ModelFault("discretion.size", decision.Id, 0, $"Expected at most {MaxCombinations} combinations of facts");
            yield break;
        }

        var met = new HashSet<int>();
        foreach (var facts in Combinations(decision))
        {
            var outcome = decision.Evaluate(FeelSurroundings.Of(NestedFacts.Of(facts), DateTimeOffset.UnixEpoch));
            if (outcome.Hits.Length != 1 || outcome.Failure is not null)
            {
                var given = string.Join(", ", facts.Select(fact => $"{fact.Key} = {FactText.Entry(fact.Value)}"));
                yield return new ModelFault("discretion.rows", decision.Id, 0, $"Expected exactly one row for {given}, but {outcome.Hits.Length} apply {outcome.Failure?.Message}".TrimEnd());
                yield break;
            }

            met.Add(outcome.Hits[0].Rule);
        }

        foreach (var row in table.Rows.Where(row => !met.Contains(row.Number)))
        {
            yield return new ModelFault("discretion.unreachable", decision.Table.Rules[row.Number - 1].Id, 0, $"Expected row {row.Number} to apply to something, but it never does");
        }
    }

    private static List<FeelValue> Values(FactDefinition fact, DecisionTable table, int column)
    {
        if (fact.Type == FactType.Choice)
        {
            return [.. fact.Choices.Select(choice => FeelValue.Of(choice.Value))];
        }

        var named = table.Rules.Select(rule => rule.Tests[column]?.Text ?? string.Empty).SelectMany(text => Number().Matches(text)).Select(found => decimal.Parse(found.Value, CultureInfo.InvariantCulture));
        return [.. named.SelectMany(number => new[] { number - Beside, number, number + Beside }).Append(0).Where(number => number >= 0).Distinct().Order().Select(FeelValue.Of)];
    }

    private static bool IsPlain(string cell) => DiscretionWords.Of(FactsDictionary.Official["discretion.grade"], cell) is var words && (words == DiscretionWords.Any || words != cell.Trim() || Number().Match(cell.Trim()) is { Length: var length } && length == cell.Trim().Length);

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)?")]
    private static partial Regex Number();
}
