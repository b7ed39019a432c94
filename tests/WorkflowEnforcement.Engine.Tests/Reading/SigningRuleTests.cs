using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.Reading.Drawn;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class SigningRuleTests
{
    private const string Nowhere = "signing.return-nowhere sign";
    private const string Unknown = "signing.return-unknown sign";
    private const string NotBehind = "signing.return-not-behind sign";

    [Fact]
    public void At_the_first_step_nothing_lies_behind_to_go_back_to()
    {
        Faults.Is(Nowhere, Start(), Sign(), Path("start", "sign"));
        Faults.Is(Nowhere, Start(), Script("sum", "1"), Sign(), Path("start", "sum", "sign"));
        Faults.Is(Nowhere, Start(), Sub("sub", Start("s"), Sign(), Path("s", "sign")), Path("start", "sub"));
        Faults.Is(Nowhere, Start(), User("a"), Path("start", "a"), EventSub("on", Event("startEvent", "came", Trigger("message")), Sign() + Flow("came", "sign")), Declared);
        Faults.Are([], Start(), User("a"), Sign(), Path("start", "a", "sign"));
        Faults.Are([], Start(), User("a"), Sub("sub", Start("s"), Sign(), Path("s", "sign")), Path("start", "a", "sub"));
    }

    [Fact]
    public void A_loop_brings_a_step_behind()
    {
        Faults.Are([], Start(), Exclusive("head"), Sign(), User("a"), Path("start", "head", "sign", "a", "head"));
        Faults.Are([], Start(), Exclusive("head"), Sign("a"), User("a"), Path("start", "head", "sign", "a", "head"));
    }

    [Fact]
    public void A_step_to_go_back_to_is_one_of_the_process()
    {
        Faults.Is(Unknown, Start(), User("a"), Sign("nope"), Path("start", "a", "sign"));
        Faults.Is(NotBehind, Start(), User("a"), Sign("start"), Path("start", "a", "sign"));
        Faults.Is(NotBehind, Start(), User("a"), Exclusive("x"), Sign("x"), Path("start", "a", "x", "sign"));
        Faults.Is(NotBehind, Start(), User("a"), Sign("end"), End(), Path("start", "a", "sign", "end"));
        Faults.Are([], Start(), User("a"), Service("b"), Sign("b"), Path("start", "a", "b", "sign"));
    }

    [Fact]
    public void A_step_to_go_back_to_can_lie_behind()
    {
        Faults.Is(NotBehind, Start(), User("a"), Sign("z"), User("z"), Path("start", "a", "sign", "z"));
        Faults.Is(NotBehind, Start(), User("a"), Sign("sign"), Path("start", "a", "sign"));
        Faults.Is(NotBehind, Start(), User("a"), Parallel("fork"), User("b"), Sign("b"), Path("start", "a", "fork", "b"), Path("fork", "sign"));
        Faults.Is(NotBehind, Start(), User("a"), Sub("sub", Start("s"), User("b"), Path("s", "b")), Sign("b"), Path("start", "a", "sub", "sign"));
        Faults.Are([], Start(), User("a"), Sub("sub", Start("s"), Sign("a"), Path("s", "sign")), Path("start", "a", "sub"));
        Faults.Are([], Start(), User("a"), Exclusive("choice"), User("b"), Exclusive("merge"), Sign("b"), Path("start", "a", "choice", "b", "merge", "sign"), Path("choice", "merge"));
        Faults.Are([], Start(), User("a"), Throws("to", Link("L")), Catches("from", Link("L")), Sign("a"), Path("start", "a", "to"), Path("from", "sign"));
    }

    [Fact]
    public void A_step_to_go_back_to_can_be_undone_alone()
    {
        string[] joined = [Start(), User("a"), Parallel("fork"), User("b"), User("c"), Parallel("join"), Path("start", "a", "fork", "b", "join", "sign"), Path("fork", "c", "join")];

        Faults.Is(NotBehind, [.. joined, Sign("b")]);
        Faults.Are([], [.. joined, Sign("a")]);
        Faults.Are([], [.. joined, Sign()]);
    }

    [Fact]
    public void In_place_of_an_activity_lies_behind_what_lay_behind_that()
    {
        string[] late = [Start(), User("a"), User("b"), OnBoundary("late", "b", Trigger("timer")), Path("start", "a", "b"), Path("late", "sign")];

        Faults.Are([], [.. late, Sign("a")]);
        Faults.Is(NotBehind, [.. late, Sign("b")]);
    }

    [Fact]
    public void Behind_a_handler_lies_what_lies_behind_who_throws() =>
        Faults.Are([], Start(), User("a"), OnBoundary("undoes", "a", "<compensateEventDefinition/>"), With(User("undo", "isForCompensation=\"true\""), Signing("mode=\"single\" onReject=\"return\"")),
            Association("undoes", "undo"), User("b"), Throws("back", Compensate("a")), Path("start", "a", "b", "back"));

    [Fact]
    public void Who_signs_alone_is_one_person_and_nobody_is_named_twice()
    {
        Faults.Is("signing.single-several sign", Start(), Signed("sign", "mode=\"single\"", "A", "B"), Path("start", "sign"));
        Faults.Is("signing.named-twice sign", Start(), Signed("sign", "mode=\"all\"", "A", "B", "A"), Path("start", "sign"));
        Faults.Is("signing.named-twice sign", Start(), With(User("sign"), Signing("mode=\"all\" signers='[lead, \"A\", \"A\"]'")), Path("start", "sign"));
        Faults.Are([], Start(), Signed("sign", "mode=\"single\"", "A"), Path("start", "sign"));
        Faults.Are([], Start(), With(User("sign"), Signing("mode=\"single\" signers='[lead, other]'")), Path("start", "sign"));
    }

    [Fact]
    public void A_fault_names_the_line_where_the_signing_is_drawn()
    {
        var faults = Read(File(Start(), "<userTask id=\"sign\">\n<extensionElements>\n<enf:signing mode=\"single\" onReject=\"return\"/></extensionElements></userTask>", Path("start", "sign"))).Faults;

        var fault = Assert.Single(faults);
        Assert.Equal(("sign", 8), (fault.Element, fault.Line));
    }

    [Fact]
    public void Ten_thousand_steps_against_the_order_of_the_file_are_followed()
    {
        const int Many = 10_000;
        string[] steps = [.. Enumerable.Range(1, Many).Select(number => User($"u{number}"))];
        string[] ids = ["start", .. Enumerable.Range(1, Many).Select(number => $"u{number}").Reverse(), "sign"];

        Faults.Are([], [Start(), .. steps, Sign("u1"), Path(ids)]);
    }

    private static string Sign(string? to = null) => Signed("sign", $"mode=\"all\" onReject=\"return\" {(to is null ? "" : $"returnTo=\"{to}\"")}", "A", "B");

    private static string Signing(string rule) => $"<extensionElements><enf:signing {rule}/></extensionElements>";
}
