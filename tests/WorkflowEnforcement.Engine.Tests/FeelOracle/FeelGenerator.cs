namespace WorkflowEnforcement.Engine.Tests.FeelOracle;

/// <summary>Makes expressions along the grammar of FEEL, each of the kind that is asked for.</summary>
/// <remarks>Numbers are whole or end in .5 or .25, and are divided by powers of two alone, so that floating point is exact and the answers can be
/// compared digit by digit. Expressions whose numbers have no end come from <see cref="Endless"/> and are never compared, rounded or counted by.</remarks>
internal sealed partial class FeelGenerator(Draw draw)
{
    private const int Deepest = 3;

    /// <summary>One case of any kind.</summary>
    public OracleCase Any() => draw.Below(20) switch
    {
        < 5 => new OracleCase(Number(Deepest)),
        < 9 => new OracleCase(Truth(Deepest)),
        < 11 => new OracleCase(Text(Deepest)),
        < 13 => new OracleCase(Numbers(Deepest)),
        13 => new OracleCase(Context(Deepest)),
        < 16 => new OracleCase(Temporal()),
        16 => new OracleCase(Endless()),
        17 => new OracleCase(draw.Of(Mixed(), Mixed(), Deviant())),
        _ => Cell(),
    };

    private string Number(int depth) => depth == 0 ? NumberLeaf() : draw.Below(30) switch
    {
        < 4 => NumberLeaf(),
        < 8 => $"{Number(depth - 1)} + {Number(depth - 1)}",
        < 10 => $"({Number(depth - 1)}) - {Number(depth - 1)}",
        < 12 => $"({Number(depth - 1)}) * ({Number(depth - 1)})",
        12 => $"({Number(depth - 1)}) / {draw.Of("2", "4", "8", "0.5")}",
        13 => $"-({Number(depth - 1)})",
        14 => $"(if {Truth(depth - 1)} then {Number(depth - 1)} else {Number(depth - 1)})",
        15 => $"{draw.Of("abs", "floor", "ceiling")}({Number(depth - 1)})",
        16 => $"{draw.Of("round up", "round down", "round half up", "round half down", "decimal")}({Number(depth - 1)}, 0)",
        17 => $"modulo({Number(depth - 1)}, {draw.Of("1", "2", "3", "5", "-4")})",
        < 20 => $"{draw.Of("count", "sum", "min", "max", "product")}({NumbersKept(depth - 1)})",
        20 => $"{draw.Of("min", "max", "sum")}({Number(depth - 1)}, {Number(depth - 1)})",
        21 => $"string length({Text(depth - 1)})",
        22 => $"{NumbersKept(depth - 1)}[{draw.Of("1", "-1", "2")}]",
        23 => $"{Day()}.{draw.Of("year", "month", "day", "weekday")}",
        24 => $"{Length()}.{draw.Of("days", "hours", "minutes", "seconds")}",
        25 => $"number(\"{draw.Of("12", "1.5", "-7")}\", null, null)",
        26 => $"{draw.Of("2", "3", "0.5")} ** {draw.Between(0, 4)}",
        27 => $"{{a: {Number(depth - 1)}, b: a + {Number(0)}}}.b",
        28 => $"(function(x) x + {Number(0)})({Number(depth - 1)})",
        _ => $"items[a = {draw.Between(1, 3)}].a[1]",
    };

