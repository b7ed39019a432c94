using System.Globalization;

namespace WorkflowEnforcement.Server.Components;

/// <summary>How days, times and amounts are written on the pages, in the language of the request.</summary>
public static class Format
{
    private static readonly TimeZoneInfo Bureau = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static bool Chinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>2026年3月2日(周一), or 2 Mar 2026 (Mon).</summary>
    public static string Day(DateOnly day) => Chinese
        ? string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日({Weekday(day)})")
        : day.ToString("d MMM yyyy (ddd)", CultureInfo.InvariantCulture);

    /// <summary>3月2日, or 2 Mar: where the year is plain.</summary>
    public static string ShortDay(DateOnly day) => Chinese
        ? string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日")
        : day.ToString("d MMM", CultureInfo.InvariantCulture);

    public static DateOnly LocalDay(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);

    /// <summary>24 hours, at the bureau: 09:05.</summary>
    public static string Time(DateTimeOffset moment) => Local(moment).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>2026年3月2日 09:05.</summary>
    public static string Moment(DateTimeOffset moment)
    {
        var day = LocalDay(moment);
        return Chinese
            ? string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日 {Time(moment)}")
            : string.Create(CultureInfo.InvariantCulture, $"{day:d MMM yyyy} {Time(moment)}");
    }

    /// <summary>For the datetime attribute of a time element.</summary>
    public static string Machine(DateTimeOffset moment) => Local(moment).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Machine(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>12,000.00; the unit 元 stands beside it.</summary>
    public static string Money(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);

    private static DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Bureau);

    private static string Weekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Monday => "周一",
        DayOfWeek.Tuesday => "周二",
        DayOfWeek.Wednesday => "周三",
        DayOfWeek.Thursday => "周四",
        DayOfWeek.Friday => "周五",
        DayOfWeek.Saturday => "周六",
        _ => "周日",
    };
}
