using Microsoft.Extensions.Localization;
using WorkflowEnforcement.Enforcement;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Server.Resources;

namespace WorkflowEnforcement.Server.Deadlines;

/// <summary>Clocks and their sources in the words of the pages.</summary>
internal static class LawWords
{
    /// <summary>How sure we are of a source.</summary>
    public static string Tag(IStringLocalizer<Ui> words, Provenance provenance) => provenance switch
    {
        Provenance.Checked => words["TagChecked"],
        Provenance.CheckedSecondHand => words["TagSecondHand"],
        Provenance.Recalled => words["TagRecalled"],
        _ => words["TagDefault"],
    };

    /// <summary>The look of its badge.</summary>
    public static string Look(Provenance provenance) => provenance switch
    {
        Provenance.Checked => "pill-served",
        Provenance.CheckedSecondHand => "pill-issued",
        Provenance.Recalled => "pill-draft",
        _ => string.Empty,
    };

    /// <summary>How long a clock runs, for example 20 个工作日.</summary>
    public static string Length(IStringLocalizer<Ui> words, ClockRule rule) => rule switch
    {
        { FixedDate: { } date } => words["LengthDate", date.Month, date.Day],
        { Length: 0 } => words["LengthSameDay"],
        { Method: ClockMethod.Before } => words["LengthBefore", Units(words, rule.Length, rule.Unit)],
        { OrNextWorkingDay: true } => words["LengthOrNext", Units(words, rule.Length, rule.Unit)],
        _ => Units(words, rule.Length, rule.Unit),
    };

    /// <summary>A number of units.</summary>
    public static string Units(IStringLocalizer<Ui> words, int length, ClockUnit unit) => unit switch
    {
        ClockUnit.WorkingDays => words["UnitWorkingDays", length],
        ClockUnit.NaturalDays => words["UnitNaturalDays", length],
        ClockUnit.Months => words["UnitMonths", length],
        ClockUnit.Years => words["UnitYears", length],
        _ => words["UnitHours", length],
    };
}