    private string NumberLeaf() => draw.Below(8) switch
    {
        0 => draw.Of("0.5", "1.5", "0.25", "12.75", "2.5"),
        1 => draw.Of("罚款", "amount"),
        2 => draw.Of("当事人.年龄", "items[1].a", "nums[2]"),
        3 => $"-{draw.Between(1, 9)}",
        _ => draw.Between(0, 12).ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private string Truth(int depth) => depth == 0 ? TruthLeaf() : draw.Below(24) switch
    {
        0 => TruthLeaf(),
        < 5 => $"({Number(depth - 1)}) {Comparison()} ({Number(depth - 1)})",
        < 7 => $"{Text(depth - 1)} {Comparison()} {Text(depth - 1)}",
        7 => $"{Day()} {Comparison()} {Day()}",
        < 10 => $"({Truth(depth - 1)}) {draw.Of("and", "or")} ({Truth(depth - 1)})",
        10 => $"{Truth(0)} and {Truth(0)} or {Truth(0)}",
        11 => $"not({Truth(depth - 1)})",
        12 => $"{Number(0)} between {draw.Between(-2, 3)} and {draw.Between(3, 9)}",
        < 15 => $"{Number(0)} in {Range()}",
        15 => $"{Number(0)} in ({Number(0)}, {Comparison()} {Number(0)}, {Range()})",
        16 => $"{Number(0)} in {NumbersKept(depth - 1)}",
        17 => $"{draw.Of("some", "every")} x in {NumbersKept(depth - 1)} satisfies x {Comparison()} {Number(0)}",
        18 => $"{draw.Of("contains", "starts with", "ends with")}({Text(depth - 1)}, {TextLeaf()})",
        19 => $"list contains({NumbersKept(depth - 1)}, {Number(0)})",
        20 => $"{draw.Of("all", "any")}([{Truth(depth - 1)}, {Truth(0)}])",
        21 => $"{draw.Of("odd", "even")}({draw.Between(-9, 9)})",
        22 => $"{draw.Of("before", "after")}({draw.Of(Number(0), Range())}, {draw.Of(Number(0), Range())})",
        _ => $"{draw.Of("meets", "met by", "overlaps")}({Rising()}, {Rising()})",
    };

    private string TruthLeaf() => draw.Of("true", "false", "当事人.重大", "罚款 > 10", "当事人.名称 = \"甲公司\"", "unknown = null", "amount != null");

    private string Comparison() => draw.Of("=", "!=", "<", "<=", ">", ">=");

    private string Text(int depth) => depth == 0 ? TextLeaf() : draw.Below(14) switch
    {
        < 3 => TextLeaf(),
        < 5 => $"{Text(depth - 1)} + {Text(depth - 1)}",
        5 => $"substring({Text(depth - 1)}, {draw.Of("1", "2")}{draw.Of("", ", 1", ", 2")})",
        6 => $"{draw.Of("upper case", "lower case")}({Text(depth - 1)})",
        7 => $"{draw.Of("substring before", "substring after")}({Text(depth - 1)}, {TextLeaf()})",
        8 => $"replace({Text(depth - 1)}, \"{draw.Of("a", "b+", "[0-9]", "(a)(b)", "公")}\", \"{draw.Of("x", "", "甲")}\")",
        9 => $"string({Number(0)})",
        10 => $"string join(split({Text(depth - 1)}, \"{draw.Of(",", "b", "案")}\"), \"{draw.Of("-", "")}\")",
        11 => $"(if {Truth(0)} then {Text(depth - 1)} else {Text(depth - 1)})",
        12 => $"{draw.Of("day of week", "month of year")}({Day()})",
        _ => $"string({draw.Of(Day(), Length(), Months())})",
    };

    private string TextLeaf() => draw.Of("\"abc\"", "\"b\"", "\"a,b\"", "\"\"", "\"甲公司\"", "\"行政处罚案件\"", "\"x1y2\"", "当事人.名称", "name", "\"a\\\"b\"", "\"\\u6c49字\"", "\"𠮷野\"");

    private string Numbers(int depth) => depth == 0 ? NumbersLeaf() : draw.Below(22) switch
    {
        < 2 => NumbersLeaf(),
        < 4 => $"[{Number(depth - 1)}, {Number(depth - 1)}, {Number(0)}]",
        < 6 => $"for x in {NumbersKept(depth - 1)} return x {draw.Of("+", "*", "-")} {Number(0)}",
        6 => $"for x in {draw.Between(0, 3)}..{draw.Of(-2, -1, 1, 2, 5)} return x * {Number(0)}",
        7 => $"for x in {NumbersLeaf()}, y in [x, {Number(0)}] return x + y",
        8 => $"for i in 1..4 return if i = 1 then {Number(0)} else partial[-1] + i",
        < 11 => $"{NumbersKept(depth - 1)}[item {Comparison()} {Number(0)}]",
        11 => $"append({Numbers(0)}, {Number(depth - 1)})",
        12 => $"concatenate({NumbersKept(depth - 1)}, {NumbersKept(depth - 1)})",
        13 => $"reverse({NumbersKept(depth - 1)})",
        14 => $"{draw.Of("distinct values", "flatten")}({NumbersKept(depth - 1)})",
        15 => $"union({NumbersKept(depth - 1)}, {NumbersKept(0)})",
        16 => $"sort({NumbersKept(depth - 1)}, function(a, b) a {draw.Of("<", ">")} b)",
        17 => $"sublist({NumbersLeaf()}, {draw.Of("1", "2", "-1")}{draw.Of("", ", 1")})",
        18 => $"insert before({NumbersLeaf()}, {draw.Of("1", "2")}, {Number(0)})",
        19 => $"remove({NumbersLeaf()}, {draw.Of("1", "2")})",
        20 => $"index of({NumbersKept(depth - 1)}, {Number(0)})",
        _ => draw.Of("items.a", "flatten([[1, 2], [3, [4]]])", "items[b = \"x\"].a"),
    };

    private string NumbersLeaf() => draw.Of("[1, 2, 3]", "nums", "[4, 2, 2]", "[2.5, 1, 4, 8]", "[0, 5]");

    // In brackets, so that what follows belongs to the list and not to its last expression.
    private string NumbersKept(int depth) => Numbers(depth) is var list && list[0] == '[' && depth == 0 ? list : $"({list})";
}
