using System.Collections.Immutable;
using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>The state of a process instance as JSON, small enough to be saved at every step. The events stay the truth: a state that cannot be read is made anew from them.</summary>
public static partial class ProcessInstanceJson
{
    /// <summary>Version of the form; another one is not read.</summary>
    public const int Form = 1;

    /// <summary>Writes a state as one object. Rows are arrays, whose places are those of the records' members; what is empty is left out.</summary>
    public static void Write(Utf8JsonWriter writer, ProcessInstance state)
    {
        writer.WriteStartObject();
        writer.WriteNumber("v", Form);
        writer.WriteNumber("s", (int)state.Status);
        writer.WriteNumber("n", state.NextId);
        Rows(writer, "t", state.Tokens.Values, WriteToken);
        Rows(writer, "o", state.Scopes.Values, WriteScope);
        Rows(writer, "d", state.Timers.Values, WriteTimer);
        Rows(writer, "i", state.Incidents.Values, WriteIncident);
        Rows(writer, "l", state.Loops.Values, WriteLoop);
        Rows(writer, "w", state.Work.Values, WriteWork);
        Rows(writer, "c", state.Compensations.Values, WriteRecord);
        Rows(writer, "u", state.Compensating.Values, WriteCompensating);
        Rows(writer, "h", state.Held, WriteHeld);
        Rows(writer, "b", state.Calls, WriteCall);
        Numbers(writer, "f", state.Fresh);
        Rows(writer, "k", state.Kept.Values, WriteKept);
        writer.WriteEndObject();
    }

    private static void Rows<T>(Utf8JsonWriter writer, string name, IEnumerable<T> rows, Action<Utf8JsonWriter, T> write)
    {
        var begun = false;
        foreach (var row in rows)
        {
            if (!begun)
            {
                writer.WriteStartArray(name);
                begun = true;
            }

            writer.WriteStartArray();
            write(writer, row);
            writer.WriteEndArray();
        }

        if (begun)
        {
            writer.WriteEndArray();
        }
    }

    private static void Numbers(Utf8JsonWriter writer, string name, ImmutableSortedSet<long> numbers)
    {
        if (numbers.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private static void WriteToken(Utf8JsonWriter writer, Token token)
    {
        writer.WriteNumberValue(token.Id);
        writer.WriteNumberValue(token.Scope);
        writer.WriteStringValue(token.Element);
        writer.WriteStringValue(token.Flow);
        writer.WriteNumberValue((int)token.State);
        foreach (var step in token.Trail.Steps)
        {
            writer.WriteStringValue(step.Element);
            writer.WriteNumberValue(step.Visit);
        }
    }

    private static void WriteScope(Utf8JsonWriter writer, ScopeInstance scope)
    {
        writer.WriteNumberValue(scope.Id);
        writer.WriteStringValue(scope.Element);
        writer.WriteNumberValue(scope.Host ?? 0);
        FeelJson.WriteEntries(writer, scope.Variables);
        if (scope.Counter is not null || scope.Definition is not null)
        {
            writer.WriteNumberValue(scope.Counter ?? 0);
            writer.WriteStringValue(scope.Definition);
        }
    }

    private static void WriteTimer(Utf8JsonWriter writer, TimerSubscription timer)
    {
        writer.WriteNumberValue(timer.Id);
        writer.WriteNumberValue(timer.Token);
        writer.WriteNumberValue(timer.Scope);
        writer.WriteStringValue(timer.Element);
        writer.WriteStringValue(IsoText.Write(timer.DueAt));
        writer.WriteNumberValue(timer.Left);
        writer.WriteStringValue(timer.Every);
        if (timer.Since is { } start)
        {
            writer.WriteStringValue(IsoText.Write(start));
        }
    }

    private static void WriteIncident(Utf8JsonWriter writer, EngineIncident incident)
    {
        writer.WriteNumberValue(incident.Id);
        writer.WriteNumberValue(incident.Token);
        writer.WriteStringValue(incident.Element);
        writer.WriteStringValue(incident.Code);
        writer.WriteStringValue(incident.Message);
        writer.WriteNumberValue((int)incident.Phase);
    }

    private static void WriteLoop(Utf8JsonWriter writer, LoopInstance loop)
    {
        writer.WriteNumberValue(loop.Token);
        writer.WriteNumberValue(loop.Total ?? -1);
        FeelJson.Write(writer, loop.Items);
        writer.WriteNumberValue(loop.Started);
        writer.WriteNumberValue(loop.Completed);
        writer.WriteNumberValue(loop.Terminated);
        foreach (var (token, counter) in loop.Done)
        {
            writer.WriteNumberValue(token);
            writer.WriteNumberValue(counter);
        }
    }

    private static void WriteWork(Utf8JsonWriter writer, OpenWork work)
    {
        writer.WriteNumberValue(work.Token);
        WorkItemJson.Write(writer, work.Item);
        writer.WriteStringValue(work.Presiding);
        foreach (var person in work.Veto)
        {
            writer.WriteStringValue(person);
        }
    }

    private static void WriteRecord(Utf8JsonWriter writer, CompensationRecord record)
    {
        writer.WriteNumberValue(record.Id);
        writer.WriteNumberValue(record.Scope);
        writer.WriteStringValue(record.Element);
        FeelJson.WriteEntries(writer, record.Variables);
        if (record.Visit != 0)
        {
            writer.WriteNumberValue(record.Returned ? -record.Visit : record.Visit);
        }

        foreach (var inner in record.Inner)
        {
            writer.WriteStartArray();
            WriteRecord(writer, inner);
            writer.WriteEndArray();
        }
    }

    private static void WriteCompensating(Utf8JsonWriter writer, Compensating work)
    {
        writer.WriteNumberValue(work.Token);
        foreach (var record in work.Records)
        {
            writer.WriteNumberValue(record);
        }
    }

    private static void WriteKept(Utf8JsonWriter writer, KeptStep kept)
    {
        writer.WriteNumberValue(kept.Host);
        writer.WriteStartArray();
        WriteToken(writer, kept.Step);
        writer.WriteEndArray();
        Write(writer, kept.Within);
    }

    private static void WriteHeld(Utf8JsonWriter writer, HeldCondition held)
    {
        writer.WriteNumberValue(held.Owner);
        writer.WriteStringValue(held.Element);
    }

    private static void WriteCall(Utf8JsonWriter writer, KeyValuePair<string, string> call)
    {
        writer.WriteStringValue(call.Key);
        writer.WriteStringValue(call.Value);
    }
}
