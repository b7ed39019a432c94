using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>Engine events as JSON: short, closed and readable by later versions; numbers of FEEL are written as texts, so none is a float.</summary>
/// <remarks>A member without a value, a flag that is not set and a count of zero are left out.</remarks>
public static partial class EngineEventJson
{
    /// <summary>Writes one event as an object whose <c>t</c> names its type.</summary>
    public static void Write(Utf8JsonWriter writer, EngineEvent happened)
    {
        writer.WriteStartObject();
        writer.WriteString("t", happened.GetType().Name);
        if (!WriteFlow(writer, happened) && !WriteTimer(writer, happened) && !WriteThrown(writer, happened) && !WriteLoop(writer, happened) && !WriteRest(writer, happened))
        {
            throw new UnreachableException($"{happened.GetType().Name} has no JSON form");
        }

        writer.WriteEndObject();
    }

    private static bool WriteFlow(Utf8JsonWriter writer, EngineEvent happened)
    {
        switch (happened)
        {
            case ScopeOpened e:
                Numbers(writer, ("scope", e.Scope));
                Texts(writer, ("element", e.Element));
                Optional(writer, ("host", e.Host), ("counter", e.Counter));
                Texts(writer, ("definition", e.Definition));
                Variables(writer, e.Variables);
                return true;
            case ScopeClosed e:
                Numbers(writer, ("scope", e.Scope));
                return true;
            case ElementEntered e:
                Numbers(writer, ("token", e.Token), ("scope", e.Scope));
                Texts(writer, ("element", e.Element), ("flow", e.Flow));
                Optional(writer, ("after", e.After), ("again", e.Again));
                return true;
            case TokenRested e:
                Numbers(writer, ("token", e.Token));
                Texts(writer, ("state", e.State.ToString()));
                return true;
            case TurnCame e:
                Numbers(writer, ("token", e.Token));
                return true;
            case ElementCompleted e:
                At(writer, e.Token, e.Element);
                Flags(writer, ("step", e.Step), ("frame", e.Frame));
                return true;
            case TokenJoined e:
                At(writer, e.Token, e.Element);
                return true;
            case TokenCancelled e:
                At(writer, e.Token, e.Element);
                return true;
            case VariablesWritten e:
                Numbers(writer, ("scope", e.Scope));
                Variables(writer, e.Variables);
                return true;
            default:
                return false;
        }
    }

    private static bool WriteTimer(Utf8JsonWriter writer, EngineEvent happened)
    {
        switch (happened)
        {
            case TimerSet e:
                Numbers(writer, ("timer", e.Timer), ("token", e.Token));
                Timer(writer, e.Element, e.DueAt, e.Left, e.Every, e.Since);
                return true;
            case ScopeTimerSet e:
                Numbers(writer, ("timer", e.Timer), ("scope", e.Scope));
                Timer(writer, e.Element, e.DueAt, e.Left, e.Every, e.Since);
                return true;
            case TimerFired e:
                Numbers(writer, ("timer", e.Timer));
                Texts(writer, ("element", e.Element));
                return true;
            case TimerDropped e:
                Numbers(writer, ("timer", e.Timer));
                return true;
            default:
                return false;
        }
    }

    private static bool WriteThrown(Utf8JsonWriter writer, EngineEvent happened)
    {
        switch (happened)
        {
            case MessageThrown e:
                Texts(writer, ("element", e.Element), ("name", e.Name));
                return true;
            case MessageCaught e:
                Texts(writer, ("element", e.Element), ("name", e.Name));
                return true;
            case SignalThrown e:
                Texts(writer, ("element", e.Element), ("name", e.Name));
                return true;
            case ErrorThrown e:
                Texts(writer, ("element", e.Element), ("code", e.Code), ("caughtBy", e.CaughtBy));
                return true;
            case EscalationThrown e:
                Texts(writer, ("element", e.Element), ("code", e.Code), ("caughtBy", e.CaughtBy));
                Optional(writer, ("by", e.By));
                return true;
            case DecisionMade e:
                Texts(writer, ("element", e.Element), ("decision", e.Decision));
                Names(writer, "rules", e.Rules);
                return true;
            case ConditionHeld e:
                Numbers(writer, ("owner", e.Owner));
                Texts(writer, ("element", e.Element));
                Flags(writer, ("again", e.Again));
                return true;
            case ConditionCleared e:
                Numbers(writer, ("owner", e.Owner));
                Texts(writer, ("element", e.Element));
                return true;
            default:
                return false;
        }
    }

