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
}
