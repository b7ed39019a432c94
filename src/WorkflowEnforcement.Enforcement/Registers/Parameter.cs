using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Registers;

/// <summary>What the value of a parameter is.</summary>
public enum ParameterForm
{
    /// <summary>A number or an amount of yuan, at most two decimals.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>1 for yes, 0 for no.</summary>
    Switch,

    /// <summary>A minute of the day like 22:00.</summary>
    Time,

    /// <summary>One of the choices.</summary>
    Choice,
}

/// <summary>What may be entered as the value of an entry of the register of parameters. The rules know each of them by its id.</summary>
/// <param name="Id">Key of the entry.</param>
/// <param name="Form">What its value is.</param>
/// <param name="Min">Least number, itself allowed.</param>
/// <param name="Max">Highest number, itself allowed; null for none.</param>
/// <param name="Choices">The choices, where it is one.</param>
public sealed record Parameter(string Id, ParameterForm Form, decimal Min, decimal? Max, ImmutableArray<FactChoice> Choices)
{
    private static readonly ImmutableArray<FactChoice> YesOrNo = [new("1", "是"), new("0", "否")];

    /// <summary>All parameters by id.</summary>
    public static FrozenDictionary<string, Parameter> All { get; } =
        LawData.Parse(LawData.Embedded("Registers.thresholds.json")).EnumerateArray().Select(Read).ToFrozenDictionary(parameter => parameter.Id, StringComparer.Ordinal);

    /// <summary>What may be chosen; empty where the value is typed.</summary>
    public ImmutableArray<FactChoice> Options => Form == ParameterForm.Switch ? YesOrNo : Choices;

    /// <summary>How a value is typed, in words; empty where it is chosen.</summary>
    public string Help => Form switch
    {
        ParameterForm.Time => "写成22:00的形式。",
        ParameterForm.Whole => $"整数{Bounds}。",
        ParameterForm.Number when Bounds.Length > 0 => $"{Bounds[1..]}。",
        _ => string.Empty,
    };

    private string Bounds => (Min, Max) switch
    {
        (0, null) => string.Empty,
        (_, null) => $"，不少于{Min:0.##}",
        _ => $"，{Min:0.##}至{Max:0.##}",
    };

    /// <summary>The value as it is kept.</summary>
    /// <param name="typed">As typed, not empty.</param>
    /// <param name="number">The typed text as a number; null where it is none.</param>
    /// <returns>Null where it cannot be the value of this parameter.</returns>
    public string? Keep(string typed, decimal? number) => Form switch
    {
        ParameterForm.Time => TimeOnly.TryParseExact(typed, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? typed : null,
        ParameterForm.Choice or ParameterForm.Switch => Options.FirstOrDefault(choice => choice.Value == typed || choice.Label == typed)?.Value,
        _ => number >= Min && number <= (Max ?? decimal.MaxValue) && number == decimal.Round(number.Value, Form == ParameterForm.Whole ? 0 : 2)
            ? number.Value.ToString("0.##", CultureInfo.InvariantCulture)
            : null,
    };

    /// <summary>A value in words.</summary>
    public string Show(string value) =>
        Options.FirstOrDefault(choice => choice.Value == value)?.Label
        ?? (Form != ParameterForm.Time && decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("#,0.##", CultureInfo.InvariantCulture)
            : value);

    private static Parameter Read(JsonElement json) => new(
        LawData.Text(json, "id"),
        Enum.Parse<ParameterForm>(LawData.Text(json, "form"), ignoreCase: true),
        LawData.OptionalAmount(json, "min") ?? 0,
        LawData.OptionalAmount(json, "max"),
        [.. LawData.Items(json, "choices").Select(choice => new FactChoice(LawData.Text(choice, "value"), LawData.Text(choice, "label")))]);
}
