namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Arithmetic of numbers, texts, dates and durations. What has no result, or one out of range, is null.</summary>
internal static class FeelArithmetic
{
    public static FeelValue Apply(FeelRun run, FeelSymbol symbol, FeelValue left, FeelValue right)
    {
        try
        {
            return symbol switch
            {
                FeelSymbol.Add => Add(run, left, right),
                FeelSymbol.Subtract => Subtract(run, left, right),
                FeelSymbol.Multiply => Multiply(left, right),
                FeelSymbol.Divide => Divide(left, right),
                _ => Power(run, left, right),
            };
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException or DivideByZeroException)
        {
            return run.Failed();
        }
    }

    public static FeelValue Negate(FeelValue value) => value switch
    {
        FeelNumber a => FeelValue.Of(-a.Value),
        FeelDuration a when a.Value != TimeSpan.MinValue => new FeelDuration(-a.Value),
        FeelMonths a when a.Value != int.MinValue => new FeelMonths(-a.Value),
        _ => FeelValue.Null,
    };

    /// <summary>A date so many months later; the last day of the month where it has no such day.</summary>
    public static DateOnly AddMonths(DateOnly date, int months) => date.AddMonths(months);

    private static FeelValue Add(FeelRun run, FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => FeelValue.Of(a.Value + b.Value),
        (FeelText a, FeelText b) => run.Text(Joined(run, a.Value, b.Value)),
        (FeelDuration a, FeelDuration b) => new FeelDuration(a.Value + b.Value),
        (FeelMonths a, FeelMonths b) => new FeelMonths(a.Value + b.Value),
        (FeelDuration or FeelMonths, FeelDate or FeelDateTime or FeelTime) => Shift(right, left),
        _ => Shift(left, right),
    };

    private static FeelValue Subtract(FeelRun run, FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => FeelValue.Of(a.Value - b.Value),
        (FeelDuration a, FeelDuration b) => new FeelDuration(a.Value - b.Value),
        (FeelMonths a, FeelMonths b) => new FeelMonths(a.Value - b.Value),
        (FeelDate a, FeelDate b) => new FeelDuration(TimeSpan.FromDays(a.Value.DayNumber - b.Value.DayNumber)),
        (FeelDateTime a, FeelDateTime b) => new FeelDuration(a.Value - b.Value),
        // DMN 1.3, 10.3.2.9.4: a date that meets a moment is midnight of that day in UTC.
        (FeelDate a, FeelDateTime { IsLocal: false } b) => new FeelDuration(MidnightUtc(a) - b.Value),
        (FeelDateTime { IsLocal: false } a, FeelDate b) => new FeelDuration(a.Value - MidnightUtc(b)),
        (FeelTime a, FeelTime b) => new FeelDuration(TimeSpan.FromTicks(FeelCompare.TimeTicks(run, a, b) - FeelCompare.TimeTicks(run, b, a))),
        _ => Shift(left, Negate(right)),
    };

    private static FeelValue Shift(FeelValue point, FeelValue length) => (point, length) switch
    {
        (FeelDate a, FeelMonths b) => FeelValue.Of(AddMonths(a.Value, b.Value)),
        (FeelDate a, FeelDuration b) => FeelValue.Of(DateOnly.FromDateTime(a.Value.ToDateTime(TimeOnly.MinValue) + b.Value)),
        (FeelDateTime a, FeelMonths b) => ZonedText.AddMonths(a, b.Value),
        (FeelDateTime a, FeelDuration b) => ZonedText.Add(a, b.Value),
        (FeelTime a, FeelDuration b) => a with { Value = a.Value.Add(b.Value) },
        _ => FeelValue.Null,
    };

    private static FeelValue Multiply(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => FeelValue.Of(ExactNumber.Times(a.Value, b.Value)),
        (FeelDuration a, FeelNumber b) => Days(a.Value.Ticks * b.Value),
        (FeelNumber a, FeelDuration b) => Days(b.Value.Ticks * a.Value),
        (FeelMonths a, FeelNumber b) => new FeelMonths((int)decimal.Truncate(a.Value * b.Value)),
        (FeelNumber a, FeelMonths b) => new FeelMonths((int)decimal.Truncate(b.Value * a.Value)),
        _ => FeelValue.Null,
    };

    private static FeelValue Divide(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => FeelValue.Of(ExactNumber.Over(a.Value, b.Value)),
        (FeelDuration a, FeelNumber b) => Days(a.Value.Ticks / b.Value),
        (FeelDuration a, FeelDuration b) => FeelValue.Of((decimal)a.Value.Ticks / b.Value.Ticks),
        (FeelMonths a, FeelNumber b) => new FeelMonths((int)decimal.Truncate(a.Value / b.Value)),
        (FeelMonths a, FeelMonths b) => FeelValue.Of((decimal)a.Value / b.Value),
        _ => FeelValue.Null,
    };

    private static DateTimeOffset MidnightUtc(FeelDate date) => new(date.Value.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static FeelDuration Days(decimal ticks) => new(TimeSpan.FromTicks((long)decimal.Truncate(ticks)));

    private static FeelValue Power(FeelRun run, FeelValue left, FeelValue right) =>
        (left, right) is not (FeelNumber a, FeelNumber b) ? FeelValue.Null
        : b.Value == decimal.Truncate(b.Value) && Math.Abs(b.Value) <= 10_000 ? FeelValue.Of(WholePower(run, a.Value, (int)b.Value))
        : FromDouble(Math.Pow((double)a.Value, (double)b.Value), isSome: a.Value != 0);

    /// <summary>A number that only floating point can give (roots, logarithms), to the 15 digits that are sure.</summary>
    /// <param name="value">The number.</param>
    /// <param name="isSome">Whether it is not zero, however near it may be; what no decimal is near enough to is null.</param>
    public static FeelValue FromDouble(double value, bool isSome) =>
        double.IsFinite(value) && Math.Abs(value) < 7e28 && (!isSome || (decimal)value != 0) ? FeelValue.Of((decimal)value) : FeelValue.Null;

    private static decimal WholePower(FeelRun run, decimal value, int exponent)
    {
        var result = 1m;
        var square = value;
        for (var left = Math.Abs(exponent); left > 0; left >>= 1)
        {
            run.Spend(1);
            result = (left & 1) == 1 ? ExactNumber.Times(result, square) : result;
            // The last square is not needed and might be out of range where the result is not.
            square = left > 1 ? ExactNumber.Times(square, square) : square;
        }

        return exponent < 0 ? ExactNumber.Over(1m, result) : result;
    }

    private static string Joined(FeelRun run, string left, string right)
    {
        run.Spend((left.Length + right.Length) / 16);
        return left + right;
    }
}
