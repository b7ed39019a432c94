using System.Diagnostics;

namespace WorkflowEnforcement.Enforcement.Deadlines;

/// <summary>What happened to a clock since it started.</summary>
/// <param name="Extended">True once it was extended.</param>
/// <param name="Excluded">Spans that stood still, both ends among them.</param>
public sealed record ClockStanding(bool Extended, IReadOnlyList<ExcludedSpan> Excluded)
{
    /// <summary>Natural days that the leaders granted beyond, when they discussed it together; 0 for none.</summary>
    public int AgreedDays { get; init; }

    internal ClockRule Of(ClockRule rule) => AgreedDays == 0 ? rule : rule with { Length = rule.Length + AgreedDays };
}

/// <summary>Counts clocks that already ran for a while.</summary>
public static partial class DeadlineCalculator
{
    /// <summary>The last day of a clock with what was granted and what stood still, as both were found lawful when they happened.</summary>
    /// <remarks>Spans are not examined anew: another calendar must not make unlawful what was lawful.</remarks>
    /// <exception cref="ArgumentException">The clock is counted in hours, or it was extended and the wording knows no extension.</exception>
    public static Deadline Recount(ClockRule rule, DateOnly start, ClockStanding standing, HolidayCalendar calendar)
    {
        RequireDates(rule);
        rule = standing.Of(rule);
        if (standing.Extended && rule.Extension is null)
        {
            throw new ArgumentException($"Expected {rule.Id} to be a clock that may be extended, but it is not", nameof(standing));
        }

        return rule.Method == ClockMethod.Before
            ? CountBack(rule, start, calendar)
            : Finish(rule, start, CountPlain(rule, start, rule.Length + (standing.Extended ? rule.Extension!.Length : 0), [.. standing.Excluded], calendar), calendar);
    }

    /// <summary>Says why a clock may not stand still from a day on.</summary>
    /// <returns>Null where it may; else the refusal of <see cref="Compute(ClockRule, DateOnly, HolidayCalendar, bool, IReadOnlyList{ExcludedSpan})"/>.</returns>
    public static DeadlineOutcome.Refused? WhyNotSuspend(ClockRule rule, DateOnly start, ClockStanding standing, ExcludedSpan span, HolidayCalendar calendar) =>
        Compute(standing.Of(rule), start, calendar, standing.Extended, [.. standing.Excluded, span]) switch
        {
            DeadlineOutcome.Refused refused => refused,
            DeadlineOutcome.Computed => null,
            var other => throw new UnreachableException($"{other.GetType().Name} is no answer about a period"),
        };
}
