using System.Collections.Immutable;
using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Reading;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Simulation;

/// <summary>What reading a script gave: the script, or every fault that was found.</summary>
/// <param name="Script">The script; null when there is a fault.</param>
/// <param name="Faults">All faults, in the order of the script; empty when it is sound.</param>
public sealed record ScriptResult(SimulationScript? Script, ImmutableArray<ModelFault> Faults);

/// <summary>Reads simulation scripts strictly: whatever is not in the form is a fault that names its step.</summary>
public static class ScriptReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a script.</summary>
    /// <param name="utf8">JSON in UTF-8; a byte order mark is passed over.</param>
    /// <returns>The script or the faults; this method does not throw for bad input.</returns>
    public static ScriptResult Read(ReadOnlyMemory<byte> utf8)
    {
        var faults = ImmutableArray.CreateBuilder<ModelFault>();
        try
        {
            using var document = JsonDocument.Parse(utf8.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? utf8[3..] : utf8, Strict);
            var script = Read(document.RootElement, faults);
            return faults.Count > 0 ? new ScriptResult(null, faults.ToImmutable()) : new ScriptResult(script, []);
        }
        catch (JsonException fault)
        {
            return new ScriptResult(null, [new ModelFault("script.no-json", null, (int)(fault.LineNumber ?? 0) + 1, $"Expected a script in JSON, but {fault.Message}")]);
        }
    }

    private static SimulationScript? Read(JsonElement root, ImmutableArray<ModelFault>.Builder faults)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add(Fault("script.form", "the script", "an object with now, variables, hold and steps", root));
            return null;
        }

        foreach (var member in root.EnumerateObject().Where(member => member.Name is not ("now" or "variables" or "hold" or "steps")))
        {
            faults.Add(new ModelFault("script.form", null, 0, $"Expected the script to hold now, variables, hold and steps, but found {member.Name}"));
        }

        var now = Part(faults, () => Now(root));
        var variables = Part(faults, () => Variables(root, "variables"));
        var hold = Part(faults, () => Hold(root));
        var steps = Steps(root, faults);
        return faults.Count > 0 ? null : new SimulationScript(now, variables!, hold!, steps);
    }

    private static ImmutableArray<ScriptStep> Steps(JsonElement root, ImmutableArray<ModelFault>.Builder faults)
    {
        if (!root.TryGetProperty("steps", out var given))
        {
            return [];
        }

        if (given.ValueKind != JsonValueKind.Array)
        {
            faults.Add(Fault("script.form", "steps", "a list", given));
            return [];
        }

        var steps = ImmutableArray.CreateBuilder<ScriptStep>(given.GetArrayLength());
        foreach (var (index, json) in given.EnumerateArray().Index())
        {
            try
            {
                steps.Add(StepReading.Read(json));
            }
            catch (FormatException fault)
            {
                faults.Add(new ModelFault("script.step", null, 0, $"Step {index}: {fault.Message}"));
            }
        }

        return steps.ToImmutable();
    }

    private static T? Part<T>(ImmutableArray<ModelFault>.Builder faults, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException fault)
        {
            faults.Add(new ModelFault("script.form", null, 0, fault.Message));
            return default;
        }
    }

    private static DateTimeOffset Now(JsonElement root)
    {
        var text = root.TryGetProperty("now", out var given) && given.ValueKind == JsonValueKind.String ? PlainJson.Text(given) : null;
        var (east, west) = text is null ? (null, null) : (IsoText.Moment(text, TimeSpan.FromHours(1)), IsoText.Moment(text, TimeSpan.FromHours(-1)));

        // A text without an offset would be another moment at another place.
        return east is { } moment && east == west
            ? moment
            : throw new FormatException($"Expected now to be a moment with offset like 2026-03-02T09:00:00+08:00, but found {(text is null ? "none" : $"'{text}'")}");
    }

    private static ImmutableSortedSet<string> Hold(JsonElement root)
    {
        if (!root.TryGetProperty("hold", out var given))
        {
            return ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
        }

        return given.ValueKind == JsonValueKind.Array && given.EnumerateArray().All(id => id.ValueKind == JsonValueKind.String)
            ? given.EnumerateArray().Select(PlainJson.Text).ToImmutableSortedSet(StringComparer.Ordinal)
            : throw new FormatException($"Expected hold to be a list of element ids, but found {given.GetRawText()}");
    }

    /// <summary>Named values that the engine can keep.</summary>
    internal static FeelContext Variables(JsonElement holder, string name)
    {
        var read = holder.TryGetProperty(name, out var given) ? PlainJson.ReadContext(given) : FeelContext.Empty;
        return VariableRules.Check(read) is { } refused ? throw new FormatException(refused.Message) : read;
    }

    private static ModelFault Fault(string code, string what, string expected, JsonElement found) =>
        new(code, null, 0, $"Expected {what} to be {expected}, but found {found.ValueKind.ToString().ToLowerInvariant()}");
}
