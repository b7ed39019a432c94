using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class IdRuleTests
{
    [Fact]
    public void Two_elements_may_not_share_an_id()
    {
        Faults.Is("id.duplicate a", Start(), User("a"), Service("a"));
        Faults.Is("id.duplicate P", Start(), User("P"));
        Faults.Is("id.duplicate a", Start(), User("a"), Sub("sub", Start("s"), User("a")));
    }

    [Theory]
    [InlineData("审核", "id.not-ascii")]
    [InlineData("a b", "id.invalid")]
    [InlineData("1a", "id.invalid")]
    [InlineData("a/b", "id.invalid")]
    public void An_id_is_a_plain_ascii_name(string id, string code) => Faults.Is($"{code} {id}", Start(), User(id));

    [Theory]
    [InlineData("<userTask/>")]
    [InlineData("<userTask id=\"\"/>")]
    [InlineData("<sequenceFlow sourceRef=\"start\" targetRef=\"start\"/>")]
    [InlineData("<laneSet><lane/></laneSet>")]
    public void An_element_of_the_flow_needs_an_id(string element)
    {
        Assert.Equal("id.missing", Assert.Single(Read(File(Start(), element)).Faults).Code);
    }

    [Fact]
    public void A_process_needs_an_id() =>
        Assert.Equal("id.missing", Assert.Single(Read(File(Start()).Replace("id=\"P\"", "", StringComparison.Ordinal)).Faults).Code);
}
