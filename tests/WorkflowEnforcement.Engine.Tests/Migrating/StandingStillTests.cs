using WorkflowEnforcement.Engine.Migrating;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Migrating;

public sealed class StandingStillTests
{
    private static readonly string[] OneTask = [Start(), User("a"), User("z"), End(), Path("start", "a", "z", "end")];

    private static readonly string[] Beside =
        [Start(), Parallel("fork"), User("a"), User("b"), Parallel("join"), User("z"), End(), Path("start", "fork", "a", "join", "z", "end"), Path("fork", "b", "join")];

    private static readonly string[] OneByOne = [Start(), User("a"), User("b"), User("z"), End(), Path("start", "a", "b", "z", "end")];

    [Fact]
    public void A_task_is_not_put_before_a_join_whose_other_branch_nobody_is_in()
    {
        var line = new TestRun(Of("P", OneTask)).Start().To(Of("P", Beside)).Prevented();

        Assert.Equal(("join", "join", "migration.stands-still"), (line.Element, line.Target, line.Code));
        Assert.Equal("Expected a token to come to join by every way in, but after a it waits for ever for b_join", line.Message);
    }

    [Fact]
    public void Nor_in_a_subprocess_or_a_called_process()
    {
        string[] within = [.. OneTask.Select(Inner)];
        string[] more = [.. Beside.Select(Inner)];
        string[] around = [Start(), End(), Path("start", "sub", "end")];
        var root = Of("P", Start(), Call("call", "Q"), Path("start", "call"));

        new TestRun(Of("P", [.. around, Sub("sub", within)])).Start().To(Of("P", [.. around, Sub("sub", more)])).Prevented("join", "migration.stands-still");
        new TestRun(Linked(root, Of("Q", OneTask))).Start().To(Linked(root, Of("Q", Beside))).Prevented("join", "migration.stands-still");

        static string Inner(string part) => part.Replace("\"start\"", "\"s\"", StringComparison.Ordinal).Replace("\"end\"", "\"e\"", StringComparison.Ordinal)
            .Replace("start_", "s_", StringComparison.Ordinal).Replace("_end", "_e", StringComparison.Ordinal);
    }

    [Fact]
    public void A_join_at_which_a_token_waits_gets_no_branch_that_nobody_is_in()
    {
        var run = new TestRun(Of("P", Beside)).Start().Complete("a");

        run.To(Of("P", [.. Beside, User("c"), Path("fork", "c", "join")])).Prevented("join", "migration.stands-still");
    }

    [Fact]
    public void A_branch_that_is_still_ahead_may_be_added()
    {
        string[] before = [Start(), User("a"), Parallel("fork"), User("d"), User("b"), Parallel("join"), User("z"), Path("start", "a", "fork", "d", "join", "z"), Path("fork", "b", "join")];

        new TestRun(Of("P", before)).Start().To(Of("P", [.. before, User("c"), Path("fork", "c", "join")])).Possible();
    }

    [Fact]
    public void A_join_that_some_way_would_leave_waiting_prevents_the_migration_too() =>
        new TestRun(Of("P", OneTask)).Start().To(Of("P", Choosing(Terminate("early")))).Prevented("join", "migration.stands-still");

    [Fact]
    public void Where_the_drawing_itself_may_stand_still_and_need_not_the_dry_run_warns()
    {
        var report = new TestRun(Of("P", OneTask)).Start().To(Of("P", Choosing(End("early"))));

        report.Possible();
        Assert.Contains(report.Lines, line => line is { Effect: MigrationEffect.Warns, Code: "migration.stands-still", Target: "join" });
    }

    [Fact]
    public void What_stands_side_by_side_does_not_come_one_after_the_other()
    {
        var line = new TestRun(Of("P", Beside)).Start().To(Of("P", OneByOne)).Prevented();

        Assert.Equal(("b", "migration.done-twice"), (line.Target, line.Code));
    }

    [Fact]
    public void Where_it_only_may_be_done_twice_the_dry_run_warns()
    {
        string[] after =
        [
            Start(), User("a"), Exclusive("choose", "choose_end"), User("b"), User("z"), End(), End("done"),
            Path("start", "a", "choose", "end"), Flow("choose", "b", "x = 1"), Path("b", "z", "done"),
        ];

        var report = new TestRun(Of("P", Beside)).Start().To(Of("P", after));

        report.Possible();
        Assert.Contains(report.Lines, line => line is { Effect: MigrationEffect.Warns, Code: "migration.done-twice", Target: "b" });
    }

    [Fact]
    public void What_the_version_left_does_wrong_too_is_not_held_against_the_other()
    {
        string[] wrong = [Start(), Parallel("fork"), User("a"), User("b"), User("z"), End(), Path("start", "fork", "a", "z", "end"), Path("fork", "b", "z")];
        var report = new TestRun(Of("P", wrong)).Start().To(Of("P", wrong));

        Assert.All(report.Lines, line => Assert.Equal(MigrationEffect.Stays, line.Effect));
    }

    [Fact]
    public void A_reminder_that_was_begun_twice_beside_the_flow_prevents_nothing()
    {
        string[] parts = [Start(), User("a"), On("a", "remind", Cycle("R/P1D"), interrupting: false), User("call"), User("note"), End(), Path("start", "a", "end"), Path("remind", "call", "note")];
        var run = new TestRun(Of("P", parts)).Start().Fire("remind").Fire("remind");

        run.To(Of("P", [.. parts, User("z"), Path("note", "z")])).Possible();
    }

    private static string[] Choosing(string early) =>
    [
        Start(), Parallel("fork"), User("a"), Exclusive("choose", "choose_join"), User("b"), Parallel("join"), User("z"), End(), early,
        Path("start", "fork", "a", "choose", "join", "z", "end"), Path("fork", "b", "join"), Flow("choose", "early", "x = 1"),
    ];
}
