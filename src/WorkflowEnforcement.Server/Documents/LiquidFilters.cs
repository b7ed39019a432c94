using System.Collections;
using System.Globalization;
using DotLiquid;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>
/// The filters of templates. The library calls them by reflection, in snake case. What goes wrong is noted beside the
/// rendering, so that one message can name every missing fact at once.
/// </summary>
internal static class LiquidFilters
{
    public const string Print = "we_print";
    public const string Tick = "we_tick";
    public const string At = "we_at";

    /// <summary>Everything a template may call, with the number of arguments; the library's other filters are not open to it.</summary>
    public static readonly IReadOnlyDictionary<string, int> Arguments = new SortedDictionary<string, int>(StringComparer.Ordinal)
    {
        ["date_cn"] = 0,
        ["date_zh"] = 0,
        ["time_zh"] = 0,
        ["daxie"] = 0,
        ["amount"] = 0,
        ["required"] = 1,
        ["default"] = 1,
        ["size"] = 0,
        ["join"] = 1,
        ["first"] = 0,
        ["last"] = 0,
        ["strip"] = 0,
        ["append"] = 1,
        ["prepend"] = 1,
        ["plus"] = 1,
        ["minus"] = 1,
        ["times"] = 1,
    };

    public static object? DateCn(Context context, object? input) => OfDate(context, input, "date_cn", ChineseFormats.FormalDate);

    public static object? DateZh(Context context, object? input) => OfDate(context, input, "date_zh", ChineseFormats.PlainDate);

    public static object? TimeZh(Context context, object? input) => input switch
    {
        null => null,
        DateTimeOffset moment => ChineseFormats.PlainTime(moment),
        _ => Wrong(context, input, "time_zh", "时间"),
    };

    public static object? Daxie(Context context, object? input) => OfMoney(context, input, "daxie", ChineseFormats.FormalAmount);

    public static object? Amount(Context context, object? input) => OfMoney(context, input, "amount", ChineseFormats.Amount);

    public static object? Required(Context context, object? input, string label)
    {
        if (input is null or "" or ICollection { Count: 0 })
        {
            RenderNotes.Of(context).Missing.Add(label);
        }

        return input;
    }

    /// <summary>How a value without a filter of its own is written.</summary>
    public static string WePrint(Context context, object? input) => input switch
    {
        null => "",
        string text => text,
        decimal or int or long or double => Number(input),
        bool truth => truth ? "是" : "否",
        DateOnly date => ChineseFormats.PlainDate(date),
        DateTimeOffset moment => ChineseFormats.PlainTime(moment),
        _ => Wrong(context, input, "", "单个值"),
    };

    /// <summary>Counts the rounds of all loops together: the library's own limit is for each loop alone.</summary>
    public static string WeTick(Context context, object? input)
    {
        RenderNotes.Of(context).CountRound();
        return input is null ? "?" : "";
    }

    public static string WeAt(Context context, int place)
    {
        RenderNotes.Of(context).At(place);
        return "";
    }

    private static string Number(object number)
    {
        var value = Convert.ToDecimal(number, CultureInfo.InvariantCulture);
        return value.ToString("0.############", CultureInfo.InvariantCulture);
    }

    private static string? OfDate(Context context, object? input, string filter, Func<DateOnly, string> write) => input switch
    {
        null => null,
        DateOnly date => write(date),
        DateTimeOffset moment => write(ChineseFormats.LocalDate(moment)),
        _ => Wrong(context, input, filter, "日期"),
    };

    private static string? OfMoney(Context context, object? input, string filter, Func<decimal, string?> write) => input switch
    {
        null => null,
        decimal or int or long => write(Convert.ToDecimal(input, CultureInfo.InvariantCulture)) ?? Wrong(context, input, filter, "不小于零、精确到分的金额"),
        _ => Wrong(context, input, filter, "金额"),
    };

    private static string Wrong(Context context, object input, string filter, string expected)
    {
        var found = input switch
        {
            string text => $"文字“{TemplateFault.Shorten(text)}”",
            bool => "是否",
            DateOnly date => $"日期 {ChineseFormats.PlainDate(date)}",
            DateTimeOffset moment => $"时间 {ChineseFormats.PlainTime(moment)}",
            decimal or int or long or double => $"数字 {Number(input)}",
            IDictionary => "一组数据",
            _ => "一个列表",
        };
        var notes = RenderNotes.Of(context);
        notes.Wrong.Add($"“{notes.Place}”中{(filter.Length > 0 ? $"过滤器 {filter} " : "占位符")}应得到{expected}，但得到的是{found}");
        return "";
    }
}

/// <summary>What filters note down beside one rendering.</summary>
internal sealed class RenderNotes
{
    public const int MaxRounds = 100_000;
    private int _rounds;
    private IReadOnlyList<string> _places = [];

    /// <summary>The paragraph of the template that is at work.</summary>
    public string Place { get; private set; } = "";

    public List<string> Missing { get; } = [];

    public List<string> Wrong { get; } = [];

    public static RenderNotes Of(Context context)
    {
        if (context.Registers["notes"] is RenderNotes notes)
        {
            return notes;
        }

        throw new InvalidOperationException("Expected the rendering's notes in the registers, but found none");
    }

    public void Begin(IReadOnlyList<string> places) => _places = places;

    public void At(int place) => Place = TemplateFault.Shorten(_places[place]);

    public void CountRound()
    {
        if (++_rounds > MaxRounds)
        {
            throw new TemplateFault(TemplateCodes.TooMuchWork, $"模板的循环总次数应不超过 {MaxRounds} 次，但已超过，请检查 for 语句。");
        }
    }
}
