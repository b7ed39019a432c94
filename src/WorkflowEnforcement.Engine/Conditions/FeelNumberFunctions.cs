using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Functions of numbers, and the reading of a number from a text.</summary>
internal static class FeelNumberFunctions
{
    public static readonly ImmutableArray<FeelFunction> All =
    [
        new("number", "from, grouping separator?, decimal separator?", Number),
        new("decimal", "n, scale", (_, a) => Round(a, MidpointRounding.ToEven)),
        new("floor", "n, scale?", (_, a) => Round(a, MidpointRounding.ToNegativeInfinity)),
        new("ceiling", "n, scale?", (_, a) => Round(a, MidpointRounding.ToPositiveInfinity)),
        new("round up", "n, scale", (_, a) => Round(a, a is [FeelNumber { Value: < 0 }, ..]
            ? MidpointRounding.ToNegativeInfinity
            : MidpointRounding.ToPositiveInfinity)),
        new("round down", "n, scale", (_, a) => Round(a, MidpointRounding.ToZero)),
        new("round half up", "n, scale", (_, a) => Round(a, MidpointRounding.AwayFromZero)),
        new("round half down", "n, scale", HalfDown),
        new("abs", "n|number", (_, a) => a[0] switch
        {
            FeelNumber { Value: < 0 } or FeelMonths { Value: < 0 } or FeelDuration { Value.Ticks: < 0 } => FeelArithmetic.Negate(a[0]),
            FeelNumber or FeelDuration or FeelMonths => a[0],
            _ => FeelValue.Null,
        }),
        new("modulo", "dividend, divisor", (_, a) => a is [FeelNumber n, FeelNumber d]
            ? FeelValue.Of(Modulo(n.Value, d.Value))
            : FeelValue.Null),
        new("sqrt", "number", (_, a) => a is [FeelNumber { Value: >= 0 } n] ? FeelValue.Of(Root(n.Value)) : FeelValue.Null),
        new("log", "number", (_, a) => a is [FeelNumber { Value: > 0 } n] ? FeelArithmetic.FromDouble(Math.Log((double)n.Value), isSome: n.Value != 1) : FeelValue.Null),
        new("exp", "number", (_, a) => a is [FeelNumber n] ? FeelArithmetic.FromDouble(Math.Exp((double)n.Value), isSome: true) : FeelValue.Null),
        new("odd", "number", (_, a) => IsWhole(a[0], out var n) ? FeelValue.Of(n % 2 != 0) : FeelValue.Null),
        new("even", "number", (_, a) => IsWhole(a[0], out var n) ? FeelValue.Of(n % 2 == 0) : FeelValue.Null),
    ];

    /// <summary>The square root to all digits a decimal holds.</summary>
    public static decimal Root(decimal value)
    {
        if (value == 0)
        {
            return 0;
        }

        var root = (decimal)Math.Sqrt((double)value);
        // Newton doubles the digits each time: 15 are sure already, so twice is enough.
        for (var i = 0; i < 2; i++)
        {
            root = (root + (value / root)) / 2;
        }

        var rounded = Math.Round(root, 20);
        return rounded * rounded == value ? rounded : root;
    }

    // As DMN defines it, n - d * floor(n / d), without the rounding of the division.
    private static decimal Modulo(decimal dividend, decimal divisor)
    {
        var rest = dividend % divisor;
        return rest != 0 && rest < 0 != divisor < 0 ? rest + divisor : rest;
    }

    private static bool IsWhole(FeelValue value, out decimal number)
    {
        number = value is FeelNumber given ? given.Value : 0.5m;
        return decimal.Truncate(number) == number;
    }

    private static FeelValue Number(FeelRun run, FeelValue[] a)
    {
        if (a is [FeelNumber same])
        {
            return same;
        }

        if (a.Length == 2 || a[0] is not FeelText text || Separator(a, 1) is not { } grouping || Separator(a, 2) is not { } point
            || (grouping.Length > 0 && grouping == point) || point is " ")
        {
            return FeelValue.Null;
        }

        var plain = grouping.Length > 0 ? text.Value.Replace(grouping, "", StringComparison.Ordinal) : text.Value;
        plain = point.Length > 0 && point != "." ? plain.Replace(".", "x", StringComparison.Ordinal).Replace(point, ".", StringComparison.Ordinal) : plain;
        run.Spend(text.Value.Length / 16);
        return ExactNumber.Read(plain) is { } number ? FeelValue.Of(number) : FeelValue.Null;
    }

    private static string? Separator(FeelValue[] a, int at) => a.Length <= at || a[at] is FeelNull
        ? ""
        : a[at] is FeelText { Value: " " or "," or "." } text ? text.Value : null;

    private static FeelValue Round(FeelValue[] a, MidpointRounding rounding)
    {
        if (a[0] is not FeelNumber number || (a.Length > 1 && a[1] is not FeelNumber { Value: >= -28 and <= 6_176 } and not FeelNull))
        {
            return FeelValue.Null;
        }

        var scale = a.Length > 1 && a[1] is FeelNumber given ? (int)given.Value : 0;
        return FeelValue.Of(scale >= 0 ? Math.Round(number.Value, Math.Min(scale, 28), rounding) : RoundTens(number.Value, -scale, rounding));
    }

    private static decimal RoundTens(decimal number, int zeros, MidpointRounding rounding)
    {
        var unit = Enumerable.Repeat(10m, zeros).Aggregate(1m, (product, ten) => product * ten);
        return Math.Round(ExactNumber.Over(number, unit), 0, rounding) * unit;
    }

    private static FeelValue HalfDown(FeelRun run, FeelValue[] a)
    {
        if ((Round(a, MidpointRounding.AwayFromZero), Round(a, MidpointRounding.ToZero)) is not (FeelNumber up, FeelNumber down))
        {
            return FeelValue.Null;
        }

        var value = ((FeelNumber)a[0]).Value;
        return Math.Abs(up.Value - value) < Math.Abs(value - down.Value) ? up : down;
    }
}
