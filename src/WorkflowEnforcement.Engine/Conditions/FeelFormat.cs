using System.Globalization;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Values as the function <c>string</c> writes them.</summary>
internal static class FeelFormat
{
    public static string Write(FeelRun run, FeelValue value, bool nested = false)
    {
        run.Spend(1);
        return value switch
        {
            FeelText text => nested ? Quoted(text.Value) : text.Value,
            FeelNumber number => Write(number.Value),
            FeelBoolean truth => truth.Value ? "true" : "false",
            FeelDate date => IsoText.Write(date.Value),
            FeelTime time => ZonedText.Write(time),
            FeelDateTime moment => ZonedText.Write(moment),
            FeelDuration duration => IsoDuration.Write(duration.Value),
            FeelMonths months => WriteMonths(months.Value),
            FeelList list => $"[{Paid(run, string.Join(", ", list.Items.Select(item => Write(run, item, nested: true))))}]",
            FeelContext context => $"{{{Paid(run, string.Join(", ", context.Entries.Select(e => $"{Key(e.Key)}: {Write(run, e.Value, nested: true)}")))}}}",
            FeelRange range => $"{(range.StartIncluded ? '[' : '(')}{Write(run, range.Start, nested: true)}..{Write(run, range.End, nested: true)}{(range.EndIncluded ? ']' : ')')}",
            FeelCallable => "function",
            _ => "null",
        };
    }

    /// <summary>Without zeros at the end: 12.50 is written 12.5.</summary>
    public static string Write(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Key(string key) => FeelLexer.IsName(key) ? key : Quoted(key);

    private static string WriteMonths(int months)
    {
        var (years, rest) = Math.DivRem(Math.Abs((long)months), 12);
        var text = (years > 0 ? $"{years}Y" : "") + (rest > 0 || years == 0 ? $"{rest}M" : "");
        return (months < 0 ? "-P" : "P") + text;
    }

    private static string Paid(FeelRun run, string text)
    {
        run.Text(text);
        return text;
    }
}
