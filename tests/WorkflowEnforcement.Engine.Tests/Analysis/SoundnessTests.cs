using WorkflowEnforcement.Engine.Analysis;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Analysis;

public sealed class SoundnessTests
{
    private static readonly string TwoBranches = Start() + User("a") + User("b") + User("c") + End()
        + Flow("split", "a") + Path("a", "join", "c", "end") + Path("b", "join") + Path("start", "split");

    [Fact]
    public void A_join_after_a_choice_waits_for_ever()
    {
        var found = Analysed.Only(TwoBranches, Exclusive("split", "split_a"), Parallel("join"), Flow("split", "b", "x > 3"));

        found.Is(FindingSeverity.Error, "flow.deadlock", "join");
        Assert.Contains("after start > split > ", found.Message, StringComparison.Ordinal);
        Assert.True(found.Line > 0);
    }

    [Fact]
    public void A_merge_after_a_fork_does_the_rest_twice() =>
        Analysed.Only(TwoBranches, Parallel("split"), Exclusive("join"), Flow("split", "b")).Is(FindingSeverity.Error, "flow.unsynchronized", "join");

    [Fact]
    public void A_fork_and_its_join_are_sound() => Analysed.Nothing(TwoBranches, Parallel("split"), Parallel("join"), Flow("split", "b"));

    [Fact]
    public void A_choice_and_its_merge_are_sound() => Analysed.Nothing(TwoBranches, Exclusive("split", "split_a"), Exclusive("join"), Flow("split", "b", "x > 3"));

    [Theory]
    [InlineData("exclusiveGateway")]
    [InlineData("parallelGateway")]
    [InlineData("inclusiveGateway")]
    public void An_inclusive_join_takes_what_comes(string split) => Analysed.Nothing(
        TwoBranches,
        split == "parallelGateway" ? Parallel("split") : Exclusive("split", "split_a").Replace("exclusiveGateway", split, StringComparison.Ordinal),
        Analysed.Inclusive("join"),
        Flow("split", "b", split == "parallelGateway" ? null : "x > 3"));

    [Fact]
    public void A_join_after_an_inclusive_choice_may_wait_for_ever() => Analysed.Only(
        TwoBranches, Analysed.Inclusive("split", "split_a"), Parallel("join"), Flow("split", "b", "x > 3")).Is(FindingSeverity.Error, "flow.deadlock", "join");

    [Fact]
    public void A_merge_after_an_inclusive_choice_may_do_the_rest_twice() => Analysed.Only(
        Start(), User("a"), User("b"), User("c"), End(), Analysed.Inclusive("split"), Exclusive("join"),
        Path("start", "split"), Flow("split", "a", "x > 1"), Flow("split", "b", "x <= 3"), Path("a", "join", "c", "end"), Path("b", "join"))
        .Is(FindingSeverity.Error, "flow.unsynchronized", "join");

    [Fact]
    public void An_inclusive_choice_of_opposites_is_a_plain_choice() => Analysed.Nothing(
        Start(), User("a"), User("b"), User("c"), End(), Analysed.Inclusive("split"), Exclusive("join"),
        Path("start", "split"), Flow("split", "a", "x > 3"), Flow("split", "b", "x <= 3"), Path("a", "join", "c", "end"), Path("b", "join"));

    [Fact]
    public void A_task_with_two_ways_in_after_a_fork_is_done_twice() => Analysed.Only(
        Start(), User("a"), User("b"), User("c"), End(), Parallel("split"), Path("start", "split", "a", "c", "end"), Path("split", "b", "c"))
        .Is(FindingSeverity.Error, "flow.unsynchronized", "c");

    [Fact]
    public void Branches_may_end_each_by_itself() => Analysed.Nothing(
        Start(), User("a"), User("b"), End(), Parallel("split"), Path("start", "split", "a", "end"), Path("split", "b", "end"));

    [Fact]
    public void A_terminate_end_in_a_branch_is_sound() => Analysed.Nothing(
        Start(), User("a"), User("b"), End(), Terminate("stop"), Parallel("split"), Path("start", "split", "a", "end"), Path("split", "b", "stop"));

    [Fact]
    public void Two_that_race_for_a_terminate_end_are_sound() => Analysed.Nothing(
        Start(), User("a"), User("b"), Exclusive("first"), Terminate("stop"), Parallel("split"), Path("start", "split", "a", "first", "stop"), Path("split", "b", "first"));

    [Fact]
    public void A_join_waits_for_ever_for_a_branch_that_may_end() => Analysed.Only(
        Start(), User("a"), User("b"), End(), End("gone"), Parallel("split"), Exclusive("leave", "leave_join"), Parallel("join"),
        Path("start", "split", "a", "join", "end"), Path("split", "b", "leave", "join"), Flow("leave", "gone", "x > 3"))
        .Is(FindingSeverity.Error, "flow.deadlock", "join");

    [Fact]
    public void A_late_branch_that_leads_past_a_join_starves_it() => Analysed.Only(
        Start(), User("a"), User("b"), User("c"), End(), End("gone"), Parallel("split"), Parallel("join"), Boundary("late", "b", "PT1H"),
        Path("start", "split", "a", "join", "end"), Path("split", "b", "join"), Path("late", "c", "gone"))
        .Is(FindingSeverity.Error, "flow.deadlock", "join");

