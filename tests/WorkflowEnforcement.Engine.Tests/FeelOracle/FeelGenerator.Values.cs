namespace WorkflowEnforcement.Engine.Tests.FeelOracle;

/// <summary>Contexts, ranges, dates and durations, cells of tables, and values of kinds that do not belong together.</summary>
internal sealed partial class FeelGenerator
{
    private string Context(int depth) => draw.Below(8) switch
    {
        0 => $"context put({{a: 1}}, \"{draw.Of("a", "b", "丙")}\", {Number(depth - 1)})",
        1 => $"context merge([{{a: {Number(0)}}}, {{a: 2, b: {Text(1)}}}])",
        2 => $"context([{{key: \"k\", value: {Number(depth - 1)}}}])",
        3 => $"get value({{a: {Number(depth - 1)}}}, \"{draw.Of("a", "b")}\")",
        4 => $"get entries({{a: {Number(0)}}})",
        5 => $"{{a: {Number(depth - 1)}, 乙: {Text(depth - 1)}, c: {Truth(depth - 1)}, d: {NumbersKept(depth - 1)}}}",
        6 => $"{{a: {Number(0)}, b: {{c: a + 1, d: {Text(0)}}}}}.b",
        _ => $"items[a {Comparison()} {draw.Between(0, 3)}]",
    };

