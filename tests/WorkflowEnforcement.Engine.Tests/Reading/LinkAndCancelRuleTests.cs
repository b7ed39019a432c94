using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.Reading.Drawn;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class LinkAndCancelRuleTests
{
    private static readonly string To = Event("intermediateThrowEvent", "to", Trigger("link"));
    private static readonly string From = Event("intermediateCatchEvent", "from", Trigger("link"));

    [Fact]
    public void Several_may_depart_for_one_place() =>
        Faults.Are([], Start(), To, From, Event("intermediateThrowEvent", "to2", Trigger("link")), Flow("start", "to"));

    [Fact]
    public void A_link_has_both_ends_in_one_scope()
    {
        Faults.Is("link.unmatched to", Start(), To);
        Faults.Is("link.unmatched from", Start(), From);
        Faults.Are(["link.unmatched to", "link.unmatched from"], Start(), To, Sub("sub", Start("s"), From));
    }

    [Fact]
    public void A_link_arrives_at_one_place() =>
        Faults.Is("link.several from2", Start(), To, From, Event("intermediateCatchEvent", "from2", Trigger("link")));

    [Fact]
    public void A_link_has_a_name() => Faults.Is("link.name-missing to", Start(), Event("intermediateThrowEvent", "to", "<linkEventDefinition/>"));

    [Fact]
    public void No_flow_leaves_where_a_link_departs_or_enters_where_it_arrives()
    {
        Faults.Is("flow.out-of-link to_a", Start(), To, From, User("a"), Flow("to", "a"));
        Faults.Is("flow.into-link start_from", Start(), To, From, Flow("start", "from"));
    }

    [Fact]
    public void What_is_cancelled_is_a_transaction()
    {
        Faults.Is("cancel.outside-transaction c", Start(), Event("endEvent", "c", Trigger("cancel")));
        Faults.Is("cancel.outside-transaction c", Start(), Sub("sub", Start("s"), Event("endEvent", "c", Trigger("cancel"))));
        Faults.Is("cancel.not-on-transaction b", Start(), User("a"), OnBoundary("b", "a", Trigger("cancel")));
    }

    [Fact]
    public void A_cancel_end_event_deeper_within_a_transaction_is_told_where_it_belongs()
    {
        var deeper = Sub("sub", Start("s"), Event("endEvent", "c", Trigger("cancel")));
        var fault = Assert.Single(Read(File(Start(), $"<transaction id=\"t\">{Start("x")}{deeper}</transaction>")).Faults);

        Assert.Equal("cancel.outside-transaction", fault.Code);
        Assert.StartsWith("Expected cancel end event c directly in transaction t, but it is in sub within it", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_cancellation_there_is_a_way_on() =>
        Faults.Is("cancel.not-caught c", Start(), $"<transaction id=\"t\">{Start("s")}{Event("endEvent", "c", Trigger("cancel"))}</transaction>");
}
