using System.Globalization;
using System.Text;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>How documents write dates and money. The one place to change when the wording of the pure project is used instead.</summary>
internal static class ChineseFormats
{
    private const string DateDigits = "〇一二三四五六七八九";
    private const string MoneyDigits = "零壹贰叁肆伍陆柒捌玖";
    private static readonly string[] Places = ["", "拾", "佰", "仟"];
    private static readonly string[] Groups = ["", "万", "亿", "万亿"];

    /// <summary>China keeps one time all year.</summary>
    private static readonly TimeSpan BureauOffset = TimeSpan.FromHours(8);

    /// <summary>二〇二六年三月二日</summary>
    public static string FormalDate(DateOnly date)
    {
        var year = string.Concat(date.Year.ToString("0000", CultureInfo.InvariantCulture).Select(digit => DateDigits[digit - '0']));
        return $"{year}年{UpToNinetyNine(date.Month)}月{UpToNinetyNine(date.Day)}日";
    }

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

    /// <summary>壹万贰仟元整; null for amounts below zero, with parts of a fen, or of ten million million and more.</summary>
    public static string? FormalAmount(decimal yuan)
    {
        if (yuan < 0 || yuan >= 10_000_000_000_000_000m || decimal.Round(yuan, 2) != yuan)
        {
            return null;
        }

        var whole = (long)decimal.Truncate(yuan);
        var fen = (int)((yuan - whole) * 100);
        var (tenth, hundredth) = (fen / 10, fen % 10);
        var text = new StringBuilder();
        if (whole > 0 || fen == 0)
        {
            text.Append(WholeNumber(whole)).Append('元');
        }

        if (fen == 0)
        {
            return text.Append('整').ToString();
        }

        // 壹元零伍分 needs the zero, 伍分 alone does not; 壹拾元伍角 is left without, as the pure project writes it.
        if (whole > 0 && tenth == 0)
        {
            text.Append('零');
        }

        text.Append(tenth > 0 ? $"{MoneyDigits[tenth]}角" : "");
        return text.Append(hundredth > 0 ? $"{MoneyDigits[hundredth]}分" : "整").ToString();
    }

    private static string WholeNumber(long number)
    {
        if (number == 0)
        {
            return "零";
        }

        var text = new StringBuilder();
        var gap = false;
        for (var group = 3; group >= 0; group--)
        {
            var four = (int)(number / (long)Math.Pow(10000, group) % 10000);
            if (four == 0)
            {
                gap = text.Length > 0;
                continue;
            }

            if (text.Length > 0 && (gap || four < 1000))
            {
                text.Append('零');
            }

            text.Append(FourDigits(four)).Append(Unit(group, number));
            gap = false;
        }

        return text.ToString();
    }

    // 万亿 is written once when the 亿 group follows: 壹万贰仟亿 is 1,2000 0000 0000 and not 壹万亿贰仟亿.
    private static string Unit(int group, long number) =>
        group == 3 && number / 100_000_000 % 10000 != 0 ? "万" : Groups[group];

    private static string FourDigits(int four)
    {
        var text = new StringBuilder();
        var gap = false;
        for (var place = 3; place >= 0; place--)
        {
            var digit = four / (int)Math.Pow(10, place) % 10;
            if (digit == 0)
            {
                gap = text.Length > 0;
                continue;
            }

            text.Append(gap ? "零" : "").Append(MoneyDigits[digit]).Append(Places[place]);
            gap = false;
        }

        return text.ToString();
    }

    private static string UpToNinetyNine(int number) =>
        (number >= 20 ? DateDigits[number / 10].ToString() : "") + (number >= 10 ? "十" : "") + (number % 10 > 0 ? DateDigits[number % 10].ToString() : "");
}
