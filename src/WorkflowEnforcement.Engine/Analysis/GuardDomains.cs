using System.Collections.Immutable;
using System.Globalization;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>The values that have to be tried for a name: each written one, and one in every gap between them.</summary>
internal static class GuardDomains
{
    // No flow writes this text; it stands for every text that is not written.
    private const string AnotherText = "\u0001";

    /// <summary>The values by name; a name held against values of several kinds is left out.</summary>
    public static Dictionary<string, ImmutableArray<FeelValue>> Of(IEnumerable<GuardUse> uses, Func<string, ImmutableArray<string>?> textsOf)
    {
        var all = uses.ToList();
        var written = all.Select(use => use.Against).OfType<FeelValue>().Distinct().ToList();
        var beside = all.Where(use => use.Beside is not null).Select(use => use.Path).Distinct(StringComparer.Ordinal).Count();
        var domains = new Dictionary<string, ImmutableArray<FeelValue>>(StringComparer.Ordinal);
        foreach (var group in all.GroupBy(use => use.Path, StringComparer.Ordinal))
        {
            var against = group.Select(use => use.Against).OfType<FeelValue>().Distinct().ToList();
            var pool = beside > 0 ? written : against;
            if (Samples(against, pool, textsOf(group.Key), Math.Max(beside, 1)) is { } values)
            {
                domains[group.Key] = against.Contains(FeelValue.Null) ? [.. values, FeelValue.Null] : values;
            }
        }

        return domains;
    }

    /// <summary>A value as a sentence names it.</summary>
    public static string Said(FeelValue value) => value switch
    {
        FeelText { Value: AnotherText } => "another text",
        FeelText text => $"\"{text.Value}\"",
        FeelNumber number => number.Value.ToString(CultureInfo.InvariantCulture),
        FeelBoolean truth => truth.Value ? "true" : "false",
        _ => "null",
    };

    private static ImmutableArray<FeelValue>? Samples(List<FeelValue> against, List<FeelValue> pool, ImmutableArray<string>? texts, int points)
    {
        var kinds = against.Where(value => value is not FeelNull).Select(value => value.GetType()).Distinct().ToList();
        if (kinds.Count > 1)
        {
            return null;
        }

        var kind = kinds.Count == 0 ? typeof(FeelNumber) : kinds[0];
        return kind == typeof(FeelBoolean) ? [FeelValue.Of(true), FeelValue.Of(false)]
            : kind == typeof(FeelText) && texts is { } known ? [.. known.Select(text => FeelValue.Of(text))]
            : kind == typeof(FeelText) ? Texts(pool.OfType<FeelText>())
            : Numbers([.. pool.OfType<FeelNumber>().Select(number => number.Value).Order()], points);
    }

    private static ImmutableArray<FeelValue> Texts(IEnumerable<FeelText> written) => [.. written, FeelValue.Of(AnotherText)];

    private static ImmutableArray<FeelValue> Numbers(List<decimal> written, int points)
    {
        var values = ImmutableArray.CreateBuilder<FeelValue>();
        if (written.Count == 0)
        {
            written.Add(0);
        }

        var span = Math.Min(Math.Abs(written[^1]), 1_000_000_000m) + 1;
        for (var i = 0; i < written.Count; i++)
        {
            var low = i == 0 ? Floor(written[0], span) : written[i - 1];
            AddBetween(values, low, written[i], points);
            values.Add(FeelValue.Of(written[i]));
        }

        AddBetween(values, written[^1], written[^1] < decimal.MaxValue / 2 ? written[^1] + span : decimal.MaxValue, points);
        return values.ToImmutable();
    }

    private static decimal Floor(decimal lowest, decimal span) => lowest > decimal.MinValue / 2 ? lowest - span : decimal.MinValue;

    private static void AddBetween(ImmutableArray<FeelValue>.Builder values, decimal low, decimal high, int points)
    {
        for (var point = 1; point <= points; point++)
        {
            values.Add(FeelValue.Of(low + ((high / (points + 1)) - (low / (points + 1))) * point));
        }
    }
}
