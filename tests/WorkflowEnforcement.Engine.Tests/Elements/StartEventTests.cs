using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class StartEventTests
{
    [Fact]
    public void A_process_without_waits_completes_in_one_command()
    {
        var run = TestRun.Started(Start(), End(), Path("start", "end"));

        Assert.Equal(InstanceStatus.Completed, run.State.Status);
        Assert.Equal("start end", run.Trace);
    }

    [Fact]
    public void A_start_event_without_a_way_out_ends_the_process()
    {
        Assert.Equal(InstanceStatus.Completed, TestRun.Started(Start()).State.Status);
    }

    [Fact]
    public void The_last_variables_can_be_read_after_the_end()
    {
        var run = TestRun.Started(Start(), User("work"), End(), Path("start", "work", "end")).Complete("work", ("意见", FeelValue.Of("同意")));

        Assert.Equal(FeelValue.Of("同意"), run.State.Variables["意见"]);
    }

    [Fact]
    public void The_process_completes_only_with_its_last_token()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), User("a"), User("b"), End("endA"), End("endB"), Path("start", "fork", "a", "endA"), Path("fork", "b", "endB"));

        run.Complete("a");
        Assert.Equal(InstanceStatus.Active, run.State.Status);
        run.Complete("b");
        Assert.Equal(InstanceStatus.Completed, run.State.Status);
        Assert.Equal("start fork a endA b endB", run.Trace);
    }
}
