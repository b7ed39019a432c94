using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Conditions;

public sealed class FeelValueTests
{
    [Fact]
    public void Contexts_are_equal_in_whatever_order_their_entries_were_given()
    {
        var backwards = ImmutableSortedDictionary.Create<string, FeelValue>(Comparer<string>.Create((a, b) => string.CompareOrdinal(b, a)));
        var given = new FeelContext(backwards.Add("a", FeelValue.Of(1)).Add("b", FeelValue.Null));
        var other = FeelContext.Empty.With("b", FeelValue.Null).With("a", FeelValue.Of(1));

        Assert.Equal(other, given);
        Assert.Equal(other.GetHashCode(), given.GetHashCode());
        Assert.NotEqual(other, other.With("a", FeelValue.Of(2)));
        Assert.NotEqual(other, other.With("c", FeelValue.Null));
    }

    [Fact]
    public void A_list_without_an_array_is_empty() => Assert.Equal(FeelValue.Of([]), new FeelList(default));

    [Fact]
    public void A_fact_is_set_at_a_dotted_path_beside_its_siblings()
    {
        var facts = FeelContext.Empty.WithPath("decision.fine", FeelValue.Of(5)).WithPath("decision.kind", FeelValue.Of("fine"));

        Assert.Equal(FeelValue.Of(5), ((FeelContext)facts["decision"])["fine"]);
        Assert.Equal(2, ((FeelContext)facts["decision"]).Entries.Count);
        Assert.Equal(FeelValue.Null, facts["unknown"]);
    }
}
