using System.Collections.Immutable;

namespace WorkflowEnforcement.Enforcement.Deadlines;

/// <summary>加处罚款: what is added to a fine that is not paid in time.</summary>
/// <remarks>
/// Three per cent of the overdue part for each day, from the day after the last day of payment to the day of payment, both counted. What is paid on a
/// day still counts as unpaid on it. Days of review or litigation are not counted. All days are added first and rounded once, half up, to 0.01 yuan; the
/// sum never exceeds the fine.
/// </remarks>
/// <legal>行政处罚法 (2021) art. 66, 72, 73(3); 行政强制法 art. 45; law.md 3.3a no. 11.</legal>
public static class Surcharge
{
    /// <summary>What is added for each day, as part of what is overdue.</summary>
    public const decimal DailyRate = 0.03m;

    /// <summary>Highest fine that is counted, in yuan.</summary>
    public const decimal LargestFine = 999_999_999_999.99m;

    private static readonly LegalSource Source = new("行政处罚法", "第七十二条第一款；《行政强制法》第四十五条");
    private static readonly LegalSource Instalments = LegalSource.PenaltyLaw("第六十六条第二款");
    private static readonly LegalSource Pauses = LegalSource.PenaltyLaw("第七十三条第三款");

    /// <summary>The surcharge as it stands at the end of a day.</summary>
    /// <param name="parts">The fine: one part, or the instalments that were granted, each with its last day of payment as that was counted.</param>
    /// <param name="payments">What was paid, in any order; it settles the part that is due first. What exceeds the fine settles nothing.</param>
    /// <param name="pauses">Spans of review or litigation, in any order; both ends are not counted.</param>
    /// <param name="until">Day up to which is counted, itself included.</param>
    /// <returns>
    /// The surcharge, or a refusal: <c>fine.amount</c>, <c>fine.too-much</c>, <c>payment.amount</c>, <c>pause.backwards</c>. Amounts are positive and have
    /// at most two decimals.
    /// </returns>
    public static SurchargeOutcome Compute(
        IReadOnlyList<FinePart> parts, IReadOnlyList<FinePayment> payments, IReadOnlyList<SurchargePause> pauses, DateOnly until)
    {
        if (WhyNot(parts, payments, pauses) is { } refused)
        {
            return refused;
        }

        var fine = parts.Sum(part => part.Amount);
        var spans = Spans(parts, payments, pauses, until);
        var sum = decimal.Round(spans.Sum(span => span.Amount), 2, MidpointRounding.AwayFromZero);
        return new SurchargeOutcome.Computed(Math.Min(sum, fine), Overdue(parts, payments, until.AddDays(1)), sum > fine, spans);
    }

    private static SurchargeOutcome.Refused? WhyNot(IReadOnlyList<FinePart> parts, IReadOnlyList<FinePayment> payments, IReadOnlyList<SurchargePause> pauses) =>
        parts.Count == 0 || parts.Any(part => !IsAmount(part.Amount))
            ? new("fine.amount", "罚款及其每一期须为大于零、精确到分的数额。", parts.Count > 1 ? Instalments : Source)
        : parts.Any(part => part.Amount > LargestFine) || parts.Sum(part => part.Amount) > LargestFine
            ? new("fine.too-much", $"罚款不得超过{LargestFine}元。", Source)
        : payments.FirstOrDefault(payment => !IsAmount(payment.Amount)) is { } wrong
            ? new("payment.amount", $"缴款须为大于零、精确到分的数额，{wrong.On:yyyy年M月d日}的缴款为{wrong.Amount}元。", Source)
        : pauses.FirstOrDefault(pause => pause.Last < pause.First) is { } backwards
            ? new("pause.backwards", $"不予计算的期间自{backwards.First:yyyy年M月d日}开始，不得在{backwards.Last:yyyy年M月d日}结束。", Pauses)
        : null;

