namespace WorkflowEnforcement.Enforcement.Documents;

/// <summary>大写金额.</summary>
/// <remarks>
/// Zeros inside a number are read once, zeros before 万, 亿 and 元 are not read. Where the rule leaves a choice (角 after a zero before 元,
/// a group after 拾万) no 零 is written. 整 follows 元 and 角, never 分. A missing 角 before 分 is read as 零 where 元 stands before it.
/// </remarks>
internal static class CapitalAmount
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private const decimal Limit = 10_000_000_000_000_000m;

    public static string Write(decimal yuan)
    {
        if (yuan is < 0 or >= Limit || decimal.Round(yuan, 2) != yuan)
        {
            throw new ArgumentOutOfRangeException(nameof(yuan), yuan, "Expected a sum from 0 to below 10^16 with at most two decimals");
        }

        var cents = (long)(yuan % 1 * 100);
        var whole = (long)decimal.Truncate(yuan);
        var head = whole > 0 || cents == 0 ? Whole(whole) + "元" : string.Empty;
        return head + Cents((int)(cents / 10), (int)(cents % 10), afterYuan: whole > 0);
    }

    private static string Whole(long number) =>
        number == 0 ? "零" : Join(number / 100_000_000, "亿", number % 100_000_000, 100_000_000, UpTo8Digits);

    private static string UpTo8Digits(long number) => Join(number / 10_000, "万", number % 10_000, 10_000, UpTo4Digits);

    private static string Join(long high, string unit, long low, long size, Func<long, string> group)
    {
        var head = high == 0 ? string.Empty : group(high) + unit;
        var skipped = high > 0 && low > 0 && low < size / 10;
        return head + (skipped ? "零" : string.Empty) + (low == 0 ? string.Empty : group(low));
    }

    private static string UpTo4Digits(long number)
    {
        var text = string.Empty;
        var skipped = false;
        foreach (var (size, unit) in (ReadOnlySpan<(int, string)>)[(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")])
        {
            var digit = (int)(number / size % 10);
            if (digit == 0)
            {
                skipped = text.Length > 0;
                continue;
            }

            text += (skipped ? "零" : string.Empty) + Digits[digit] + unit;
            skipped = false;
        }

        return text;
    }

    private static string Cents(int jiao, int fen, bool afterYuan) => (jiao, fen) switch
    {
        (0, 0) => "整",
        (_, 0) => $"{Digits[jiao]}角整",
        (0, _) => (afterYuan ? "零" : string.Empty) + $"{Digits[fen]}分",
        _ => $"{Digits[jiao]}角{Digits[fen]}分",
    };
}