    private static bool WriteLoop(Utf8JsonWriter writer, EngineEvent happened)
    {
        switch (happened)
        {
            case LoopBegun e:
                Numbers(writer, ("token", e.Token));
                Optional(writer, ("total", e.Total));
                writer.WritePropertyName("items");
                FeelJson.Write(writer, e.Items);
                return true;
            case LoopInstanceCompleted e:
                Numbers(writer, ("loop", e.Loop), ("counter", e.Counter), ("token", e.Token));
                return true;
            case LoopInstanceTerminated e:
                Numbers(writer, ("loop", e.Loop), ("counter", e.Counter));
                return true;
            case LoopInstanceRecalled e:
                Numbers(writer, ("loop", e.Loop), ("counter", e.Counter));
                return true;
            case LoopInstanceReopened e:
                Numbers(writer, ("loop", e.Loop), ("counter", e.Counter), ("token", e.Token));
                return true;
            case CompensationKept e:
                Numbers(writer, ("record", e.Record), ("scope", e.Scope));
                Texts(writer, ("element", e.Element));
                Optional(writer, ("from", e.From), ("token", e.Token), ("instance", e.Instance));
                return true;
            case CompensationHandedUp e:
                Numbers(writer, ("from", e.From), ("into", e.Into));
                return true;
            case CompensationBegun e:
                Numbers(writer, ("token", e.Token));
                List(writer, "records", e.Records);
                return true;
            case CompensationTaken e:
                Numbers(writer, ("token", e.Token), ("record", e.Record));
                Optional(writer, ("into", e.Into));
                return true;
            case CompensationEnded e:
                Numbers(writer, ("token", e.Token));
                return true;
            default:
                return false;
        }
    }

    private static bool WriteRest(Utf8JsonWriter writer, EngineEvent happened)
    {
        switch (happened)
        {
            case WorkBegun e:
                Numbers(writer, ("token", e.Token));
                Names(writer, "veto", e.Veto);
                Texts(writer, ("presiding", e.Presiding));
                return true;
            case WorkChanged e:
                Numbers(writer, ("token", e.Token));
                writer.WritePropertyName("change");
                WorkEventJson.Write(writer, e.Change);
                return true;
            case StepReturned e:
                At(writer, e.Token, e.Element);
                Texts(writer, ("to", e.To), ("reason", e.Reason));
                Numbers(writer, ("visit", e.Visit));
                return true;
            case StepWithdrawn e:
                Numbers(writer, ("visit", e.Visit));
                Texts(writer, ("element", e.Element));
                return true;
            case ScopesReopened e:
                Numbers(writer, ("visit", e.Visit), ("host", e.Host));
                return true;
            case CallsBound e:
                TextsByName(writer, "versions", e.Versions);
                return true;
            case InstanceMigrated e:
                Migrated(writer, e);
                return true;
            case EngineIncidentRaised e:
                Numbers(writer, ("incident", e.Incident), ("token", e.Token));
                Texts(writer, ("element", e.Element), ("code", e.Code), ("message", e.Message), ("phase", e.Phase.ToString()));
                return true;
            case EngineIncidentResolved e:
                Numbers(writer, ("incident", e.Incident));
                return true;
            case InstanceCompleted:
                return true;
            case InstanceTerminated e:
                Texts(writer, ("reason", e.Reason));
                return true;
            default:
                return false;
        }
    }

    private static void Migrated(Utf8JsonWriter writer, InstanceMigrated e)
    {
        Texts(writer, ("from", e.From), ("to", e.To), ("process", e.Process));
        writer.WriteStartObject("moved");
        foreach (var (called, ids) in e.Moved)
        {
            TextsByName(writer, called, ids);
        }

        writer.WriteEndObject();
        TextsByName(writer, "calls", e.Calls);
        writer.WriteStartObject("forgotten");
        foreach (var (called, steps) in e.Forgotten)
        {
            Names(writer, called, steps);
        }

        writer.WriteEndObject();
    }

    private static void TextsByName(Utf8JsonWriter writer, string name, ImmutableSortedDictionary<string, string> texts)
    {
        writer.WriteStartObject(name);
        foreach (var (key, text) in texts)
        {
            writer.WriteString(key, text);
        }

        writer.WriteEndObject();
    }
}
