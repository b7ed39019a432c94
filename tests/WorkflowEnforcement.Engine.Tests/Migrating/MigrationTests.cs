using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Migrating;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Migrating;

public sealed class MigrationTests
{
    private static readonly string[] CalledBefore = [Start("q"), User("work"), Path("q", "work")];

    private static readonly string[] CalledAfter =
        [.. CalledBefore, On("work", "late", Timer("=if days = null then duration(\"P9D\") else duration(\"P2D\")"), interrupting: false), User("remind"), Flow("late", "remind")];

    private static readonly string[] Joined =
        [Start(), Parallel("fork"), User("a"), User("b"), Parallel("join"), User("decide"), Path("start", "fork", "a", "join", "decide"), Path("fork", "b", "join")];

    private static readonly string[] OneByOne = [Start(), Parallel("fork"), User("a"), User("b"), Parallel("join"), User("decide"), Path("start", "fork", "a", "join", "decide"), Path("fork", "b")];

    [Fact]
    public void A_new_timer_in_a_called_process_does_not_see_the_variables_of_its_caller()
    {
        (string, string)[] given = [("1", "other")];
        var state = new TestRun(Calling(CalledBefore, given)).Start(("days", FeelValue.Of(2))).State;

        Assert.Equal(TestRun.Monday.AddDays(9), Due(Migrated(Calling(CalledBefore, given), Calling(CalledAfter, given), state)));
    }

    [Fact]
    public void It_sees_what_its_caller_gave_it()
    {
        (string, string)[] given = [("days", "days")];
        var state = new TestRun(Calling(CalledBefore, given)).Start(("days", FeelValue.Of(2))).State;

        Assert.Equal(TestRun.Monday.AddDays(2), Due(Migrated(Calling(CalledBefore, given), Calling(CalledAfter, given), state)));
    }

