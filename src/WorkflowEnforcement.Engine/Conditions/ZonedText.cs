using System.Buffers;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Times and moments of FEEL as texts: without a place, with an offset, or with the name of a time zone.</summary>
internal static class ZonedText
{
    private static readonly SearchValues<char> ZoneLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_-+");

    /// <summary>Reads <c>09:00:00</c>, <c>09:00:00+08:00</c> or <c>09:00:00@Asia/Shanghai</c>; a null reference for anything else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="now">The moment on whose day the offset of a named zone is taken.</param>
    public static FeelTime? Time(string text, DateTimeOffset now)
    {
        var (clock, place) = Split(text, 0);
        if (IsoText.Time(clock) is not { } time)
        {
            return null;
        }

        if (place.IsEmpty)
        {
            return new FeelTime(time);
        }

        return place[0] == '@'
            ? Zone(place[1..], now.DateTime) is { } zoned ? new FeelTime(time) { Offset = zoned.Offset, Zone = zoned.Name } : null
            : IsoText.Offset(place) is { } offset ? new FeelTime(time) { Offset = offset } : null;
    }

    /// <summary>Reads <c>2026-03-02T09:00:00</c> with the same three places; a null reference for anything else.</summary>
    public static FeelDateTime? Moment(string text, DateTimeOffset now)
    {
        var split = text.IndexOf('T', StringComparison.Ordinal);
        if (split < 0 || IsoText.Date(text.AsSpan(0, split)) is not { } date)
        {
            return null;
        }

        var (clock, place) = Split(text, split + 1);
        return IsoText.Time(clock) is { } time ? Moment(date, time, place, now) : null;
    }

    /// <summary>A day and a time of day together; without an offset it is taken at that of the command.</summary>
    public static FeelDateTime? Join(DateOnly date, FeelTime time, DateTimeOffset now)
    {
        var offset = time.Zone is { } zone ? Zone(zone, date.ToDateTime(time.Value))?.Offset : time.Offset;
        return IsoText.At(date, time.Value, offset ?? now.Offset) is { } moment
            ? new FeelDateTime(moment) { IsLocal = offset is null, Zone = time.Zone }
            : null;
    }

    /// <summary>The moment so many months later by the clock and calendar of its place.</summary>
    public static FeelDateTime AddMonths(FeelDateTime moment, int months)
    {
        var local = moment.Value.AddMonths(months);
        return Known(moment.Zone) is { } zone
            ? moment with { Value = new DateTimeOffset(local.DateTime, zone.GetUtcOffset(local.DateTime)) }
            : moment with { Value = local };
    }

    /// <summary>The moment so much later, as the clocks of its place show it then. Where they show an hour twice and the zone alone would mean the other
    /// one, the moment bears its offset and no zone.</summary>
    public static FeelDateTime Add(FeelDateTime moment, TimeSpan length)
    {
        var later = moment.Value + length;
        if (Known(moment.Zone) is not { } zone)
        {
            return moment with { Value = later };
        }

        var local = later.ToOffset(zone.GetUtcOffset(later));
        return moment with { Value = local, Zone = zone.GetUtcOffset(local.DateTime) == local.Offset ? moment.Zone : null };
    }

    public static string Write(FeelTime time) => IsoText.Write(time.Value) + Place(time.Offset, time.Zone);

    public static string Write(FeelDateTime moment)
    {
        var local = moment.Value.DateTime;
        return IsoText.Write(DateOnly.FromDateTime(local)) + "T" + IsoText.Write(TimeOnly.FromDateTime(local))
            + Place(moment.IsLocal ? null : moment.Value.Offset, moment.Zone);
    }

    private static string Place(TimeSpan? offset, string? zone) =>
        zone is not null ? "@" + zone
        : offset is not { } known ? ""
        : known == TimeSpan.Zero ? "Z"
        : IsoText.Write(known);

    private static FeelDateTime? Moment(DateOnly date, TimeOnly time, ReadOnlySpan<char> place, DateTimeOffset now)
    {
        if (place is ['@', .. var name])
        {
            return Zone(name, date.ToDateTime(time)) is { } zone && IsoText.At(date, time, zone.Offset) is { } zoned
                ? new FeelDateTime(zoned) { Zone = zone.Name }
                : null;
        }

        var offset = place.IsEmpty ? now.Offset : IsoText.Offset(place);
        return offset is { } known && IsoText.At(date, time, known) is { } moment ? new FeelDateTime(moment) { IsLocal = place.IsEmpty } : null;
    }

    private static Halves Split(string text, int from)
    {
        var rest = text.AsSpan(from);
        var place = rest.IndexOfAny("Zz+-@");
        return place < 0 ? new Halves(rest, []) : new Halves(rest[..place], rest[place..]);
    }

    // Names of the tz database alone: what else the machine may know differs from machine to machine.
    private static (string Name, TimeSpan Offset)? Zone(ReadOnlySpan<char> name, DateTime local)
    {
        if (!name.Contains('/') || name.ContainsAnyExcept(ZoneLetters)
            || name.Contains("//", StringComparison.Ordinal) || name[0] == '/')
        {
            return null;
        }

        var text = name.ToString();
        return TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? (text, zone.GetUtcOffset(local)) : null;
    }

    private static TimeZoneInfo? Known(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    private readonly ref struct Halves(ReadOnlySpan<char> clock, ReadOnlySpan<char> place)
    {
        private readonly ReadOnlySpan<char> _clock = clock;
        private readonly ReadOnlySpan<char> _place = place;

        public void Deconstruct(out ReadOnlySpan<char> clock, out ReadOnlySpan<char> place)
        {
            clock = _clock;
            place = _place;
        }
    }
}
