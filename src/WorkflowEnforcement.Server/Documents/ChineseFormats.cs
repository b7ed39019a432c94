using System.Globalization;
using WorkflowEnforcement.Enforcement.Documents;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>How documents write dates and money: the pure project's words, at the bureau's clock.</summary>
internal static class ChineseFormats
{
    /// <summary>China keeps one time all year.</summary>
    private static readonly TimeSpan BureauOffset = TimeSpan.FromHours(8);

    /// <summary>二〇二六年三月二日</summary>
    public static string FormalDate(DateOnly date) => ChineseText.Date(date);

    /// <summary>2026年3月2日</summary>
    public static string PlainDate(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"{date.Year}年{date.Month}月{date.Day}日");

    /// <summary>2026年3月2日9时05分, at the bureau's clock.</summary>
    public static string PlainTime(DateTimeOffset moment)
    {
        var local = moment.ToOffset(BureauOffset);
        return string.Create(CultureInfo.InvariantCulture, $"{PlainDate(LocalDate(moment))}{local.Hour}时{local.Minute:00}分");
    }

    public static DateOnly LocalDate(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(BureauOffset).DateTime);

    /// <summary>12,000.00; null where the amount has parts of a fen.</summary>
    public static string? Amount(decimal yuan) =>
        decimal.Round(yuan, 2) == yuan ? yuan.ToString("#,##0.00", CultureInfo.InvariantCulture) : null;

    /// <summary>壹万贰仟元整; null for amounts that cannot be written so.</summary>
    public static string? FormalAmount(decimal yuan) =>
        yuan < 0 || yuan >= 10_000_000_000_000_000m || decimal.Round(yuan, 2) != yuan ? null : ChineseText.Amount(yuan);
}
