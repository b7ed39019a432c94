using System.Globalization;
using System.Text.RegularExpressions;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Discretion;

/// <summary>The cells of a table as lawyers read them.</summary>
internal static partial class DiscretionWords
{
    public const string Any = "不限";

    /// <summary>The condition in words; as written where it is of another form.</summary>
    public static string Of(FactDefinition fact, string cell)
    {
        var text = cell.Trim();
        return text is "-" or "" ? Any
            : Texts().Match(text) is { Success: true } listed ? string.Join("或者", listed.Groups[1].Captures.Select(value => fact.LabelOf(value.Value)))
            : Interval().Match(text) is { Success: true } interval ? Between(fact, interval)
            : Compared().Match(text) is { Success: true } compared ? Against(fact, compared.Groups[1].Value, compared.Groups[2].Value)
            : text;
    }

    // 以上、以下 include the number, 超过、不满 exclude it (民法典第一千二百五十九条).
    private static string Between(FactDefinition fact, Match interval) =>
        (interval.Groups[1].Value == "[" ? $"{Amount(fact, interval.Groups[2].Value)}以上，" : $"超过{Amount(fact, interval.Groups[2].Value)}，")
        + (interval.Groups[4].Value == "]" ? $"{Amount(fact, interval.Groups[3].Value)}以下" : $"不满{Amount(fact, interval.Groups[3].Value)}");

    private static string Against(FactDefinition fact, string sign, string number) => sign switch
    {
        "<" => $"不满{Amount(fact, number)}",
        "<=" => $"{Amount(fact, number)}以下",
        ">" => $"超过{Amount(fact, number)}",
        ">=" => $"{Amount(fact, number)}以上",
        _ => Amount(fact, number),
    };

    private static string Amount(FactDefinition fact, string number) =>
        string.Create(CultureInfo.InvariantCulture, $"{decimal.Parse(number, CultureInfo.InvariantCulture):#,0.####}{fact.Unit}");

    [GeneratedRegex("""\A(?:\s*"([^"]*)"\s*(?:,|\z))+\z""")]
    private static partial Regex Texts();

    [GeneratedRegex(@"\A([\[(])\s*([0-9]+(?:[.][0-9]+)?)\s*\.\.\s*([0-9]+(?:[.][0-9]+)?)\s*([\])])\z")]
    private static partial Regex Interval();

    [GeneratedRegex(@"\A(<=|>=|<|>|=)?\s*([0-9]+(?:\.[0-9]+)?)\z")]
    private static partial Regex Compared();
}