    private static bool IsAmount(decimal amount) => amount > 0 && decimal.Round(amount, 2) == amount;

    // What is overdue changes only on these days; between them it is the same each day.
    private static ImmutableArray<SurchargeSpan> Spans(
        IReadOnlyList<FinePart> parts, IReadOnlyList<FinePayment> payments, IReadOnlyList<SurchargePause> pauses, DateOnly until)
    {
        DateOnly[] firsts =
        [
            .. parts.Select(part => part.Due.AddDays(1)).Concat(payments.Select(payment => payment.On.AddDays(1)))
                .Concat(pauses.SelectMany(pause => new[] { pause.First, pause.Last.AddDays(1) }))
                .Where(day => day <= until).Append(until.AddDays(1)).Distinct().Order(),
        ];
        return
        [
            .. firsts.Zip(firsts.Skip(1), (first, next) => (First: first, Last: next.AddDays(-1)))
                .Where(span => !pauses.Any(pause => pause.First <= span.First && span.First <= pause.Last))
                .Select(span => new SurchargeSpan(span.First, span.Last, Overdue(parts, payments, span.First)))
                .Where(span => span.Overdue > 0),
        ];
    }

    // What was due before that day less what was paid before it: parts due earlier are settled first.
    private static decimal Overdue(IReadOnlyList<FinePart> parts, IReadOnlyList<FinePayment> payments, DateOnly on) => Math.Max(
        0, parts.Where(part => part.Due < on).Sum(part => part.Amount) - payments.Where(payment => payment.On < on).Sum(payment => payment.Amount));
}

/// <summary>A fine that is due at once, or an instalment of it (分期).</summary>
/// <param name="Due">Last day of payment, included, after any roll-over.</param>
/// <param name="Amount">Yuan, with at most two decimals.</param>
public sealed record FinePart(DateOnly Due, decimal Amount);

/// <summary>Money that came in.</summary>
/// <param name="On">Local day of payment.</param>
/// <param name="Amount">Yuan, with at most two decimals.</param>
public sealed record FinePayment(DateOnly On, decimal Amount);

/// <summary>A review or a litigation, during which nothing is added.</summary>
/// <param name="First">First day that is not counted.</param>
/// <param name="Last">Last day that is not counted.</param>
/// <legal>行政处罚法 (2021) art. 73(3).</legal>
public sealed record SurchargePause(DateOnly First, DateOnly Last);

/// <summary>Days on which the same part of a fine was overdue.</summary>
/// <param name="First">First day counted.</param>
/// <param name="Last">Last day counted.</param>
/// <param name="Overdue">What was overdue on each of them, in yuan.</param>
public sealed record SurchargeSpan(DateOnly First, DateOnly Last, decimal Overdue)
{
    /// <summary>How many days.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>What these days add, in yuan, not rounded and not capped.</summary>
    public decimal Amount => Overdue * Surcharge.DailyRate * Days;
}

/// <summary>The answer to a question about a surcharge.</summary>
public abstract record SurchargeOutcome
{
    private SurchargeOutcome()
    {
    }

    /// <summary>The surcharge was counted.</summary>
    /// <param name="Amount">Yuan, rounded half up to 0.01.</param>
    /// <param name="Unpaid">What of the parts due by that day is unpaid when the day is over, in yuan.</param>
    /// <param name="Capped">True where the days would add more than the fine.</param>
    /// <param name="Spans">How it came about, earliest first.</param>
    public sealed record Computed(decimal Amount, decimal Unpaid, bool Capped, ImmutableArray<SurchargeSpan> Spans) : SurchargeOutcome;

    /// <summary>Nothing was counted.</summary>
    /// <param name="Code">Stable code, for example <c>payment.amount</c>.</param>
    /// <param name="Text">A plain sentence in Chinese.</param>
    /// <param name="Source">The law that speaks.</param>
    public sealed record Refused(string Code, string Text, LegalSource Source) : SurchargeOutcome;
}
