using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Running;

public sealed class RefusalTests
{
    private static readonly DateTimeOffset Now = TestRun.Monday;

    private static TestRun Given() => TestRun.Started(
        Bpmn.Start(), Bpmn.Sub("sub", Bpmn.Start("s"), Bpmn.User("work"), Bpmn.Path("s", "work")), Bpmn.Path("start", "sub"));

    [Fact]
    public void Nothing_can_be_done_before_the_start() =>
        Assert.Equal("instance.not-started", new TestRun(Bpmn.Model(Bpmn.Start())).Refusal(new TerminateInstance("x") { Now = Now }));

    [Fact]
    public void An_instance_is_started_once() => Assert.Equal("instance.started", Given().Refusal(new StartInstance(FeelContext.Empty) { Now = Now }));

    [Fact]
    public void Unknown_numbers_are_refused()
    {
        var run = Given();

        Assert.Equal("token.unknown", run.Refusal(new CompleteElement(99, FeelContext.Empty) { Now = Now }));
        Assert.Equal("timer.unknown", run.Refusal(new FireTimer(99) { Now = Now }));
        Assert.Equal("incident.unknown", run.Refusal(new ResolveIncident(99) { Now = Now }));
    }

    [Fact]
    public void A_token_that_hosts_a_subprocess_is_not_waiting()
    {
        var run = Given();

        Assert.Equal("token.not-waiting", run.Refusal(new CompleteElement(run.TokenAt("sub"), FeelContext.Empty) { Now = Now }));
    }

    [Fact]
    public void A_finished_instance_takes_no_command()
    {
        var run = Given().Do(new TerminateInstance("withdrawn") { Now = Now });

        Assert.Equal(InstanceStatus.Terminated, run.State.Status);
        Assert.Equal("instance.not-active", run.Refusal(new SetVariables(FeelContext.Empty) { Now = Now }));
        Assert.Equal("instance.not-active", run.Refusal(new TerminateInstance("again") { Now = Now }));
    }

    [Fact]
    public void The_definition_of_another_process_is_refused()
    {
        var other = Bpmn.Read(Bpmn.File(Bpmn.Start()).Replace("\"P\"", "\"Q\"", StringComparison.Ordinal)).Model!;
        var sameIdOtherVersion = Bpmn.Model(Bpmn.Start());

        foreach (var model in new[] { other, sameIdOtherVersion })
        {
            var outcome = ProcessEngine.Decide(model, Given().State, new SetVariables(FeelContext.Empty) { Now = Now });
            Assert.Equal("model.mismatch", Assert.IsType<EngineRefused>(outcome).Code);
        }
    }

    [Fact]
    public void Variables_that_could_not_be_stored_are_refused()
    {
        var deep = Enumerable.Range(0, 40).Aggregate(FeelValue.Null, (inner, _) => FeelValue.Of([inner]));

        Assert.Equal("variable.too-deep", Given().Refusal(new SetVariables(TestRun.Of(("a", deep))) { Now = Now }));
        Assert.Equal("text.broken", Given().Refusal(new SetVariables(TestRun.Of(("a", FeelValue.Of("\ud800")))) { Now = Now }));
        Assert.Equal("text.broken", Given().Refusal(new SetVariables(TestRun.Of(("\udc00", FeelValue.Null))) { Now = Now }));
        Assert.Equal("text.broken", Given().Refusal(new TerminateInstance("\ud800") { Now = Now }));
    }

    [Fact]
    public void The_deepest_variables_allowed_survive_the_store()
    {
        var deep = Enumerable.Range(0, 22).Aggregate(FeelValue.Of(1), (inner, _) => TestRun.Of(("a", inner)));

        Given().Set("deep", deep);
    }
}