    [Fact]
    public void A_new_timer_sees_the_facts_that_come_with_the_migration_and_the_counters_of_a_loop()
    {
        string[] before = [Start(), Times(Sub("each", Start("s"), User("work"), Path("s", "work")), "2", sequential: true), Path("start", "each")];
        string[] after = [Start(), Times(Sub("each", Start("s"), User("work"), On("work", "late", Timer("=if loopCounter = 1 and outside then duration(\"P3D\") else null")), Path("s", "work")), "2", sequential: true), Path("start", "each")];
        var (from, to) = (Of("P", before), Of("P", after));
        var state = new TestRun(from).Start().State;

        var accepted = Assert.IsType<EngineAccepted>(Migration.Migrate(new MigrationPlan(from, to), state, TestRun.Monday, TestRun.Of(("outside", FeelValue.Of(true)))));

        Assert.Equal(TestRun.Monday.AddDays(3), Due(accepted));
        Assert.Equal("migration.timer", Assert.IsType<EngineRefused>(Migration.Migrate(new MigrationPlan(from, to), state, TestRun.Monday)).Code);
        Assert.False(Migration.DryRun(new MigrationPlan(from, to), state, TestRun.Monday).IsPossible);
        Assert.True(Migration.DryRun(new MigrationPlan(from, to), state, TestRun.Monday, TestRun.Of(("outside", FeelValue.Of(true)))).IsPossible);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_new_timer_beside_a_task_is_set_once_whether_the_task_waits_or_its_work_has_failed(bool failed)
    {
        string[] parts = [Start(), Service("work"), Path("start", "work")];
        var (from, to) = (Of("P", parts), Of("P", [.. parts, On("work", "late", Timer("P1D"))]));
        var run = new TestRun(from).Start();
        var state = failed ? run.Fail("work").State : run.State;

        var after = Migrated(from, to, state).State;
        var timer = Assert.Single(after.Timers.Values);

        Assert.Equal("late", timer.Element);
        Assert.Contains(Migration.DryRun(new MigrationPlan(from, to), state, TestRun.Monday).Lines, line => line is { Effect: MigrationEffect.SetsTimer, Element: "late" });
        if (failed)
        {
            var retried = Assert.IsType<EngineAccepted>(ProcessEngine.Decide(to, after, new ResolveIncident(after.Incidents.Keys.Single()) { Now = TestRun.Monday })).State;
            Assert.Equal(timer, Assert.Single(retried.Timers.Values));
        }
    }

    [Fact]
    public void A_new_timer_beside_a_task_that_could_not_be_entered_or_left_is_not_set_by_the_migration()
    {
        string[] entering = [Start(), User("work"), On("work", "never", Timer("=null")), Path("start", "work")];
        string[] leaving = [Start(), User("work"), User("next"), Path("start", "work"), Flow("work", "next", "ok")];

        Assert.Empty(Timers(entering, new TestRun(Of("P", entering)).Start().State));
        Assert.Empty(Timers(leaving, new TestRun(Of("P", leaving)).Start().Complete("work").State));

        static IEnumerable<TimerSubscription> Timers(string[] parts, ProcessInstance state) =>
            Migrated(Of("P", parts), Of("P", [.. parts, On("work", "late", Timer("P1D"))]), state).State.Timers.Values;
    }

    [Fact]
    public void A_new_timer_of_an_event_subprocess_is_set_where_it_can_still_start()
    {
        string[] parts = [Start(), User("work"), Handles("stop", Begins("stopped", Message("M")), User("after"), Path("stopped", "after")), Path("start", "work")];
        string[] more = [.. parts, Handles("clock", Begins("late", Timer("P1D")), User("lapse"), Path("late", "lapse"))];
        var run = new TestRun(Of("P", parts)).Start();

        Assert.Equal("late", Assert.Single(Migrated(Of("P", parts), Of("P", more), run.State).State.Timers.Values).Element);
        Assert.Empty(Migrated(Of("P", parts), Of("P", more), run.Message("M").State).State.Timers);
    }

    [Fact]
    public void Where_the_start_stands_still_its_timers_are_set_when_it_goes_on()
    {
        string[] parts = [Start(), User("work"), Handles("first", Begins("unclear", Timer("=if ok then duration(\"P5D\") else null")), User("x"), Path("unclear", "x")), Path("start", "work")];
        string[] more = [.. parts, Handles("clock", Begins("late", Timer("P1D")), User("lapse"), Path("late", "lapse"))];
        var state = new TestRun(Of("P", parts)).Start(("ok", FeelValue.Of(false))).State;
        var after = Migrated(Of("P", parts), Of("P", more), state).State;
        var cleared = Assert.IsType<EngineAccepted>(ProcessEngine.Decide(Of("P", more), after, new SetVariables(TestRun.Of(("ok", FeelValue.Of(true)))) { Now = TestRun.Monday })).State;

        var retried = Assert.IsType<EngineAccepted>(ProcessEngine.Decide(Of("P", more), cleared, new ResolveIncident(after.Incidents.Keys.Single()) { Now = TestRun.Monday })).State;

        Assert.Empty(after.Timers);
        Assert.Equal(["unclear", "late"], retried.Timers.Values.Select(timer => timer.Element));
    }

    [Fact]
    public void A_join_that_would_have_all_it_waits_for_prevents_the_migration()
    {
        var state = new TestRun(Of("P", Joined)).Start().Complete("a").State;
        var plan = new MigrationPlan(Of("P", Joined), Of("P", OneByOne));

        var line = Assert.Single(Migration.DryRun(plan, state, TestRun.Monday).Lines, line => line.Effect == MigrationEffect.Prevents);

        Assert.Equal(("join", "migration.join-filled"), (line.Element, line.Code));
        Assert.Equal("migration.join-filled", Assert.IsType<EngineRefused>(Migration.Migrate(plan, state, TestRun.Monday)).Code);
    }

    [Theory]
    [InlineData("Sequential", "Parallel")]
    [InlineData("Parallel", "Sequential")]
    public void Work_that_is_performed_one_by_one_does_not_go_on_at_once_in_another_version(string ordering, string afterwards)
    {
        string[] With(string order) =>
            [Start(), AdHoc("any", $"""ordering="{order}" """, null, Service("a"), Service("b")), User("after"), End(), Path("start", "any", "after", "end")];
        var state = new TestRun(Of("P", With(ordering))).Start().State;

        var line = Assert.Single(Migration.DryRun(new MigrationPlan(Of("P", With(ordering)), Of("P", With(afterwards))), state, TestRun.Monday).Lines, line => line.Effect == MigrationEffect.Prevents);

        Assert.Equal(("any", "migration.other-loop"), (line.Element, line.Code));
    }

    [Fact]
    public void So_does_an_inclusive_join_to_which_nothing_can_come_any_more()
    {
        string[] parts = [.. Joined.Select(part => part.Replace("parallelGateway", "inclusiveGateway", StringComparison.Ordinal))];
        string[] cut = [.. OneByOne.Select(part => part.Replace("parallelGateway", "inclusiveGateway", StringComparison.Ordinal)), User("c"), Path("fork", "c", "join")];
        var state = new TestRun(Of("P", parts)).Start().Complete("a").State;

        var line = Assert.Single(Migration.DryRun(new MigrationPlan(Of("P", parts), Of("P", cut)), state, TestRun.Monday).Lines, line => line.Effect == MigrationEffect.Prevents);

        Assert.Equal(("join", "migration.join-filled"), (line.Element, line.Code));
    }

    [Fact]
    public void A_join_that_still_waits_for_a_branch_prevents_nothing()
    {
        string[] three = [.. Joined, User("c"), Path("fork", "c", "join")];
        var (from, to) = (Of("P", three), Of("P", Joined));
        var state = new TestRun(from).Start().Complete("c").Complete("a").State;
        var later = new MigrationPlan(Of("P", Joined), Of("P", [.. Joined, User("after"), Path("decide", "after")]));

        Assert.Equal("migration.no-flow", Assert.Single(Migration.DryRun(new MigrationPlan(from, to), state, TestRun.Monday).Lines, line => line.Effect == MigrationEffect.Prevents).Code);
        Assert.True(Migration.DryRun(later, new TestRun(Of("P", Joined)).Start().Complete("a").State, TestRun.Monday).IsPossible);
    }

    [Fact]
    public void Every_new_timer_without_a_moment_is_told_beforehand()
    {
        string[] parts = [Start(), User("a"), Path("start", "a")];
        string[] more = [.. parts, On("a", "one", Timer("=null")), On("a", "good", Timer("P1D")), On("a", "two", Timer("=1"))];

        var prevented = new TestRun(Of("P", parts)).Start().To(Of("P", more)).Lines.Where(line => line.Effect == MigrationEffect.Prevents);

        Assert.Equal([("one", "migration.timer"), ("two", "migration.timer")], prevented.Select(line => (line.Element, line.Code)));
    }

    [Fact]
    public void All_of_the_chosen_are_moved_or_none_each_with_the_facts_of_its_own()
    {
        string[] parts = [Start(), User("a"), Path("start", "a")];
        var plan = new MigrationPlan(Of("P", parts), Of("P", [.. parts, On("a", "late", Timer("=if outside then duration(\"P3D\") else null"))]));
        var state = new TestRun(plan.From).Start().State;
        var (yes, no) = (TestRun.Of(("outside", FeelValue.Of(true))), FeelContext.Empty);

        var refused = Migration.MigrateAll(plan, [(1, state, yes), (2, state, no)], TestRun.Monday);
        var moved = Migration.MigrateAll(plan, [(1, state, yes), (2, state, yes)], TestRun.Monday);

        Assert.Equal("migration.timer", Assert.IsType<EngineRefused>(Assert.Single(refused, one => one.Key == 2).Outcome).Code);
        Assert.Single(refused);
        Assert.Equal([1, 2], moved.Select(one => one.Key));
        Assert.All(moved, one => Assert.IsType<EngineAccepted>(one.Outcome));
    }

    private static ProcessModel Calling(string[] called, (string, string)[] given) =>
        Linked(Of("P", Start(), Call("call", "Q", given), Path("start", "call")), Of("Q", called));

    private static EngineAccepted Migrated(ProcessModel from, ProcessModel to, ProcessInstance state) =>
        Assert.IsType<EngineAccepted>(Migration.Migrate(new MigrationPlan(from, to), state, TestRun.Monday));

    private static DateTimeOffset Due(EngineAccepted accepted) => Assert.Single(accepted.State.Timers.Values).DueAt;
}
