using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;
public sealed class ManualTaskTests
{
    [Fact]
    public void A_manual_task_waits_until_it_is_reported()
    {
        var run = TestRun.Started(Start(), Manual("measure"), User("after"), Path("start", "measure", "after"));

        Assert.Equal("measure", run.Waiting);
        Assert.Equal("after", run.Complete("measure").Waiting);
    }

    [Fact]
    public void It_cannot_fail_as_the_system_does()
    {
        var run = TestRun.Started(Start(), Manual("measure"), Path("start", "measure"));

        Assert.Equal("element.cannot-fail", run.Refusal(new FailElement(run.TokenAt("measure"), "io", "x") { Now = run.Now }));
    }
}
