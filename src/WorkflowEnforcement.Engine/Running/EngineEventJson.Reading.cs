using System.Text.Json;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Engine.Running;

public static partial class EngineEventJson
{
    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The object is of an unknown type, lacks a member or has one too many.</exception>
    public static EngineEvent Read(JsonElement json)
    {
        var members = new EventMembers(json);
        var type = members.Text("t");
        var happened = ReadFlow(type, members) ?? ReadTimer(type, members) ?? ReadThrown(type, members) ?? ReadLoop(type, members) ?? ReadRest(type, members)
            ?? throw new FormatException($"Expected an engine event, but found type '{type}'");
        members.ExpectNoMore();
        return happened;
    }

    private static EngineEvent? ReadFlow(string type, EventMembers of) => type switch
    {
        nameof(ScopeOpened) => new ScopeOpened(of.Number("scope"), of.Text("element"), of.OptionalNumber("host"), of.Variables("variables"))
        {
            Definition = of.OptionalText("definition"),
            Counter = of.OptionalCount("counter"),
        },
        nameof(ScopeClosed) => new ScopeClosed(of.Number("scope")),
        nameof(ElementEntered) => new ElementEntered(of.Number("token"), of.Number("scope"), of.Text("element"), of.OptionalText("flow"))
        {
            After = of.OptionalNumber("after"),
            Again = of.OptionalNumber("again"),
        },
        nameof(TokenRested) => new TokenRested(of.Number("token"), of.OneOf<TokenState>("state")),
        nameof(TurnCame) => new TurnCame(of.Number("token")),
        nameof(ElementCompleted) => new ElementCompleted(of.Number("token"), of.Text("element")) { Step = of.Flag("step"), Frame = of.Flag("frame") },
        nameof(TokenJoined) => new TokenJoined(of.Number("token"), of.Text("element")),
        nameof(TokenCancelled) => new TokenCancelled(of.Number("token"), of.Text("element")),
        nameof(VariablesWritten) => new VariablesWritten(of.Number("scope"), of.Variables("variables")),
        _ => null,
    };

    private static EngineEvent? ReadTimer(string type, EventMembers of) => type switch
    {
        nameof(TimerSet) => new TimerSet(of.Number("timer"), of.Number("token"), of.Text("element"), of.Moment("dueAt"))
        {
            Left = of.Left("left"),
            Every = of.OptionalText("every"),
            Since = of.OptionalMoment("since"),
        },
        nameof(ScopeTimerSet) => new ScopeTimerSet(of.Number("timer"), of.Number("scope"), of.Text("element"), of.Moment("dueAt"))
        {
            Left = of.Left("left"),
            Every = of.OptionalText("every"),
            Since = of.OptionalMoment("since"),
        },
        nameof(TimerFired) => new TimerFired(of.Number("timer"), of.Text("element")),
        nameof(TimerDropped) => new TimerDropped(of.Number("timer")),
        _ => null,
    };

    private static EngineEvent? ReadThrown(string type, EventMembers of) => type switch
    {
        nameof(MessageThrown) => new MessageThrown(of.Text("element"), of.Text("name")),
        nameof(MessageCaught) => new MessageCaught(of.Text("element"), of.Text("name")),
        nameof(SignalThrown) => new SignalThrown(of.Text("element"), of.Text("name")),
        nameof(ErrorThrown) => new ErrorThrown(of.Text("element"), of.Text("code"), of.Text("caughtBy")),
        nameof(EscalationThrown) => new EscalationThrown(of.Text("element"), of.Text("code"), of.OptionalText("caughtBy")) { By = of.OptionalNumber("by") },
        nameof(DecisionMade) => new DecisionMade(of.Text("element"), of.Text("decision"), of.Read("rules", EventMembers.TextList)),
        nameof(ConditionHeld) => new ConditionHeld(of.Number("owner"), of.Text("element"), of.Flag("again")),
        nameof(ConditionCleared) => new ConditionCleared(of.Number("owner"), of.Text("element")),
        _ => null,
    };

    private static EngineEvent? ReadLoop(string type, EventMembers of) => type switch
    {
        nameof(LoopBegun) => new LoopBegun(of.Number("token"), of.OptionalCount("total"), of.List("items")),
        nameof(LoopInstanceCompleted) => new LoopInstanceCompleted(of.Number("loop"), of.Count("counter"), of.Number("token")),
        nameof(LoopInstanceTerminated) => new LoopInstanceTerminated(of.Number("loop"), of.Count("counter")),
        nameof(LoopInstanceRecalled) => new LoopInstanceRecalled(of.Number("loop"), of.Count("counter")),
        nameof(LoopInstanceReopened) => new LoopInstanceReopened(of.Number("loop"), of.Count("counter"), of.Number("token")),
        nameof(CompensationKept) => new CompensationKept(of.Number("record"), of.Number("scope"), of.Text("element"), of.OptionalNumber("from"))
        {
            Token = of.OptionalNumber("token"),
            Instance = of.OptionalNumber("instance"),
        },
        nameof(CompensationHandedUp) => new CompensationHandedUp(of.Number("from"), of.Number("into")),
        nameof(CompensationBegun) => new CompensationBegun(of.Number("token"), of.Numbers("records")),
        nameof(CompensationTaken) => new CompensationTaken(of.Number("token"), of.Number("record"), of.OptionalNumber("into")),
        nameof(CompensationEnded) => new CompensationEnded(of.Number("token")),
        _ => null,
    };

    private static EngineEvent? ReadRest(string type, EventMembers of) => type switch
    {
        nameof(WorkBegun) => new WorkBegun(of.Number("token"), [.. of.Read("veto", EventMembers.TextList)], of.OptionalText("presiding")),
        nameof(WorkChanged) => new WorkChanged(of.Number("token"), of.Read("change", WorkEventJson.Read)),
        nameof(StepReturned) => new StepReturned(of.Number("token"), of.Text("element"), of.Text("to"), of.Number("visit"), of.Text("reason")),
        nameof(StepWithdrawn) => new StepWithdrawn(of.Number("visit"), of.Text("element")),
        nameof(ScopesReopened) => new ScopesReopened(of.Number("visit"), of.Number("host")),
        nameof(CallsBound) => new CallsBound(of.TextsByName("versions")),
        nameof(InstanceMigrated) => new InstanceMigrated(of.Text("from"), of.Text("to"), of.Text("process"), of.ByName("moved", EventMembers.TextsByName))
        {
            Calls = of.TextsByName("calls"),
            Forgotten = of.ByName("forgotten", EventMembers.TextList),
        },
        nameof(EngineIncidentRaised) =>
            new EngineIncidentRaised(of.Number("incident"), of.Number("token"), of.Text("element"), of.Text("code"), of.Text("message"))
            {
                Phase = of.OneOf<IncidentPhase>("phase"),
            },
        nameof(EngineIncidentResolved) => new EngineIncidentResolved(of.Number("incident")),
        nameof(InstanceCompleted) => new InstanceCompleted(),
        nameof(InstanceTerminated) => new InstanceTerminated(of.Text("reason")),
        _ => null,
    };
}
