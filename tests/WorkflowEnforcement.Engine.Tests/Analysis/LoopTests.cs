using WorkflowEnforcement.Engine.Analysis;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Analysis;

public sealed class LoopTests
{
    private static string Loop(string body, string id) =>
        Start() + Exclusive("head") + body + Exclusive("tail", "tail_end") + End() + Path("start", "head", id, "tail", "end") + Flow("tail", "head", "n < 3");

    [Theory]
    [InlineData("userTask")]
    [InlineData("manualTask")]
    [InlineData("serviceTask")]
    [InlineData("sendTask")]
    [InlineData("receiveTask")]
    public void A_loop_with_work_waits(string kind) => Analysed.Nothing(Loop($"""<{kind} id="w"/>""", "w"));

    [Fact]
    public void A_loop_with_a_timer_waits() => Analysed.Nothing(Loop(Catch("w", "PT1H"), "w"));

    [Fact]
    public void A_loop_that_nothing_in_it_can_leave_is_found() =>
        Analysed.Only(Loop(Analysed.Script("w", "other"), "w")).Is(FindingSeverity.Warning, "loop.no-wait", "head");

    [Fact]
    public void A_loop_that_works_out_its_own_end_is_told_only() =>
        Analysed.Only(Loop(Analysed.Script("w", "n"), "w")).Is(FindingSeverity.Info, "loop.no-wait", "head");

    [Fact]
    public void A_loop_without_a_wait_and_without_a_way_out_is_an_error() => Assert.Contains(
        Analysed.Check(Start(), Exclusive("head"), Analysed.Script("w", "n"), Path("start", "head", "w", "head")),
        found => found is { Code: "loop.no-wait", Severity: FindingSeverity.Error, Element: "head" });

    [Fact]
    public void A_subprocess_waits_where_every_way_through_it_does()
    {
        Analysed.Nothing(Loop(Sub("w", Start("s"), User("u"), End("e"), Path("s", "u", "e")), "w"));

        Assert.Contains(
            Analysed.Check(Loop(Sub("w", Start("s"), Exclusive("x", "x_e"), User("u"), End("e"), Path("s", "x", "u", "e").Replace(Flow("x", "u"), Flow("x", "u", "slow"), StringComparison.Ordinal), Flow("x", "e")), "w")),
            found => found.Code == "loop.no-wait");
    }

    [Fact]
    public void A_loop_over_a_subprocess_that_does_not_change_what_leads_out_is_found()
    {
        Analysed.Only(Loop(Sub("w", Start("s"), Analysed.Script("x", "other"), End("e"), Path("s", "x", "e")), "w")).Is(FindingSeverity.Warning, "loop.no-wait", "head");
        Analysed.Only(Loop(Sub("w", Start("s"), Sub("v", Start("t"), Analysed.Script("x", "n"), End("f"), Path("t", "x", "f")), End("e"), Path("s", "v", "e")), "w")).Is(FindingSeverity.Info, "loop.no-wait", "head");
    }

    [Theory]
    [InlineData("true", FindingSeverity.Error)]
    [InlineData("1 = 1", FindingSeverity.Error)]
    [InlineData("more", FindingSeverity.Warning)]
    public void A_standard_loop_that_nothing_ends_is_found(string condition, FindingSeverity severity) =>
        Analysed.Only(Start(), Again(Analysed.Script("w", "other"), condition), End(), Path("start", "w", "end")).Is(severity, "loop.no-wait", "w");

    [Fact]
    public void A_standard_loop_that_waits_or_can_end_is_sound()
    {
        Analysed.Nothing(Start(), Again(User("w"), "true"), End(), Path("start", "w", "end"));
        Analysed.Nothing(Start(), Again(Analysed.Script("w", "other"), "true", most: 3), End(), Path("start", "w", "end"));
        Analysed.Nothing(Start(), Again(Analysed.Script("w", "other"), "loopCounter < 3"), End(), Path("start", "w", "end"));
        Analysed.Nothing(Start(), Again(Analysed.Script("w", "n"), "n < 3"), End(), Path("start", "w", "end"));
        Analysed.Nothing(Start(), Again(Sub("w", Start("s"), Analysed.Script("x", "n"), End("e"), Path("s", "x", "e")), "n < 3"), End(), Path("start", "w", "end"));
    }

    [Fact]
    public void An_event_that_throws_what_starts_it_is_found()
    {
        string On(bool interrupting, string between) =>
            Handles("on", Begins("came", Signal("S"), interrupting), between, Throws("throw", Signal("S")), End("e"), between.Length == 0 ? Path("came", "throw", "e") : Path("came", "between", "throw", "e"));
        string[] Around(string part) => [Start(), User("a"), End(), Path("start", "a", "end"), part];

        Analysed.Only(Around(On(interrupting: false, ""))).Is(FindingSeverity.Error, "loop.no-wait", "on");
        Analysed.Only(Around(On(interrupting: false, Sub("between", Start("s"), Throws("more", Signal("S")), User("u"), End("f"), Path("s", "more", "u", "f"))))).Is(FindingSeverity.Error, "loop.no-wait", "on");
        Analysed.Nothing(Around(On(interrupting: true, "")));
        Analysed.Nothing(Around(On(interrupting: false, User("between"))));
    }

    [Fact]
    public void An_event_beside_an_activity_that_throws_what_it_waits_for_is_found() => Analysed.Only(
        Start(), User("a"), End(), On("a", "came", Signal("S"), interrupting: false), Throws("throw", Signal("S")), End("e"), Path("start", "a", "end"), Path("came", "throw", "e"))
        .Is(FindingSeverity.Error, "loop.no-wait", "came");

    [Fact]
    public void A_process_that_calls_itself_for_ever_is_found()
    {
        Assert.Contains(
            Analysed.Check(Start(), Call("c", "P"), End(), Path("start", "c", "end")),
            found => found is { Code: "loop.no-wait", Severity: FindingSeverity.Error, Element: "c" });
        Assert.Contains(
            Analysed.Check(Start(), Exclusive("x", "x_end"), Call("c", "P"), End(), Path("start", "x", "end"), Flow("x", "c", "n > 0"), Path("c", "end")),
            found => found is { Code: "loop.no-wait", Severity: FindingSeverity.Info, Element: "c" });
        Assert.DoesNotContain(
            Analysed.Check(Start(), Exclusive("x", "x_end"), User("u"), Call("c", "P"), End(), Path("start", "x", "end"), Flow("x", "u", "n > 0"), Path("u", "c", "end")),
            found => found.Code == "loop.no-wait");
    }
}
