using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Discretion.ShippedTables;

namespace WorkflowEnforcement.Enforcement.Tests.Discretion;

/// <summary>行政处罚法 art. 34: the published tables, each row within the statute, each case in exactly one row.</summary>
public sealed class DiscretionTableTests
{
    public static TheoryData<string> AllMatters => [.. Matters];

    [Fact]
    public void Every_matter_with_a_fine_in_the_law_has_a_table() =>
        Assert.Equal(
            FactsDictionary.Official.Matters.Where(matter => matter is { Kind: "penalty", FineMax: not null }).Select(matter => matter.Code).Order(StringComparer.Ordinal),
            Matters);

    [Theory]
    [MemberData(nameof(AllMatters))]
    public void Whatever_the_facts_one_row_applies_and_its_range_lies_within_the_statute(string code)
    {
        var table = Of(code);
        var (least, most) = (table.Matter.FineMin!.Value, table.Matter.FineMax!.Value);
        var met = new HashSet<int>();
        foreach (var facts in AllFacts(table))
        {
            var row = Assert.IsType<AppliedRow>(table.Evaluate(facts)).Row;
            Assert.True(row.Exempts ? row is { Low: 0, High: 0 } : row.Low >= least && row.Low <= row.High && row.High <= most, $"{code} {row.Number}: {row.Range}");
            met.Add(row.Number);
        }

        Assert.Equal(table.Rows.Select(row => row.Number), met.Order());
    }

    [Theory]
    [MemberData(nameof(AllMatters))]
    public void The_tables_say_that_their_figures_are_a_default_and_since_when_they_hold(string code)
    {
        var table = Of(code);
        Assert.Equal((Provenance.Default, new DateOnly(2026, 1, 1)), (table.Source.Provenance, table.ValidFrom));
        Assert.Contains("尚未取得", table.Source.Law, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllMatters))]
    public void No_row_is_lighter_where_the_harm_is_greater_or_the_delay_longer(string code)
    {
        var table = Of(code);
        string[] harm = ["none", "slight", "serious"];
        foreach (var facts in AllFacts(table))
        {
            var row = Assert.IsType<AppliedRow>(table.Evaluate(facts)).Row;
            foreach (var worse in Worse(facts, harm))
            {
                var other = Assert.IsType<AppliedRow>(table.Evaluate(worse)).Row;
                Assert.True(other.High >= row.High && other.Low >= row.Low, $"{code}: row {row.Number} is heavier than row {other.Number}");
            }
        }
    }

    [Theory]
    [InlineData("<text>(0..1]</text>", "<text>(0..2]</text>", "discretion.rows")]
    [InlineData("<text>(1..3]</text>", "<text>(2..3]</text>", "discretion.rows")]
    [InlineData("<text>50000</text>", "<text>50000.01</text>", "discretion.statute")]
    [InlineData("<text>10000</text>", "<text>9999</text>", "discretion.statute")]
    [InlineData("<text>\"lighter\"</text>", "<text>\"milder\"</text>", "discretion.row")]
    [InlineData("hitPolicy=\"UNIQUE\"", "hitPolicy=\"FIRST\"", "discretion.table")]
    [InlineData("CF-JN-01\", validFrom", "CF-JN-06\", validFrom", "discretion.about")]
    [InlineData("tag: \"default\"", "tag: \"sure\"", "discretion.about")]
    [InlineData("<text>discretion.months</text>", "<text>discretion.moons</text>", "discretion.columns")]
    [InlineData("<text>&gt; 3</text>", "<text>? &gt; 3</text>", "discretion.cell")]
    [InlineData("<text>\"none\",\"slight\"</text>", "<text>\"none\",\"tiny\"</text>", "discretion.rows")]
    [InlineData("</definitions>", "", "xml.malformed")]
    public void A_table_with_a_gap_an_overlap_or_a_range_beyond_the_law_is_refused(string written, string changed, string code)
    {
        var text = Text("CF-JN-01");
        Assert.Contains(written, text, StringComparison.Ordinal);
        var read = Read(text.Replace(written, changed, StringComparison.Ordinal));
        Assert.Null(read.Table);
        Assert.Contains(code, read.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public void A_case_finds_the_version_of_its_day_and_an_earlier_one_by_its_hash()
    {
        var old = Of("CF-JN-01");
        var next = Sound(Text("CF-JN-01").Replace("2026-01-01", "2026-07-01", StringComparison.Ordinal));
        var gone = Sound(Text("CF-JN-01").Replace("2026-01-01", "2025-01-01", StringComparison.Ordinal));
        var book = new DiscretionBook([next, old], [gone]);
        Assert.Null(book.At("CF-JN-01", new DateOnly(2025, 12, 31)));
        Assert.Same(old, book.At("CF-JN-01", new DateOnly(2026, 6, 30)));
        Assert.Same(next, book.At("CF-JN-01", new DateOnly(2026, 7, 1)));
        Assert.Same(gone, book.ByHash(gone.Hash));
        Assert.Null(book.ByHash("0"));
    }

    private static IEnumerable<ImmutableSortedDictionary<string, FeelValue>> Worse(ImmutableSortedDictionary<string, FeelValue> facts, string[] harm)
    {
        if (facts.GetValueOrDefault("discretion.consequence") is FeelText text)
        {
            foreach (var more in harm.Skip(Array.IndexOf(harm, text.Value) + 1))
            {
                yield return facts.SetItem("discretion.consequence", FeelValue.Of(more));
            }
        }

        if (facts.GetValueOrDefault("discretion.months") is FeelNumber months)
        {
            yield return facts.SetItem("discretion.months", FeelValue.Of(months.Value + 0.5m));
        }
    }

    // Not the sample that the reader tries: plain steps and large numbers, whatever the cells say.
    private static IEnumerable<ImmutableSortedDictionary<string, FeelValue>> AllFacts(DiscretionTable table)
    {
        IEnumerable<ImmutableSortedDictionary<string, FeelValue>> all = [CaseState.NoFacts];
        foreach (var key in table.Inputs)
        {
            var fact = FactsDictionary.Official[key];
            List<FeelValue> values = fact.Type switch
            {
                FactType.Choice => [.. fact.Choices.Select(choice => FeelValue.Of(choice.Value))],
                FactType.Money => [.. Enumerable.Range(0, 70).Select(step => FeelValue.Of(step * 9999.99m)), FeelValue.Of(10000m), FeelValue.Of(50000m), FeelValue.Of(100000m), FeelValue.Of(500000m), FeelValue.Of(999_999_999m)],
                _ => [.. Enumerable.Range(0, 41).Select(step => FeelValue.Of(step * 0.25m)), FeelValue.Of(1000m)],
            };
            all = all.SelectMany(facts => values, (facts, value) => facts.SetItem(key, value));
        }

        return all;
    }
}
