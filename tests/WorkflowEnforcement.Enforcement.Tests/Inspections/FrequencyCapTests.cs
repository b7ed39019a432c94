using WorkflowEnforcement.Enforcement.Inspections;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Inspections;

public sealed class FrequencyCapTests
{
    [Theory]
    [InlineData("daily", "A", 0, CapFinding.Free)]
    [InlineData("daily", "A", 1, CapFinding.Reached)]
    [InlineData("daily", "D", 3, CapFinding.Free)]
    [InlineData("daily", "D", 4, CapFinding.Reached)]
    [InlineData("specialOwn", "B", 2, CapFinding.Reached)]
    [InlineData("specialSuperior", "B", 9, CapFinding.Free)]
    [InlineData("case", "B", 1, CapFinding.Free)]
    [InlineData("case", "B", 2, CapFinding.Warned)]
    [InlineData("unheard-of", "B", 2, CapFinding.Reached)]
    [InlineData("daily", "no class", 1, CapFinding.Reached)]
    public void The_cap_binds_each_kind_as_its_rule_says(string kind, string objectClass, int counted, CapFinding expected) =>
        Assert.Equal(expected, FrequencyCap.Check(DrawKit.Rules, kind, objectClass, counted));

    [Theory]
    [InlineData("daily", true)]
    [InlineData("specialOwn", true)]
    [InlineData("specialSuperior", false)]
    [InlineData("case", true)]
    public void What_counts_toward_the_cap_is_data(string kind, bool counts) => Assert.Equal(counts, DrawKit.Rules.Kind(kind)!.Counts);
}