    private string Range() => $"{draw.Of("[", "(", "]")}{draw.Between(-2, 3)}..{draw.Between(3, 9)}{draw.Of("]", ")", "[")}";

    private string Rising() => $"{draw.Of("[", "(")}{draw.Between(0, 4)}..{draw.Between(5, 9)}{draw.Of("]", ")")}";

    private string Day() => draw.Below(5) switch
    {
        0 => $"date({draw.Between(2020, 2030)}, {draw.Between(1, 12)}, {draw.Between(1, 28)})",
        1 => $"({Date()} + {Months()})",
        2 => $"date({Moment()})",
        _ => Date(),
    };

    private string Date() => $"date(\"{draw.Between(2019, 2028)}-{draw.Between(1, 12):00}-{draw.Between(1, 28):00}\")";

    private string Days() => $"[date(\"{draw.Between(2019, 2023)}-03-31\")..date(\"{draw.Between(2024, 2028)}-10-01\")]";

    private string Moment() => $"date and time(\"2026-{draw.Between(1, 12):00}-{draw.Between(1, 28):00}T{Clock()}{draw.Of("", "", "Z", "+08:00")}\")";

    private string ZonedMoment() => $"date and time(\"2026-{draw.Between(1, 12):00}-{draw.Between(1, 28):00}T{Clock()}{draw.Of("Z", "+08:00", "-05:30")}\")";

    private string Clock() => $"{draw.Between(0, 23):00}:{draw.Between(0, 59):00}:{draw.Between(0, 59):00}";

    private string Length() => $"duration(\"{draw.Of("", "-")}P{draw.Of("", $"{draw.Between(0, 40)}D")}T{draw.Between(0, 50)}H{draw.Of("", $"{draw.Between(0, 90)}M")}{draw.Of("", $"{draw.Between(1, 90)}S")}\")";

    private string Months() => $"duration(\"{draw.Of("", "-")}P{draw.Of("", $"{draw.Between(0, 5)}Y")}{draw.Between(0, 30)}M\")";

    private string Temporal() => draw.Below(22) switch
    {
        0 => Day(),
        1 => Moment(),
        2 => $"{Moment()} {draw.Of("+", "-")} {draw.Of(Length(), Months())}",
        3 => $"{Date()} - {Date()}",
        4 => $"({ZonedMoment()} + {Length()}) > {ZonedMoment()}",
        5 => $"time(\"{Clock()}\") {draw.Of("+", "-")} duration(\"PT{draw.Between(0, 23)}H{draw.Between(0, 59)}M\")",
        6 => $"{Length()} {draw.Of("+", "-")} {Length()}",
        7 => $"{Months()} {draw.Of("+", "-")} {Months()}",
        8 => $"date(\"2026-01-31\") + duration(\"P{draw.Between(0, 30)}M\")",
        9 => $"{ZonedMoment()} {Comparison()} {ZonedMoment()}",
        10 => $"{Length()} {Comparison()} {Length()}",
        11 => $"date and time({Date()}, time(\"{Clock()}\"))",
        12 => $"time({draw.Between(0, 23)}, {draw.Between(0, 59)}, {draw.Between(0, 59)})",
        13 => $"time({Moment()})",
        14 => $"{draw.Of("day of year", "week of year")}({Day()})",
        15 => $"{Moment()}.{draw.Of("year", "month", "day", "weekday", "hour", "minute", "second", "time offset")}",
        16 => $"@\"{draw.Of("2026-03-02", "09:30:00", "2026-03-02T09:00:00", "2026-03-02T09:00:00Z", "P1DT2H", "P14M", "-PT90M", "09:00:00+08:00")}\"",
        17 => $"is({ZonedMoment()}, {ZonedMoment()})",
        18 => $"{Day()} in {Days()}",
        19 => $"string({Moment()})",
        20 => $"{Date()} {draw.Of("+", "-")} duration(\"P{draw.Between(0, 400)}D\")",
        _ => $"[{Date()}, {Length()}, {Months()}]",
    };

    /// <summary>Numbers without an end in decimals or in binary; what is made of them is compared within a tolerance.</summary>
    private string Endless() => draw.Below(8) switch
    {
        7 => $"{draw.Of("round up", "round down", "round half up", "round half down", "decimal", "floor", "ceiling")}({draw.Of("12.75", "-3.375", "2.0625")}, {draw.Of("1", "2")})",
        0 => $"({Number(1)}) / {draw.Of("3", "7", "10", "0.3")}",
        1 => $"sqrt({draw.Between(0, 50)})",
        2 => $"{draw.Of("log", "exp")}({draw.Between(1, 9)})",
        3 => $"{draw.Of("mean", "stddev")}([{Number(0)}, {Number(0)}, {Number(1)}])",
        4 => $"{draw.Of("0.1", "1.1", "2.3")} {draw.Of("+", "-", "*")} {draw.Of("0.2", "0.7", "1.3")}",
        5 => $"{draw.Between(1, 9)} ** {draw.Of("0.5", "-1", "-2", "1.5")}",
        _ => $"({Number(1)}) / 3 + 1 / 7",
    };

    /// <summary>Two values of any kinds and an operator between: mostly null, and it matters which.</summary>
    private string Mixed() => $"{Leaf()} {draw.Of("+", "-", "*", "/", "=", "!=", "<", ">=", "and", "or", "in")} {Leaf()}";

    /// <summary>What feelin is known to do in its own way; kept out of larger expressions, which else could not be compared.</summary>
    private string Deviant() => draw.Below(10) switch
    {
        0 => $"median([{Number(0)}, 10, {Number(0)}])",
        1 => $"{Number(0)} between {draw.Between(4, 9)} and {draw.Between(0, 3)}",
        2 => $"{Number(0)} in [{draw.Between(4, 9)}..{draw.Between(0, 3)}]",
        3 => $"for x in {draw.Between(1, 3)}..0 return x",
        4 => $"remove([1, 2, 3], {draw.Of("-1", "-2")})",
        5 => $"{ZonedMoment()} - {ZonedMoment()}",
        6 => $"years and months duration({Date()}, {Date()})",
        7 => $"{Date()} {draw.Of("+", "-")} {Length()}",
        8 => $"date and time(\"2026-03-0{draw.Of("2", "3")}T09:00:00\") = date and time(\"2026-03-02T01:00:00Z\")",
        _ => $"{Length()} {draw.Of("*", "/")} {draw.Of("2", "4", Length())}",
    };

    private string Leaf() => draw.Of("1", "\"a\"", "null", "true", "[1, 2]", "[]", "{a: 1}", "date(\"2026-03-02\")", "duration(\"P1D\")", "duration(\"P1M\")", "unknown", "time(\"09:00:00\")");

    private OracleCase Cell() => draw.Below(10) switch
    {
        0 => new OracleCase("-", draw.Of("null", "1", "\"a\"")),
        < 4 => new OracleCase(Cells(), NumberLeaf()),
        4 => new OracleCase($"not({Cells()})", NumberLeaf()),
        5 => new OracleCase($"? {Comparison()} {Number(1)}", NumberLeaf()),
        6 => new OracleCase($"{TextLeaf()}, {TextLeaf()}", TextLeaf()),
        7 => new OracleCase($"contains(?, {TextLeaf()})", TextLeaf()),
        8 => new OracleCase(draw.Of("true", "false", "null"), draw.Of("true", "false", "null")),
        _ => new OracleCase(Days(), Date()),
    };

    private string Cells() => draw.Of(CellOne(), $"{CellOne()}, {CellOne()}");

    private string CellOne() => draw.Of($"{draw.Of("<", "<=", ">", ">=")} {NumberLeaf()}", NumberLeaf(), Range(), "null");
}
