using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;
public sealed class BusinessRuleTaskTests
{
    [Fact]
    public void Without_a_decision_it_waits_for_its_report_and_may_fail()
    {
        var run = TestRun.Started(Start(), Rules("band"), User("after"), Path("start", "band", "after")).Fail("band");

        Assert.Equal("element.failed", run.Incident.Code);
        Assert.Equal("after", run.Resolve().Complete("band").Waiting);
    }
}
