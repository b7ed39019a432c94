namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>The named parts of dates, times and durations.</summary>
internal static class FeelParts
{
    public static FeelValue Of(FeelValue source, string name) => source switch
    {
        FeelDate date => OfDate(date.Value, name),
        FeelDateTime moment => OfDate(DateOnly.FromDateTime(moment.Value.DateTime), name) is var part && part is not FeelNull
            ? part
            : name == "time offset" ? new FeelDuration(moment.Value.Offset) : OfTime(TimeOnly.FromDateTime(moment.Value.DateTime), name),
        FeelTime time => OfTime(time.Value, name),
        FeelDuration duration => OfDuration(duration.Value, name),
        FeelMonths months => OfMonths(months.Value, name),
        _ => FeelValue.Null,
    };

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public static int Weekday(DateOnly date) => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;

    private static FeelValue OfDate(DateOnly date, string name) => name switch
    {
        "year" => FeelValue.Of(date.Year),
        "month" => FeelValue.Of(date.Month),
        "day" => FeelValue.Of(date.Day),
        "weekday" => FeelValue.Of(Weekday(date)),
        _ => FeelValue.Null,
    };

    private static FeelValue OfTime(TimeOnly time, string name) => name switch
    {
        "hour" => FeelValue.Of(time.Hour),
        "minute" => FeelValue.Of(time.Minute),
        "second" => FeelValue.Of(time.Second + (time.Ticks % TimeSpan.TicksPerSecond / (decimal)TimeSpan.TicksPerSecond)),
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
}
