using System.Diagnostics;
using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>Engine events as JSON: short, closed and readable by later versions; numbers of FEEL are written as texts, so none is a float.</summary>
public static class EngineEventJson
{
    /// <summary>Writes one event as an object whose <c>t</c> names its type.</summary>
    public static void Write(Utf8JsonWriter writer, EngineEvent happened)
    {
        writer.WriteStartObject();
        writer.WriteString("t", happened.GetType().Name);
        switch (happened)
        {
            case ScopeOpened e:
                Numbers(writer, ("scope", e.Scope));
                Texts(writer, ("element", e.Element));
                Optional(writer, "host", e.Host);
                Variables(writer, e.Variables);
                break;
            case ScopeClosed e:
                Numbers(writer, ("scope", e.Scope));
                break;
            case ElementEntered e:
                Numbers(writer, ("token", e.Token), ("scope", e.Scope));
                Texts(writer, ("element", e.Element), ("flow", e.Flow));
                break;
            case TokenRested e:
                Numbers(writer, ("token", e.Token));
                Texts(writer, ("state", e.State.ToString()));
                break;
            case ElementCompleted e:
                Numbers(writer, ("token", e.Token));
                Texts(writer, ("element", e.Element));
                break;
            case TokenJoined e:
                Numbers(writer, ("token", e.Token));
                Texts(writer, ("element", e.Element));
                break;
            case TokenCancelled e:
                Numbers(writer, ("token", e.Token));
                Texts(writer, ("element", e.Element));
                break;
            case VariablesWritten e:
                Numbers(writer, ("scope", e.Scope));
                Variables(writer, e.Variables);
                break;
            case TimerSet e:
                Numbers(writer, ("timer", e.Timer), ("token", e.Token));
                Texts(writer, ("element", e.Element), ("dueAt", IsoText.Write(e.DueAt)));
                break;
            case TimerFired e:
                Numbers(writer, ("timer", e.Timer));
                Texts(writer, ("element", e.Element));
                break;
            case TimerDropped e:
                Numbers(writer, ("timer", e.Timer));
                break;
            case EngineIncidentRaised e:
                Numbers(writer, ("incident", e.Incident), ("token", e.Token));
                Texts(writer, ("element", e.Element), ("code", e.Code), ("message", e.Message), ("phase", e.Phase.ToString()));
                break;
            case EngineIncidentResolved e:
                Numbers(writer, ("incident", e.Incident));
                break;
            case InstanceCompleted:
                break;
            case InstanceTerminated e:
                Texts(writer, ("reason", e.Reason));
                break;
            default:
                throw new UnreachableException($"{happened.GetType().Name} has no JSON form");
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The object is of an unknown type, lacks a member or has one too many.</exception>
    public static EngineEvent Read(JsonElement json)
    {
        var members = new EventMembers(json);
        var happened = Read(members.Text("t"), members);
        members.ExpectNoMore();
        return happened;
    }

    private static EngineEvent Read(string type, EventMembers of) => type switch
    {
        nameof(ScopeOpened) => new ScopeOpened(of.Number("scope"), of.Text("element"), of.OptionalNumber("host"), of.Variables("variables")),
        nameof(ScopeClosed) => new ScopeClosed(of.Number("scope")),
        nameof(ElementEntered) => new ElementEntered(of.Number("token"), of.Number("scope"), of.Text("element"), of.OptionalText("flow")),
        nameof(TokenRested) => new TokenRested(of.Number("token"), of.OneOf<TokenState>("state")),
        nameof(ElementCompleted) => new ElementCompleted(of.Number("token"), of.Text("element")),
        nameof(TokenJoined) => new TokenJoined(of.Number("token"), of.Text("element")),
        nameof(TokenCancelled) => new TokenCancelled(of.Number("token"), of.Text("element")),
        nameof(VariablesWritten) => new VariablesWritten(of.Number("scope"), of.Variables("variables")),
        nameof(TimerSet) => new TimerSet(of.Number("timer"), of.Number("token"), of.Text("element"), of.Moment("dueAt")),
        nameof(TimerFired) => new TimerFired(of.Number("timer"), of.Text("element")),
        nameof(TimerDropped) => new TimerDropped(of.Number("timer")),
        nameof(EngineIncidentRaised) =>
            new EngineIncidentRaised(of.Number("incident"), of.Number("token"), of.Text("element"), of.Text("code"), of.Text("message"))
            {
                Phase = of.OneOf<IncidentPhase>("phase"),
            },
        nameof(EngineIncidentResolved) => new EngineIncidentResolved(of.Number("incident")),
        nameof(InstanceCompleted) => new InstanceCompleted(),
        nameof(InstanceTerminated) => new InstanceTerminated(of.Text("reason")),
        _ => throw new FormatException($"Expected an engine event, but found type '{type}'"),
    };

    private static void Numbers(Utf8JsonWriter writer, params ReadOnlySpan<(string Name, long Value)> members)
    {
        foreach (var (name, value) in members)
        {
            writer.WriteNumber(name, value);
        }
    }

    private static void Optional(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } known)
        {
            writer.WriteNumber(name, known);
        }
    }

    // A member without a value is left out.
    private static void Texts(Utf8JsonWriter writer, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                writer.WriteString(name, value);
            }
        }
    }

    private static void Variables(Utf8JsonWriter writer, FeelContext variables)
    {
        writer.WritePropertyName("variables");
        FeelJson.WriteEntries(writer, variables);
    }
}
