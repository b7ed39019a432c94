using WorkflowEnforcement.Engine.Migrating;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Migrating;

public sealed class OtherDrawingTests
{
    [Fact]
    public void Where_work_waits_an_element_of_another_kind_is_no_place_for_it()
    {
        var line = new TestRun(Of("P", Start(), User("a"), Path("start", "a"))).Start().To(Of("P", Start(), Service("a"), Path("start", "a"))).Prevented();

        Assert.Equal(("a", "migration.other-kind", "Expected a to be of the same kind as a, but it is a ServiceTask in place of a UserTask"), (line.Element, line.Code, line.Message));
    }

    [Fact]
    public void Where_only_the_trigger_is_another_the_sentence_names_it()
    {
        var run = new TestRun(Of("P", Start(), Catch("a", "P1D"), Path("start", "a"))).Start();

        var line = run.To(Of("P", Start(), Catches("a", Message("M")), Path("start", "a"))).Prevented();

        Assert.Equal(("migration.other-kind", "Expected a to be of the same kind as a, but it is a CatchEvent (message) in place of a CatchEvent (timer)"), (line.Code, line.Message));
    }

    [Fact]
    public void An_event_gateway_that_waits_for_other_events_prevents_the_migration()
    {
        string[] first = [Start(), Awaits("either"), Catch("late", "P1D"), Catches("come", Message("M")), Path("start", "either", "late"), Path("either", "come")];
        string[] more = [.. first, Catches("stop", Signal("S")), Path("either", "stop")];

        new TestRun(Of("P", first)).Start().To(Of("P", more)).Prevented("either", "migration.other-ways");
    }

    [Fact]
    public void A_call_that_runs_is_not_made_one_of_another_process()
    {
        string[] called = [Start("q"), User("work"), Path("q", "work")];
        var run = new TestRun(Linked(Of("P", Start(), Call("call", "Q"), Path("start", "call")), Of("Q", called))).Start();
        var other = Linked(Of("P", Start(), Call("call", "R"), Call("again", "Q"), Path("start", "call", "again")), Of("Q", called), Of("R", called));

        run.To(other).Prevented("call", "migration.other-call");
    }

    [Fact]
    public void A_called_process_that_runs_is_called_afterwards_too()
    {
        var run = new TestRun(Linked(Of("P", Start(), Call("call", "Q"), Path("start", "call")), Of("Q", Start("q"), User("work"), Path("q", "work")))).Start();

        var codes = run.To(Of("P", Start(), User("call"), Path("start", "call"))).Lines.Where(line => line.Effect == MigrationEffect.Prevents).Select(line => line.Code);

        Assert.Contains("migration.not-called", codes);
    }

    [Fact]
    public void What_may_still_be_undone_keeps_its_place_and_its_undoing()
    {
        string[] rest = [User("b"), Throws("undo", Compensate()), End(), Path("b", "undo", "end")];
        string[] first = [Start(), User("a"), Undo("a", "unmake"), Path("start", "a", "b"), .. rest];
        var run = new TestRun(Of("P", first)).Start().Complete("a");

        run.To(Of("P", [Start(), Path("start", "b"), .. rest])).Prevented("a", "migration.not-compensable");
        run.To(Of("P", [Start(), Sub("a", Start("s"), End("e"), Path("s", "e")), Path("start", "a", "b"), .. rest])).Prevented("a", "migration.not-compensable");
        run.To(Of("P", [Start(), User("a"), Path("start", "a", "b"), .. rest])).Prevented("a", "migration.not-compensable");
    }

    [Fact]
    public void An_instance_of_another_version_is_not_taken_for_one_of_this_version()
    {
        var root = Of("P", Start(), Call("call", "Q"), Path("start", "call"));
        string[] called = [Start("q"), User("work"), Path("q", "work")];
        var (first, second) = (Linked(root, Of("Q", called)), Linked(root, Of("Q", called) with { Version = "2" }));
        var state = new TestRun(first).Start().State;

        var line = Assert.Single(Migration.DryRun(new MigrationPlan(second, first), state, TestRun.Monday).Lines);

        Assert.Equal((MigrationEffect.Prevents, "model.mismatch"), (line.Effect, line.Code));
        Assert.Equal("model.mismatch", Assert.IsType<EngineRefused>(Migration.Migrate(new MigrationPlan(second, first), state, TestRun.Monday)).Code);
    }

    [Fact]
    public void An_instance_that_is_over_is_not_moved()
    {
        var model = Of("P", Start(), End(), Path("start", "end"));

        new TestRun(model).Start().To(model).Prevented("P", "instance.not-active");
    }

    [Fact]
    public void A_boundary_event_that_becomes_a_timer_is_set()
    {
        string[] Guarded(string trigger) => [Start(), User("a"), On("a", "stop", trigger), User("after"), Path("start", "a"), Path("stop", "after")];

        var report = new TestRun(Of("P", Guarded(Message("M")))).Start().To(Of("P", Guarded(Timer("P1D"))));

        Assert.Contains(report.Lines, line => line is { Effect: MigrationEffect.SetsTimer, Element: "stop" });
    }
}
