using System.Buffers;
using System.Globalization;
using System.Text;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>A duration as ISO 8601 writes it: months and time apart, since months have no fixed length.</summary>
/// <param name="Months">Years and months together.</param>
/// <param name="Time">Weeks, days, hours, minutes and seconds together.</param>
/// <param name="HasMonths">Whether years or months are named at all, be it as zero.</param>
/// <param name="HasTime">Whether weeks, days or less are named at all, be it as zero.</param>
internal readonly record struct IsoDuration(int Months, TimeSpan Time, bool HasMonths, bool HasTime)
{
    private const string Units = "YMWDHMS";
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>Reads <c>P1Y2M3DT4H5M6.7S</c> or <c>P2W</c>, with an optional minus; a null reference for anything else.</summary>
    public static IsoDuration? Read(string text)
    {
        var negative = text.StartsWith('-');
        var body = text.AsSpan(negative ? 1 : 0);
        if (body.Length < 3 || body[0] != 'P')
        {
            return null;
        }

        try
        {
            return Read(body[1..], negative ? -1 : 1);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The value of FEEL, or a null reference where FEEL has none: it knows months or time, not both, and no weeks.</summary>
    public static FeelValue? ReadFeel(string text) => text.Contains('W', StringComparison.Ordinal) ? null : Read(text) switch
    {
        { HasMonths: true, HasTime: false } months => new FeelMonths(months.Months),
        { HasMonths: false, HasTime: true } time => new FeelDuration(time.Time),
        _ => null,
    };

    public static string Write(TimeSpan time)
    {
        if (time == TimeSpan.Zero)
        {
            return "PT0S";
        }

        var ticks = Math.Abs((decimal)time.Ticks);
        var text = new StringBuilder(time < TimeSpan.Zero ? "-P" : "P");
        Append(text, ref ticks, TimeSpan.TicksPerDay, 'D');
        if (ticks > 0)
        {
            text.Append('T');
            Append(text, ref ticks, TimeSpan.TicksPerHour, 'H');
            Append(text, ref ticks, TimeSpan.TicksPerMinute, 'M');
        }

        return ticks > 0 ? text.Append(CultureInfo.InvariantCulture, $"{ticks / TimeSpan.TicksPerSecond:0.#######}S").ToString() : text.ToString();
    }

    private static void Append(StringBuilder text, ref decimal ticks, long unit, char letter)
    {
        var count = decimal.Truncate(ticks / unit);
        ticks -= count * unit;
        if (count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{count}{letter}");
        }
    }

    private static IsoDuration? Read(ReadOnlySpan<char> body, int sign)
    {
        var (months, ticks, seen, inTime) = (0L, 0m, 0, false);
        var (hasMonths, hasTime) = (false, false);
        while (!body.IsEmpty)
        {
            if (!inTime && body[0] == 'T')
            {
                inTime = true;
                body = body[1..];
                seen = Math.Max(seen, 4);
                if (body.IsEmpty)
                {
                    return null;
                }
            }

            var length = body.IndexOfAnyExcept(Digits);
            var unit = length <= 0 ? -1 : Units.IndexOf(body[length], inTime ? 4 : 0);
            if (unit < seen || (!inTime && unit > 3) || Amount(body[..length], fraction: unit == 6) is not { } amount)
            {
                return null;
            }

            seen = unit + 1;
            body = body[(length + 1)..];
            (hasMonths, hasTime) = (hasMonths || unit < 2, hasTime || unit >= 2);
            months += unit switch { 0 => (long)amount * 12, 1 => (long)amount, _ => 0 };
            ticks += amount * TicksOf(unit);
        }

        // A tenth of a millionth of a second is the least that is held.
        if (decimal.Truncate(ticks) != ticks)
        {
            return null;
        }

        return new IsoDuration((int)(sign * months), TimeSpan.FromTicks((long)(sign * ticks)), hasMonths, hasTime);
    }

    private static decimal? Amount(ReadOnlySpan<char> digits, bool fraction)
    {
        var style = fraction ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
        var good = digits.Length <= 18 && char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[^1]);
        return good && decimal.TryParse(digits, style, CultureInfo.InvariantCulture, out var amount) ? amount : null;
    }

    private static long TicksOf(int unit) => unit switch
    {
        2 => 7 * TimeSpan.TicksPerDay,
        3 => TimeSpan.TicksPerDay,
        4 => TimeSpan.TicksPerHour,
        5 => TimeSpan.TicksPerMinute,
        6 => TimeSpan.TicksPerSecond,
        _ => 0,
    };
}
