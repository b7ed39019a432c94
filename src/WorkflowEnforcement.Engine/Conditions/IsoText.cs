using System.Globalization;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Dates, times and moments as ISO 8601 texts, read strictly and written in one form.</summary>
internal static class IsoText
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static string Write(DateOnly date) => date.ToString("yyyy-MM-dd", Plain);

    public static string Write(TimeOnly time) => time.ToString("HH:mm:ss.FFFFFFF", Plain).TrimEnd('.');

    /// <summary>Always with the offset in figures, so that one moment has one text.</summary>
    public static string Write(DateTimeOffset moment) =>
        Write(DateOnly.FromDateTime(moment.DateTime)) + "T" + Write(TimeOnly.FromDateTime(moment.DateTime)) + moment.ToString("zzz", Plain);

    public static DateOnly? Date(ReadOnlySpan<char> text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", Plain, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>A time of day to the second or finer; without an offset.</summary>
    public static TimeOnly? Time(ReadOnlySpan<char> text)
    {
        if (text.Length < 8 || text[^1] == '.')
        {
            return null;
        }

        return TimeOnly.TryParseExact(text, "HH:mm:ss.FFFFFFF", Plain, DateTimeStyles.None, out var time) ? time : null;
    }

    /// <summary>A moment; without an offset in the text it is taken at the given one.</summary>
    public static DateTimeOffset? Moment(string text, TimeSpan localOffset)
    {
        var split = text.IndexOf('T', StringComparison.Ordinal);
        if (split < 0 || Date(text.AsSpan(0, split)) is not { } date)
        {
            return null;
        }

        var rest = text.AsSpan(split + 1);
        var zone = rest.IndexOfAny("Z+-");
        var offset = zone < 0 ? localOffset : Offset(rest[zone..]);
        var time = Time(zone < 0 ? rest : rest[..zone]);
        return offset is { } o && time is { } t ? At(date, t, o) : null;
    }

    /// <summary>Midnight at the start of a day; a null reference where the calendar has no such moment.</summary>
    public static DateTimeOffset? Midnight(DateOnly date, TimeSpan offset) => At(date, TimeOnly.MinValue, offset);

    public static DateTimeOffset? At(DateOnly date, TimeOnly time, TimeSpan offset)
    {
        var local = date.ToDateTime(time);
        var utc = local.Ticks - offset.Ticks;
        return utc < 0 || utc > DateTime.MaxValue.Ticks ? null : new DateTimeOffset(local, offset);
    }

    /// <summary><c>+08:00</c>.</summary>
    public static string Write(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh\\:mm", Plain);

    /// <summary>Reads <c>Z</c> or an offset of at most 14 hours.</summary>
    public static TimeSpan? Offset(ReadOnlySpan<char> text)
    {
        if (text is "Z" or "z")
        {
            return TimeSpan.Zero;
        }

        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':' || !TimeOnly.TryParseExact(text[1..], "HH:mm", Plain, DateTimeStyles.None, out var size)
            || size > new TimeOnly(14, 0))
        {
            return null;
        }

        return text[0] == '-' ? -size.ToTimeSpan() : size.ToTimeSpan();
    }
}
