using WorkflowEnforcement.Enforcement.Cases;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Discretion;

/// <summary>行政处罚法 art. 33: no penalty where the act was slight, corrected and harmless; what the case denies is no ground.</summary>
public sealed class ExemptionTests
{
    [Theory]
    [InlineData("minor", "correction", "none", "尚未改正")]
    [InlineData("minor", "consequence", "slight", "造成了危害后果")]
    [InlineData("minor", "consequence", "serious", "造成了危害后果")]
    [InlineData("first", "correction", "none", "尚未改正")]
    [InlineData("first", "consequence", "serious", "危害后果较重或者严重")]
    [InlineData("first", "history", "repeated", "不是初次违法")]
    public void Leaders_do_not_refrain_on_a_ground_that_the_findings_deny(string ground, string fact, string found, string why)
    {
        var outcome = new SmallFlow("Refrain").Would("Refrain", "director", [("decision.ground", ground), ($"discretion.{fact}", found)]);
        var refused = Assert.IsType<Refused>(outcome);
        Assert.Equal(("discretion.no-exemption", "《行政处罚法》第三十三条第一款"), (refused.Code, refused.Source!.ToString()));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Equal("decision.ground", refused.Fields.Single().Key);
    }

    [Theory]
    [InlineData("minor", "correction", "before")]
    [InlineData("minor", "consequence", "none")]
    [InlineData("first", "consequence", "slight")]
    [InlineData("noFault", "consequence", "serious")]
    [InlineData("unfounded", "correction", "none")]
    public void They_refrain_where_nothing_denies_it(string ground, string fact, string found) =>
        Assert.IsType<Accepted>(new SmallFlow("Refrain").Would("Refrain", "director", [("decision.ground", ground), ($"discretion.{fact}", found)]));

    [Fact]
    public void Officers_do_not_propose_it_either() =>
        Assert.Equal(
            "discretion.no-exemption",
            Assert.IsType<Refused>(new SmallFlow("Propose").Would("Propose", "officer1", [("decision.ground", "minor")], ("matter.code", "CF-JN-01"), ("proposed.kind", "none"), ("discretion.correction", "none"))).Code);
}
