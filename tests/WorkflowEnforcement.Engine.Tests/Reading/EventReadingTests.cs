using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.Reading.Drawn;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class EventReadingTests
{
    private static readonly Dictionary<string, EventTrigger> Triggers = new()
    {
        ["none"] = NoTrigger.Instance,
        ["message"] = new MessageTrigger("来信", "M"),
        ["signal"] = new SignalTrigger("警报", "S"),
        ["timer"] = new TimerTrigger(new TimerDuration("P1D")),
        ["conditional"] = new ConditionalTrigger(FeelExpression.Parse("x > 1").Expression!),
        ["error"] = new ErrorTrigger("e-1"),
        ["escalation"] = new EscalationTrigger("c-1"),
        ["compensate"] = new CompensationTrigger(null, true),
        ["link"] = new LinkTrigger("over"),
        ["cancel"] = new CancelTrigger(),
        ["terminate"] = new TerminateTrigger(),
    };

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["start of the process"] = ["none", "message", "timer", "signal", "conditional"],
        ["start of a subprocess"] = ["none"],
        ["start of an event subprocess"] = ["message", "timer", "signal", "conditional", "error", "escalation", "compensate"],
        ["intermediateCatchEvent"] = ["message", "timer", "signal", "conditional", "link"],
        ["intermediateThrowEvent"] = ["none", "message", "signal", "link", "escalation", "compensate"],
        ["boundaryEvent"] = ["message", "timer", "signal", "conditional", "error", "escalation", "compensate", "cancel"],
        ["endEvent"] = ["none", "message", "signal", "error", "escalation", "compensate", "cancel", "terminate"],
    };

    public static TheoryData<string, string> Good => [.. Allowed.SelectMany(place => place.Value.Select(trigger => (place.Key, trigger)))];

    public static TheoryData<string, string> Bad =>
        [.. Allowed.SelectMany(place => Triggers.Keys.Except(place.Value).Select(trigger => (place.Key, trigger)))];

    [Theory]
    [MemberData(nameof(Good))]
    public void An_event_has_its_trigger(string place, string trigger)
    {
        var node = Assert.IsType<EventNode>(Bpmn.Model(At(place, trigger)).Nodes["x"], exactMatch: false);

        Assert.Equal(Triggers[trigger], node.Trigger);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_trigger_that_the_standard_does_not_allow_there_is_refused(string place, string trigger) =>
        Faults.Is("element.unsupported x", At(place, trigger, matched: false));

    [Fact]
    public void An_event_with_two_triggers_or_a_trigger_by_reference_is_refused()
    {
        Faults.Is("element.unsupported x", Start(), Event("intermediateCatchEvent", "x", Trigger("timer") + Trigger("timer")));
        Faults.Is("element.unsupported x", Start(), Event("intermediateCatchEvent", "x", "<eventDefinitionRef>T</eventDefinitionRef>"));
        Faults.Is("attribute.unsupported x", Start(), Event("intermediateCatchEvent", "x", Trigger("timer"), "parallelMultiple=\"true\""));
    }

    [Fact]
    public void Interrupting_is_what_the_file_says_and_else_yes()
    {
        var model = Bpmn.Model(
            Start(), User("a"),
            OnBoundary("b1", "a", Trigger("timer")),
            OnBoundary("b2", "a", Trigger("escalation"), "cancelActivity=\"false\""),
            EventSub("s1", Event("startEvent", "s1_start", Trigger("message"))),
            EventSub("s2", Event("startEvent", "s2_start", Trigger("signal"), "isInterrupting=\"false\"")),
            Declared);

        Assert.Equal(["b1", "b2"], ((Activity)model.Nodes["a"]).BoundaryEvents);
        Assert.Equal([true, false], ((string[])["b1", "b2"]).Select(id => ((BoundaryEvent)model.Nodes[id]).Interrupting));
        Assert.Equal([true, false], ((string[])["s1_start", "s2_start"]).Select(id => ((StartEvent)model.Nodes[id]).Interrupting));
    }

    [Theory]
    [InlineData("error")]
    [InlineData("compensate")]
    public void An_error_and_compensation_always_interrupt(string trigger)
    {
        Faults.Is("event.must-interrupt x", Start(), EventSub("sub", Event("startEvent", "x", Trigger(trigger), "isInterrupting=\"false\"")), Declared);
        Faults.Is("event.must-interrupt x", Start(), User("a"), OnBoundary("x", "a", Trigger(trigger), "cancelActivity=\"false\""),
            User("undo", "isForCompensation=\"true\""), trigger == "error" ? Undone("a", "undo") : Association("x", "undo"), Declared);
    }

    [Fact]
    public void Cancelling_always_interrupts() =>
        Faults.Is("event.must-interrupt x", Start(), $"<transaction id=\"t\">{Start("s")}</transaction>", OnBoundary("x", "t", Trigger("cancel"), "cancelActivity=\"0\""));

    [Fact]
    public void Flags_are_true_or_false()
    {
        Faults.Is("attribute.invalid x", Start(), EventSub("sub", Event("startEvent", "x", Trigger("timer"), "isInterrupting=\"maybe\"")));
        Faults.Is("attribute.invalid x", Start(), Event("endEvent", "x", "<compensateEventDefinition waitForCompletion=\"maybe\"/>"));
    }

    [Fact]
    public void A_condition_event_needs_a_condition_that_parses()
    {
        Faults.Is("event.condition-missing x", Start(), Event("intermediateCatchEvent", "x", "<conditionalEventDefinition/>"));
        Faults.Is("expression.invalid x", Start(), Event("intermediateCatchEvent", "x", "<conditionalEventDefinition><condition>1 +</condition></conditionalEventDefinition>"));
    }

    [Fact]
    public void What_a_trigger_bears_beyond_its_own_is_refused()
    {
        Faults.Is("element.unsupported x", Start(), Event("intermediateCatchEvent", "x", "<timerEventDefinition><timeDate>2026-03-01</timeDate><timeZone/></timerEventDefinition>"));
        Faults.Are([], Start(), Event("endEvent", "x", "<terminateEventDefinition><documentation/><extensionElements/></terminateEventDefinition>"));
    }

    private static string Undone(string host, string handler) =>
        OnBoundary("undone", host, Trigger("compensate")) + Association("undone", handler);

    // Links, cancels and compensations need their other half, or they are refused for that.
    private static string[] At(string place, string trigger, bool matched = true)
    {
        var (kind, x) = (place.StartsWith("start", StringComparison.Ordinal) ? "startEvent" : place, Trigger(trigger));
        string[] parts = place switch
        {
            "start of the process" => [Event(kind, "x", x)],
            "start of a subprocess" => [Start(), Sub("sub", Event(kind, "x", x))],
            "start of an event subprocess" => [Start(), EventSub("sub", Event(kind, "x", x))],
            "boundaryEvent" when trigger == "cancel" => [Start(), $"<transaction id=\"t\">{Start("s")}</transaction>", OnBoundary("x", "t", x)],
            "boundaryEvent" when trigger == "compensate" =>
                [Start(), User("a"), OnBoundary("x", "a", x), User("undo", "isForCompensation=\"true\""), Association("x", "undo")],
            "boundaryEvent" => [Start(), User("a"), OnBoundary("x", "a", x)],
            "endEvent" when trigger == "cancel" =>
                [Start(), $"<transaction id=\"t\">{Start("s")}{Event(kind, "x", x)}</transaction>", OnBoundary("b", "t", x)],
            _ => [Start(), Event(kind, "x", x)],
        };
        string[] other = matched && trigger == "link"
            ? [Event(kind == "intermediateCatchEvent" ? "intermediateThrowEvent" : "intermediateCatchEvent", "y", x)]
            : [];
        return [.. parts, .. other, Declared];
    }
}
