using System.Diagnostics.CodeAnalysis;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>When a timer is due, as drawn: a moment, a length of time, a cycle, or an expression that gives one of them.</summary>
/// <param name="Text">The text as drawn, trimmed.</param>
public abstract record TimerDefinition(string Text)
{
    /// <summary>Works out when the timer is due, and how often after that.</summary>
    /// <param name="surroundings">Names an expression may read, and the moment counted from.</param>
    /// <param name="plan">The moments, at the offset of the command where the text names none.</param>
    /// <param name="fault">Code and sentence where there is no such moment.</param>
    internal bool TryPlan(FeelSurroundings surroundings, out TimerPlan plan, [NotNullWhen(false)] out FeelFailure? fault)
    {
        var found = Plan(surroundings, out fault);
        plan = found ?? default;
        fault = found is null ? fault ?? new FeelFailure("timer.out-of-range", $"Expected timer '{Text}' to be due before the year 10000, but it is not") : null;
        return found is not null;
    }

    private protected abstract TimerPlan? Plan(FeelSurroundings surroundings, out FeelFailure? fault);
}

/// <summary>When a timer is due.</summary>
/// <param name="DueAt">The first moment.</param>
/// <param name="Left">How often it is due again after that; -1 for ever.</param>
/// <param name="Every">Length of time between two moments, ISO 8601; null where there is one moment only.</param>
/// <param name="Since">The moment from which the months of a cycle are counted; null where each time is counted from the last.</param>
internal readonly record struct TimerPlan(DateTimeOffset DueAt, int Left, string? Every, DateTimeOffset? Since = null)
{
    public static TimerPlan? Once(DateTimeOffset? dueAt) => dueAt is { } due ? new TimerPlan(due, 0, null) : null;

    /// <summary>A moment some time after another; a null reference beyond the calendar.</summary>
    public static DateTimeOffset? After(DateTimeOffset from, int months, TimeSpan time)
    {
        try
        {
            return from.AddMonths(months) + time;
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The moment after this one; a null reference where it was the last.</summary>
    public static DateTimeOffset? Next(DateTimeOffset last, int left, string? every, DateTimeOffset? since)
    {
        if (left == 0 || every is null || IsoDuration.Read(every) is not { } step)
        {
            return null;
        }

        return since is { } start ? NextSince(start, last, step) : After(last, step.Months, step.Time);
    }

    // The last day of a month has no fixed distance to the next one, so each moment is counted from the start: 31 January, 28 February, 31 March.
    private static DateTimeOffset? NextSince(DateTimeOffset start, DateTimeOffset last, IsoDuration step)
    {
        for (var times = 1; ; times++)
        {
            var moment = After(start, times * step.Months, times * step.Time);
            if (moment is null || moment > last)
            {
                return moment;
            }
        }
    }
}

/// <summary>A moment written as ISO 8601; a date means its midnight, and what names no offset is local.</summary>
public sealed record TimerDate(string Text) : TimerDefinition(Text)
{
    internal static DateTimeOffset? At(string text, TimeSpan offset) =>
        IsoText.Date(text) is { } date ? IsoText.Midnight(date, offset) : IsoText.Moment(text, offset);

    private protected override TimerPlan? Plan(FeelSurroundings surroundings, out FeelFailure? fault)
    {
        fault = null;
        return TimerPlan.Once(At(Text, surroundings.Now.Offset));
    }
}

/// <summary>A length of time written as ISO 8601, counted from the entering.</summary>
public sealed record TimerDuration(string Text) : TimerDefinition(Text)
{
    private protected override TimerPlan? Plan(FeelSurroundings surroundings, out FeelFailure? fault)
    {
        fault = null;
        return IsoDuration.Read(Text) is { } length ? TimerPlan.Once(TimerPlan.After(surroundings.Now, length.Months, length.Time)) : null;
    }
}

/// <summary>A cycle written as ISO 8601: <c>R3/PT10M</c> is due three times, every ten minutes; <c>R/P1D</c> for ever; a moment between the two is the first.</summary>
public sealed record TimerCycle(string Text) : TimerDefinition(Text)
{
    /// <summary>Whether the text is a cycle of at least one time and some length.</summary>
    internal static bool IsCycle(string text) => Read(text) is not null;

    internal static TimerPlan? PlanOf(string text, DateTimeOffset now)
    {
        if (Read(text) is not var (times, first, every) || IsoDuration.Read(every) is not { } step)
        {
            return null;
        }

        var start = first is null ? now : TimerDate.At(first, now.Offset);
        var due = first is null ? TimerPlan.After(now, step.Months, step.Time) : start;
        return due is { } at ? new TimerPlan(at, times < 0 ? -1 : times - 1, every, step.Months > 0 ? start : null) : null;
    }

    private protected override TimerPlan? Plan(FeelSurroundings surroundings, out FeelFailure? fault)
    {
        fault = null;
        return PlanOf(Text, surroundings.Now);
    }

    private static (int Times, string? First, string Every)? Read(string text)
    {
        var parts = text.Split('/');
        var times = parts[0] == "R" ? -1 : parts[0].StartsWith('R') && int.TryParse(parts[0].AsSpan(1), System.Globalization.NumberStyles.None, null, out var n) ? n : 0;
        var first = parts.Length == 3 ? parts[1] : null;
        var good = times != 0
            && parts.Length is 2 or 3
            && (first is null || TimerDate.At(first, TimeSpan.Zero) is not null)
            && IsoDuration.Read(parts[^1]) is { Months: >= 0, Time.Ticks: >= 0 } step
            && (step.Months > 0 || step.Time > TimeSpan.Zero);
        return good ? (times, first, parts[^1]) : null;
    }
}

/// <summary>An expression whose value is a date, a moment, a duration, or a text of one of them or of a cycle.</summary>
public sealed record TimerExpression(string Text, FeelExpression Expression) : TimerDefinition(Text)
{
    private protected override TimerPlan? Plan(FeelSurroundings surroundings, out FeelFailure? fault)
    {
        var (value, failure) = Expression.Evaluate(surroundings);
        var now = surroundings.Now;
        fault = failure;
        switch (value)
        {
            case FeelDate date:
                return TimerPlan.Once(IsoText.Midnight(date.Value, now.Offset));
            case FeelDateTime moment:
                return TimerPlan.Once(moment.Value);
            case FeelDuration duration:
                return TimerPlan.Once(TimerPlan.After(now, 0, duration.Value));
            case FeelMonths months:
                return TimerPlan.Once(TimerPlan.After(now, months.Value, TimeSpan.Zero));
            case FeelText text when OfText(text.Value, now) is { } plan:
                return plan;
            default:
                fault ??= new FeelFailure("timer.invalid", $"Expected timer '{Text}' to give a date, a moment, a duration or a cycle, but it gave {Kind(value)}");
                return null;
        }
    }

    private static TimerPlan? OfText(string text, DateTimeOffset now) =>
        TimerCycle.PlanOf(text, now)
        ?? TimerPlan.Once(TimerDate.At(text, now.Offset))
        ?? (IsoDuration.Read(text) is { } length ? TimerPlan.Once(TimerPlan.After(now, length.Months, length.Time)) : null);

    private static string Kind(FeelValue value) => value is FeelNull ? "null" : $"a {value.GetType().Name[4..].ToLowerInvariant()}";
}
