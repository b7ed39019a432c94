using WorkflowEnforcement.Engine.Analysis;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Analysis;

public sealed class GatewayTests
{
    private static readonly string Rest = Start() + Exclusive("g") + User("a") + User("b") + End() + Path("start", "g") + Path("a", "end") + Path("b", "end");

    [Theory]
    [InlineData("x > 3", "x <= 3")]
    [InlineData("x = \"a\"", "x != \"a\"")]
    [InlineData("ok", "not(ok)")]
    [InlineData("ok = true", "ok = false")]
    [InlineData("x < y", "y <= x")]
    [InlineData("count(list) > 3", "count(list) <= 3")]
    [InlineData("count(list) > 3", "not(count(list) > 3)")]
    [InlineData("x in [1..3]", "x < 1 or x > 3")]
    [InlineData("x between 1 and 3", "not(x between 1 and 3)")]
    [InlineData("x > 3 and ok", "x <= 3 or not(ok)")]
    [InlineData("x > 3", "true")]
    [InlineData("x = null", "x != null")]
    public void Conditions_of_which_one_always_holds_need_no_default(string one, string other) =>
        Analysed.Nothing(Rest, Flow("g", "a", one), Flow("g", "b", other));

    [Theory]
    [InlineData("x > 3", "x < 3")]
    [InlineData("x = \"a\"", "x = \"b\"")]
    [InlineData("ok", "also")]
    [InlineData("x > 3", "y <= 3")]
    [InlineData("count(list) > 3", "count(list) < 3")]
    public void Conditions_that_leave_a_gap_are_found(string one, string other) =>
        Analysed.Only(Rest, Flow("g", "a", one), Flow("g", "b", other)).Is(FindingSeverity.Warning, "gateway.stands-still", "g");

    [Fact]
    public void The_gap_is_named() => Assert.Contains(
        "for example where x is 3", Analysed.Only(Rest, Flow("g", "a", "x > 3"), Flow("g", "b", "x < 3")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_default_fills_every_gap() => Analysed.Nothing(
        Rest.Replace(Exclusive("g"), Exclusive("g", "g_b"), StringComparison.Ordinal), Flow("g", "a", "x > 3"), Flow("g", "b"));

    [Theory]
    [InlineData("true", "x > 3")]
    [InlineData("x > 3 or x <= 3", "x = 1")]
    public void A_flow_after_one_that_always_holds_is_never_taken(string one, string other) =>
        Analysed.Only(Rest, Flow("g", "a", one), Flow("g", "b", other)).Is(FindingSeverity.Warning, "flow.never-taken", "g_b");

    [Theory]
    [InlineData("false")]
    [InlineData("1 = 2")]
    [InlineData("x = 1 and x = 2")]
    [InlineData("null")]
    public void A_condition_that_never_holds_is_found(string never) =>
        Analysed.Only(Rest.Replace(Exclusive("g"), Exclusive("g", "g_b"), StringComparison.Ordinal), Flow("g", "a", never), Flow("g", "b"))
            .Is(FindingSeverity.Warning, "flow.never-taken", "g_a");

    [Theory]
    [InlineData("agree", "return", null)]
    [InlineData("agree", "sendBack", "flow.never-taken")]
    public void The_buttons_of_a_task_are_all_the_values_of_its_variable(string one, string other, string? code)
    {
        var task = """<userTask id="t" enf:resultVariable="said"><extensionElements><enf:outcome key="agree" label="A"/><enf:outcome key="return" label="R"/></extensionElements></userTask>""";

        var found = Analysed.Check(
            Rest.Replace(Path("start", "g"), Path("start", "t", "g"), StringComparison.Ordinal), task, Flow("g", "a", $"said = \"{one}\""), Flow("g", "b", $"said = \"{other}\""));

        Assert.Equal(code is not null, found.Any(finding => finding.Code == code));
        Assert.Equal(code is not null, found.Any(finding => finding.Code == "gateway.stands-still"));
    }

    [Fact]
    public void A_way_past_the_task_leaves_its_variable_open() => Assert.Contains(
        Analysed.Check(
            Rest.Replace(Path("start", "g"), Flow("start", "first") + Path("t", "g"), StringComparison.Ordinal),
            """<userTask id="t" enf:resultVariable="said"><extensionElements><enf:outcome key="agree" label="A"/></extensionElements></userTask>""",
            Exclusive("first", "first_t"), Flow("first", "t"), Flow("first", "g", "quick"), Flow("g", "a", "said = \"agree\""), Flow("g", "b", "said = \"other\"")),
        found => found is { Code: "gateway.stands-still", Element: "g" });

    [Fact]
    public void An_activity_whose_conditions_leave_a_gap_is_found() => Analysed.Only(
        Start(), User("t"), User("a"), End(), Path("start", "t"), Flow("t", "a", "x > 3"), Path("a", "end")).Is(FindingSeverity.Warning, "gateway.stands-still", "t");
}
