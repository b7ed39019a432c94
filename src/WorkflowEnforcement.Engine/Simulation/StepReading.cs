using System.Collections.Frozen;
using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Simulation;

/// <summary>Reads one step of a script.</summary>
internal static class StepReading
{
    private const string Named = "complete, message, signal, error, escalation, advance or set";
    private static readonly FrozenSet<string> Kinds = FrozenSet.Create(StringComparer.Ordinal, "complete", "message", "signal", "error", "escalation", "advance", "set");

    /// <summary>Reads a step.</summary>
    /// <exception cref="FormatException">It is not in the form.</exception>
    public static ScriptStep Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"Expected an object with one of {Named}, but found {json.GetRawText()}");
        }

        var kinds = json.EnumerateObject().Select(PlainJson.Name).Where(Kinds.Contains).ToList();
        return kinds switch
        {
            ["complete"] => Complete(json),
            ["message"] => new MessageStep(Text(json, "message", "the name of a message"), Variables(json, "message", "variables")),
            ["signal"] => new SignalStep(Text(json, "signal", "the name of a signal"), Variables(json, "signal", "variables")),
            ["error"] => Thrown(json, "error", (element, code) => new ErrorStep(element, code)),
            ["escalation"] => Thrown(json, "escalation", (element, code) => new EscalationStep(element, code)),
            ["advance"] => Advance(json),
            ["set"] => Set(json),
            [] => throw new FormatException($"Expected one of {Named}, but found {json.GetRawText()}"),
            _ => throw new FormatException($"Expected only one of {Named}, but found {string.Join(" and ", kinds)}"),
        };
    }

    private static CompleteStep Complete(JsonElement json)
    {
        Only(json, "complete", "variables", "instance");
        int? instance = null;
        if (json.TryGetProperty("instance", out var given))
        {
            instance = given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var number) && number >= 0
                ? number
                : throw new FormatException($"Expected instance to be a whole number from 0, but found {given.GetRawText()}");
        }

        return new CompleteStep(Text(json, "complete", "the id of an element"), ScriptReader.Variables(json, "variables"), instance);
    }

    private static ScriptStep Thrown(JsonElement json, string kind, Func<string, string, ScriptStep> made)
    {
        Only(json, kind);
        var thrown = json.GetProperty(kind);
        if (thrown.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"Expected {kind} to be an object with element and code, but found {thrown.GetRawText()}");
        }

        Only(thrown, "element", "code");
        return made(Text(thrown, "element", "the id of an element"), Text(thrown, "code", "a text"));
    }

    private static AdvanceStep Advance(JsonElement json)
    {
        Only(json, "advance");
        var text = Text(json, "advance", "a duration like P3D");
        return IsoDuration.Read(text) is { Months: >= 0, Time.Ticks: >= 0 }
            ? new AdvanceStep(text)
            : throw new FormatException($"Expected advance to be a duration like P3D or PT1H30M, but found '{text}'");
    }

    private static SetStep Set(JsonElement json)
    {
        Only(json, "set");
        return new SetStep(ScriptReader.Variables(json, "set"));
    }

    private static FeelContext Variables(JsonElement json, params string[] allowed)
    {
        Only(json, allowed);
        return ScriptReader.Variables(json, "variables");
    }

    private static string Text(JsonElement json, string name, string what) =>
        json.TryGetProperty(name, out var given) && given.ValueKind == JsonValueKind.String
            ? PlainJson.Text(given)
            : throw new FormatException($"Expected {name} to be {what}, but found {(given.ValueKind == JsonValueKind.Undefined ? "none" : given.GetRawText())}");

    private static void Only(JsonElement json, params string[] allowed)
    {
        foreach (var name in json.EnumerateObject().Select(PlainJson.Name).Where(name => !allowed.Contains(name)))
        {
            throw new FormatException($"Expected {string.Join(", ", allowed)} and no more, but found {name}");
        }
    }
}