    [Fact]
    public void A_late_branch_that_comes_back_before_a_join_is_sound() => Analysed.Nothing(
        Start(), User("a"), User("b"), User("c"), End(), Exclusive("merge"), Parallel("split"), Parallel("join"), Boundary("late", "b", "PT1H"),
        Path("start", "split", "a", "join", "end"), Path("split", "b", "merge", "join"), Path("late", "c", "merge"));

    [Fact]
    public void A_reminder_that_comes_back_into_the_flow_does_the_rest_twice() => Analysed.Only(
        Start(), User("a"), User("b"), User("c"), End(), Exclusive("merge"), Boundary("remind", "a", "PT1H", interrupting: false),
        Path("start", "a", "merge", "c", "end"), Path("remind", "b", "merge"))
        .Is(FindingSeverity.Error, "flow.unsynchronized", "merge");

    [Fact]
    public void A_reminder_with_an_end_of_its_own_is_sound_in_a_loop_too() => Analysed.Nothing(
        Start(), User("a"), User("b"), End(), End("told"), Exclusive("head"), Exclusive("tail", "tail_end"), Boundary("remind", "a", "PT1H", interrupting: false),
        Path("start", "head", "a", "tail", "end"), Flow("tail", "head", "again"), Path("remind", "b", "told"));

    [Fact]
    public void Work_that_a_loop_begins_anew_each_round_piles_up() => Analysed.Only(
        Start(), User("a"), User("tell"), End(), End("told"), Exclusive("head"), Parallel("fork"), Exclusive("tail", "tail_end"),
        Path("start", "head", "a", "fork", "tail", "end"), Flow("tail", "head", "again"), Path("fork", "tell", "told"))
        .Is(FindingSeverity.Warning, "flow.piles-up", "tell");

    [Fact]
    public void A_loop_out_of_a_branch_into_the_fork_does_work_twice() => Assert.Contains(
        Analysed.Check(
            Start(), User("a"), User("b"), End(), Exclusive("head"), Parallel("fork"), Parallel("join"), Exclusive("back", "back_join"),
            Path("start", "head", "fork", "a", "join", "end"), Path("fork", "b", "back", "join"), Flow("back", "head", "again")),
        found => found is { Code: "flow.unsynchronized", Severity: FindingSeverity.Error });

    [Fact]
    public void Each_subprocess_is_looked_at_by_itself()
    {
        var inner = Start("s") + User("a") + User("b") + End("e") + Exclusive("split", "split_a") + Parallel("join")
            + Path("s", "split", "a", "join", "e") + Flow("split", "b", "x > 3") + Path("b", "join");

        Analysed.Only(Start(), Sub("sub", inner), End(), Path("start", "sub", "end")).Is(FindingSeverity.Error, "flow.deadlock", "join");
    }

    [Fact]
    public void Every_wrong_join_is_named() => Assert.Equal(
        ["join", "join2"],
        Analysed.Check(
            TwoBranches.Replace(Path("start", "split"), Path("start", "pre", "split"), StringComparison.Ordinal),
            Exclusive("split", "split_a"), Parallel("join"), Flow("split", "b", "x > 3"), Exclusive("pre", "pre_split"), Flow("pre", "split2", "z > 3"),
            Exclusive("split2", "split2_d"), User("d"), User("e"), Parallel("join2"),
            Path("split2", "d", "join2", "end"), Flow("split2", "e", "y > 3"), Path("e", "join2"))
            .Where(found => found.Code == "flow.deadlock").Select(found => found.Element).Order(StringComparer.Ordinal));

    [Fact]
    public void That_an_event_comes_once_is_said_where_it_was_taken_for_granted()
    {
        string[] Of(string trigger) =>
        [
            Start(), User("a"), User("b"), User("c"), End(), On("a", "beside", trigger, interrupting: false), Analysed.Inclusive("join"), Path("start", "a", "join", "c", "end"), Path("beside", "b", "join"),
        ];

        Analysed.Only(Of(Message("M"))).Is(FindingSeverity.Info, "analysis.comes-once", "beside");
        Analysed.Only(Of(Cycle("R/PT1H"))).Is(FindingSeverity.Info, "analysis.comes-once", "beside");
        Analysed.Nothing(Of(Timer("PT1H")));
        Analysed.Nothing(Of(Cycle("R1/PT1H")));
    }

    [Fact]
    public void Where_the_bound_is_hit_it_is_said()
    {
        // Each branch leaves or comes to the join, so that no reduction helps: 2^20 ways to end.
        var parts = Start() + Parallel("fork") + Parallel("join") + End() + Path("start", "fork") + Path("join", "end");
        for (var i = 0; i < 20; i++)
        {
            parts += User($"u{i}") + Exclusive($"x{i}", $"x{i}_join") + End($"e{i}") + Path("fork", $"u{i}", $"x{i}", "join") + Flow($"x{i}", $"e{i}", $"c{i}");
        }

        var found = Analysed.Check(parts);

        Assert.Contains(found, finding => finding is { Code: "flow.deadlock", Element: "join" });
        Assert.Contains(found, finding => finding is { Code: "analysis.bound-hit", Severity: FindingSeverity.Info });
    }
}
