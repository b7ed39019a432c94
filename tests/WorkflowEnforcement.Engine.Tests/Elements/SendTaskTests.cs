using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;
public sealed class SendTaskTests
{
    [Fact]
    public void Its_message_is_sent_when_the_sending_is_reported_and_reaches_who_waits_in_the_case()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), Send("send", "M"), User("after"), Catches("wait", Message("M")), User("got"), Path("start", "fork", "send", "after"), Path("fork", "wait", "got"));

        Assert.Equal("send wait", run.Waiting);
        run.Complete("send");
        Assert.Equal("after got", run.Waiting);
        Assert.Contains(new MessageThrown("send", "M"), run.LastEvents);
    }

    [Fact]
    public void A_message_nobody_waits_for_is_recorded_and_lost()
    {
        var run = TestRun.Started(Start(), Send("send", "M"), Path("start", "send")).Complete("send");

        Assert.Equal(InstanceStatus.Completed, run.State.Status);
        Assert.Contains(new MessageThrown("send", "M"), run.LastEvents);
    }

    [Fact]
    public void The_last_task_of_a_process_starts_nothing_in_it_any_more()
    {
        var run = TestRun.Started(Start(), Send("send", "M"), Path("start", "send"), Handles("on", Begins("came", Message("M"), interrupting: false), User("read"), Path("came", "read"))).Complete("send");

        Assert.Equal(InstanceStatus.Completed, run.State.Status);
    }

    [Fact]
    public void A_failed_sending_sends_nothing()
    {
        var run = TestRun.Started(Start(), Send("send", "M"), Path("start", "send")).Fail("send");

        Assert.Equal("element.failed", run.Incident.Code);
        Assert.DoesNotContain(run.Events, happened => happened is MessageThrown);
    }
}
