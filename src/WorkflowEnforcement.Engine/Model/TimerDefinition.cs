using System.Diagnostics.CodeAnalysis;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>When a timer is due, as drawn: a moment, a length of time, or an expression that gives either.</summary>
/// <param name="Text">The text as drawn, trimmed.</param>
public abstract record TimerDefinition(string Text)
{
    private protected static DateTimeOffset? Shifted(DateTimeOffset from, int months, TimeSpan time)
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

    /// <summary>Works out the moment at which the timer is due.</summary>
    /// <param name="surroundings">Names an expression may read, and the moment counted from.</param>
    /// <param name="dueAt">The moment, at the offset of the command where the text names none.</param>
    /// <param name="fault">Code and sentence where there is no such moment.</param>
    internal bool TryDue(
        FeelSurroundings surroundings, out DateTimeOffset dueAt, [NotNullWhen(false)] out FeelFailure? fault)
    {
        var due = Due(surroundings, out fault);
        dueAt = due ?? default;
        fault = due is null ? fault ?? new FeelFailure("timer.out-of-range", $"Expected timer '{Text}' to be due before the year 10000, but it is not") : null;
        return due is not null;
    }

    private protected abstract DateTimeOffset? Due(FeelSurroundings surroundings, out FeelFailure? fault);
}

/// <summary>A moment written as ISO 8601; a date means its midnight, and what names no offset is local.</summary>
public sealed record TimerDate(string Text) : TimerDefinition(Text)
{
    private protected override DateTimeOffset? Due(FeelSurroundings surroundings, out FeelFailure? fault)
    {
        fault = null;
        return At(Text, surroundings.Now.Offset);
    }

    internal static DateTimeOffset? At(string text, TimeSpan offset) =>
        IsoText.Date(text) is { } date ? IsoText.Midnight(date, offset) : IsoText.Moment(text, offset);
}

/// <summary>A length of time written as ISO 8601, counted from the entering.</summary>
public sealed record TimerDuration(string Text) : TimerDefinition(Text)
{
    private protected override DateTimeOffset? Due(FeelSurroundings surroundings, out FeelFailure? fault)
    {
        fault = null;
        return IsoDuration.Read(Text) is { } length ? Shifted(surroundings.Now, length.Months, length.Time) : null;
    }
}

/// <summary>An expression whose value is a date, a moment or a duration.</summary>
public sealed record TimerExpression(string Text, FeelExpression Expression) : TimerDefinition(Text)
{
    private protected override DateTimeOffset? Due(FeelSurroundings surroundings, out FeelFailure? fault)
    {
        var (value, failure) = Expression.Evaluate(surroundings);
        fault = failure;
        switch (value)
        {
            case FeelDate date:
                return IsoText.Midnight(date.Value, surroundings.Now.Offset);
            case FeelDateTime moment:
                return moment.Value;
            case FeelDuration duration:
                return Shifted(surroundings.Now, 0, duration.Value);
            case FeelMonths months:
                return Shifted(surroundings.Now, months.Value, TimeSpan.Zero);
            default:
                fault ??= new FeelFailure("timer.invalid", $"Expected timer '{Text}' to give a date, a moment or a duration, but it gave {Kind(value)}");
                return null;
        }
    }

    private static string Kind(FeelValue value) => value is FeelNull ? "null" : $"a {value.GetType().Name[4..].ToLowerInvariant()}";
}
