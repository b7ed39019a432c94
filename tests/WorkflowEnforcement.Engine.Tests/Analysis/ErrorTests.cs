using WorkflowEnforcement.Engine.Analysis;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Analysis;

public sealed class ErrorTests
{
    private static readonly string Fails = Start("s") + User("a") + Ends("bad", Error("E")) + Path("s", "a", "bad");

    private static string[] Around(string sub, params string[] more) => [Start(), sub, End(), Path("start", "sub", "end"), .. more];

    [Fact]
    public void An_error_that_nothing_catches_is_found()
    {
        Analysed.Only(Start(), User("a"), Ends("bad", Error("E")), Path("start", "a", "bad")).Is(FindingSeverity.Warning, "error.uncaught", "bad");
        Assert.Contains(
            Analysed.Check(Around(Sub("sub", Fails), On("sub", "caught", Error("F")), User("b"), Path("caught", "b", "end"))), found => found is { Code: "error.uncaught", Element: "bad" });
    }

    [Theory]
    [InlineData("E")]
    [InlineData(null)]
    public void A_boundary_event_however_far_out_catches_it(string? code)
    {
        var caught = On("sub", "caught", Error(code)) + User("b") + Path("caught", "b", "end");

        Assert.DoesNotContain(Analysed.Check(Around(Sub("sub", Fails), caught)), found => found.Code == "error.uncaught");
        Assert.DoesNotContain(
            Analysed.Check(Around(Sub("sub", Start("t"), Sub("inner", Fails), End("e"), Path("t", "inner", "e")), caught)), found => found.Code == "error.uncaught");
    }

    [Fact]
    public void An_event_subprocess_catches_it_and_not_what_it_throws_itself()
    {
        var handler = Handles("on", Begins("came", Error("E")), User("b"), End("e"), Path("came", "b", "e"));
        var again = Handles("on", Begins("came", Error("E")), User("b"), Ends("worse", Error("E")), Path("came", "b", "worse"));

        Assert.DoesNotContain(Analysed.Check(Start(), User("a"), Ends("bad", Error("E")), Path("start", "a", "bad"), handler), found => found.Code == "error.uncaught");
        Assert.Equal(
            ["worse"], Analysed.Check(Start(), User("a"), Ends("bad", Error("E")), Path("start", "a", "bad"), again).Where(found => found.Code == "error.uncaught").Select(found => found.Element));
    }
}
