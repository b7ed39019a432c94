using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Documents;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>The number registers as events fill them.</summary>
internal static class GivenNumbers
{
    private static readonly DocumentNumberFormat Format = new(TestBureau.Setting.AgencyWord);

    /// <summary>The register after an event; a number that was given before stays.</summary>
    public static NumberRegister Keep(NumberRegister register, CaseEvent happened) =>
        NumberOf(happened) is { } number
            ? new NumberRegister(register.Last.SetItem((number.Kind, number.Year), Math.Max(number.Sequence, register.Last.GetValueOrDefault((number.Kind, number.Year)))))
            : register;

    /// <summary>The number that an event gives, or null.</summary>
    public static DocumentNumber? NumberOf(CaseEvent happened) => happened switch
    {
        CaseOpened e => Format.Parse(e.ClueNumber),
        CaseFiled e => Format.Parse(e.Number),
        DocumentRequested { Number.Length: > 0 } e => Format.Parse(e.Number),
        _ => null,
    };
}
