using System.Globalization;

namespace WorkflowEnforcement.Enforcement.Documents;

/// <summary>Dates and sums as Chinese documents write them.</summary>
public static class ChineseText
{
    private static readonly string[] Weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    /// <summary>A date in Chinese numerals, as at the foot of a document: 二〇二六年三月二日.</summary>
    /// <remarks>The year digit by digit with 〇 (U+3007); month and day as numbers: 十, 十一, 二十, 三十一.</remarks>
    public static string Date(DateOnly date)
    {
        var year = string.Concat(date.Year.ToString("0000", CultureInfo.InvariantCulture).Select(c => "〇一二三四五六七八九"[c - '0']));
        return $"{year}年{UpTo99(date.Month)}月{UpTo99(date.Day)}日";
    }

    /// <summary>A date with its weekday, for pages and messages: 2026年3月2日(周一).</summary>
    public static string LongDate(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Year}年{date.Month}月{date.Day}日({Weekdays[(int)date.DayOfWeek]})");

    /// <summary>A sum in capital Chinese numerals without 人民币 before it: 壹万贰仟元整, 叁元零伍分.</summary>
    /// <param name="yuan">Yuan; zero is 零元整.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sum is negative, has a part of a 分, or is 10^16 or more.</exception>
    /// <legal>支付结算办法 (银发〔1997〕393号) 附件一: how sums are written in capitals.</legal>
    public static string Amount(decimal yuan) => CapitalAmount.Write(yuan);

    private static string UpTo99(int number)
    {
        const string digits = "〇一二三四五六七八九";
        var (tens, ones) = (number / 10, number % 10);
        var head = tens switch
        {
            0 => string.Empty,
            1 => "十",
            _ => digits[tens] + "十",
        };
        return ones == 0 ? head : head + digits[ones];
    }
}
