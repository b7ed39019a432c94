using System.Collections.Immutable;
using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Simulation;

/// <summary>How a process stands after a script.</summary>
public enum SimulationStatus
{
    /// <summary>It waits for something, be it for its start.</summary>
    Waiting,

    /// <summary>The last token reached an end.</summary>
    Completed,

    /// <summary>A terminate end event of the process was reached.</summary>
    Terminated,

    /// <summary>It stands still by a fault, if only in one place.</summary>
    Incident,
}

/// <summary>A step that could not be taken and changed nothing.</summary>
/// <param name="Index">Which step, from 0.</param>
/// <param name="Code">Stable code, for example <c>element.not-active</c>.</param>
/// <param name="Message">A sentence: what was expected and what was found.</param>
public sealed record RefusedStep(int Index, string Code, string Message);

/// <summary>What became of a script.</summary>
public sealed class SimulationAnswer
{
    /// <summary>How the process stands.</summary>
    public required SimulationStatus Status { get; init; }

    /// <summary>Elements at which a token waits, in ordinal order, one entry for each token: tasks, catch events and event gateways.</summary>
    public required ImmutableArray<string> Active { get; init; }

    /// <summary>Variables of the process.</summary>
    public required FeelContext Variables { get; init; }

    /// <summary>Steps that were refused.</summary>
    public required ImmutableArray<RefusedStep> Refused { get; init; }

    /// <summary>All that happened.</summary>
    public required ImmutableArray<EngineEvent> Events { get; init; }

    /// <summary>Elements in order of completion.</summary>
    public IEnumerable<string> Trace => ProcessTrace.Of(Events);

    /// <summary>Writes the answer as one object of <c>status</c>, <c>active</c>, <c>trace</c>, <c>variables</c>, <c>refused</c> and <c>events</c>.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("status", Status.ToString().ToLowerInvariant());
        WriteTexts(writer, "active", Active);
        WriteTexts(writer, "trace", Trace);
        writer.WritePropertyName("variables");
        PlainJson.Write(writer, Variables);
        writer.WriteStartArray("refused");
        foreach (var refused in Refused)
        {
            writer.WriteStartObject();
            writer.WriteNumber("index", refused.Index);
            writer.WriteString("code", refused.Code);
            writer.WriteString("message", refused.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("events");
        foreach (var happened in Events)
        {
            EngineEventJson.Write(writer, happened);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
