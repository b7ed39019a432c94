namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>The named parts of dates, times, durations and ranges.</summary>
internal static class FeelParts
{
    public static FeelValue Of(FeelValue source, string name) => source switch
    {
        FeelDate date => OfDate(date.Value, name) ?? FeelValue.Null,
        FeelDateTime moment => OfMoment(moment, name),
        FeelTime time => OfTime(time.Value, name) ?? OfPlace(time.Offset, time.Zone, name),
        FeelDuration duration => OfDuration(duration.Value, name),
        FeelMonths months => OfMonths(months.Value, name),
        FeelRange range => OfRange(range, name),
        _ => FeelValue.Null,
    };

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public static int Weekday(DateOnly date) => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;

    private static FeelValue OfMoment(FeelDateTime moment, string name) =>
        OfDate(DateOnly.FromDateTime(moment.Value.DateTime), name)
        ?? OfTime(TimeOnly.FromDateTime(moment.Value.DateTime), name)
        ?? OfPlace(moment.IsLocal ? null : moment.Value.Offset, moment.Zone, name);

    private static FeelValue? OfDate(DateOnly date, string name) => name switch
    {
        "year" => FeelValue.Of(date.Year),
        "month" => FeelValue.Of(date.Month),
        "day" => FeelValue.Of(date.Day),
        "weekday" => FeelValue.Of(Weekday(date)),
        _ => null,
    };

    private static FeelValue? OfTime(TimeOnly time, string name) => name switch
    {
        "hour" => FeelValue.Of(time.Hour),
        "minute" => FeelValue.Of(time.Minute),
        "second" => FeelValue.Of(time.Second + (time.Ticks % TimeSpan.TicksPerSecond / (decimal)TimeSpan.TicksPerSecond)),
        _ => null,
    };

    private static FeelValue OfPlace(TimeSpan? offset, string? zone, string name) => name switch
    {
        "time offset" when offset is { } known => new FeelDuration(known),
        "timezone" => FeelValue.Of(zone),
        _ => FeelValue.Null,
    };

    private static FeelValue OfDuration(TimeSpan duration, string name) => name switch
    {
        "days" => FeelValue.Of(duration.Days),
        "hours" => FeelValue.Of(duration.Hours),
        "minutes" => FeelValue.Of(duration.Minutes),
        "seconds" => FeelValue.Of(duration.Seconds + (duration.Ticks % TimeSpan.TicksPerSecond / (decimal)TimeSpan.TicksPerSecond)),
        _ => FeelValue.Null,
    };

    private static FeelValue OfMonths(int months, string name) => name switch
    {
        "years" => FeelValue.Of(months / 12),
        "months" => FeelValue.Of(months % 12),
        _ => FeelValue.Null,
    };

    private static FeelValue OfRange(FeelRange range, string name) => name switch
    {
        "start" => range.Start,
        "end" => range.End,
        "start included" => FeelValue.Of(range.StartIncluded),
        "end included" => FeelValue.Of(range.EndIncluded),
        _ => FeelValue.Null,
    };
}
