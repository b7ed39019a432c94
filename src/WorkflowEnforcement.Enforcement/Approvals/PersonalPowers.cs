using System.Collections.Immutable;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>A power that must be used in person: nobody acts in it by proxy.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Name">Its name as shown.</param>
/// <param name="Source">The law that asks for the person.</param>
public sealed record PersonalPower(string Id, string Name, LegalSource Source)
{
    /// <summary>The parameter that says whether it must be used in person; empty where the law says so.</summary>
    public string Parameter { get; init; } = string.Empty;

    /// <summary>Kinds of procedure to which it is limited; empty for all.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Roles one of which the step is for; empty for all steps.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Outcomes by which it is used; empty for all.</summary>
    public ImmutableArray<string> Outcomes { get; init; } = [];

    /// <summary>Documents by whose making it is used; empty where no document tells it.</summary>
    public ImmutableArray<string> Documents { get; init; } = [];

    /// <summary>True for the votes of a ballot.</summary>
    public bool Ballot { get; init; }

    /// <summary>True for acts that two officers do together.</summary>
    public bool TwoOfficers { get; init; }
}

/// <summary>The powers that must be used in person, as data with their sources.</summary>
public static class PersonalPowers
{
    /// <summary>The powers this version of the program carries.</summary>
    public static ImmutableArray<PersonalPower> Official { get; } = Read(LawData.Embedded("Approvals.personal-powers.json"));

    /// <summary>The powers that must be used in person on a day.</summary>
    public static ImmutableArray<PersonalPower> On(RegisterBook registers, DateOnly day) =>
        [.. Official.Where(power => power.Parameter.Length == 0 || registers.Threshold(power.Parameter, day).IsOn)];

    /// <summary>The power that would be used by finishing a step with an outcome; null where a proxy may do it.</summary>
    public static PersonalPower? Of(ImmutableArray<PersonalPower> powers, ProcedureDefinition procedure, StepDefinition step, string outcome) =>
        outcome == CaseWords.Return ? null : powers.FirstOrDefault(power => IsUsed(power, procedure, step, outcome));

    /// <summary>The power without which a step cannot be finished at all; null where some outcome is left to a proxy.</summary>
    public static PersonalPower? Of(ImmutableArray<PersonalPower> powers, ProcedureDefinition procedure, StepDefinition step)
    {
        var used = step.Outcomes.Where(outcome => outcome.Key != CaseWords.Return).Select(outcome => Of(powers, procedure, step, outcome.Key)).ToList();
        return used.Contains(null) ? null : used.FirstOrDefault();
    }

    /// <summary>Reads powers in the form of <c>personal-powers.json</c>.</summary>
    /// <exception cref="FormatException">A member is missing or not of its kind.</exception>
    public static ImmutableArray<PersonalPower> Read(ReadOnlySpan<byte> utf8Json) =>
        [.. LawData.Member(LawData.Parse(utf8Json), "powers", JsonValueKind.Array).EnumerateArray().Select(Read)];

    private static PersonalPower Read(JsonElement json) => new(
        LawData.Text(json, "id"), LawData.Text(json, "name"), new LegalSource(LawData.Text(json, "law"), LawData.Text(json, "article"), LawData.Tag(json, "tag")))
    {
        Parameter = LawData.OptionalText(json, "parameter"),
        Kinds = Texts(json, "kinds"),
        Roles = Texts(json, "roles"),
        Outcomes = Texts(json, "outcomes"),
        Documents = Texts(json, "documents"),
        Ballot = json.TryGetProperty("ballot", out var ballot) && ballot.GetBoolean(),
        TwoOfficers = json.TryGetProperty("twoOfficers", out var two) && two.GetBoolean(),
    };

    private static ImmutableArray<string> Texts(JsonElement json, string name) =>
        [.. LawData.Items(json, name).Select(item => item.GetString() ?? throw new FormatException($"Expected texts in {name}"))];

    private static bool IsUsed(PersonalPower power, ProcedureDefinition procedure, StepDefinition step, string outcome) =>
        Among(power.Kinds, procedure.Kind)
        && (power.Roles.IsEmpty || step.Assignment!.Roles.Any(power.Roles.Contains))
        && Among(power.Outcomes, outcome)
        && (power.Documents.IsEmpty || step.Documents.Any(made => power.Documents.Contains(made.Code) && Among(made.Outcomes, outcome)))
        && (!power.Ballot || procedure.NodeAt(step.Id) is UserTask { Signing.Rule.Mode: SigningMode.Ratio })
        && (!power.TwoOfficers || TakesTwo(step));

    private static bool TakesTwo(StepDefinition step) =>
        step.Assignment!.Roles.Contains(Cases.Roles.Officer) && (step.Assignment.People >= 2 || step.Documents.Any(document => document.ProvesService));

    private static bool Among(ImmutableArray<string> limit, string value) => limit.IsEmpty || limit.Contains(value);
}
