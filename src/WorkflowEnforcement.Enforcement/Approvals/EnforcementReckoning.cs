using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Inspections;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>What is owed and until when the court may be asked: counted, never typed.</summary>
/// <legal>行政处罚法 (2021) art. 66, 72, 73; 行政强制法 (2012) art. 35, 45, 53.</legal>
internal static class EnforcementReckoning
{
    private static readonly ImmutableArray<string> Inputs =
        ["enforce.fine", "enforce.dueOn", "enforce.instalments", "enforce.payments", "enforce.pauses", "enforce.decisionServedOn", "enforce.reviewServedOn", "agreement.reduction"];

    private static readonly string[] Shown = ["Q11", "Q13", "Q16", "Q17"];

    /// <summary>True where a step changes what is counted, or makes a document that shows it.</summary>
    public static bool Concerns(StepDefinition step, string outcome) =>
        step.Form?.Fields.Any(field => !field.ReadOnly && Inputs.Contains(field.Key)) == true
        || step.Documents.Any(document => Shown.Contains(document.Code) && (document.Outcomes.Length == 0 || document.Outcomes.Contains(outcome)));

    /// <summary>The entries of a step, with the amounts and days that follow from them.</summary>
    public static ImmutableSortedDictionary<string, FeelValue> WithResult(
        CaseSetting setting, CaseState state, StepDefinition step, StepOutcome outcome, ImmutableSortedDictionary<string, FeelValue> entered, DateOnly today)
    {
        if (outcome.Key == CaseWords.Return || !Concerns(step, outcome.Key) || (state.Text("enforce.duty").Length == 0 && !entered.ContainsKey("enforce.duty")))
        {
            return entered;
        }

        var after = state with { Facts = state.Facts.SetItems(entered) };
        var found = Days(setting, after).Concat(Amounts(after, today)).ToList();
        return entered.SetItems(found.Where(fact => !fact.Value.Equals(state.Facts.GetValueOrDefault(fact.Key, FeelValue.Null))));
    }

    /// <summary>The surcharge as it stands at the end of a day, or why it cannot be counted; null where no fine is owed.</summary>
    public static SurchargeOutcome? Surcharge(CaseState state, DateOnly today) => state.Text("enforce.duty") == "money" && Parts(state) is { Count: > 0 } parts
        ? Deadlines.Surcharge.Compute(
            parts,
            [.. Payments(state, "fine").Select(payment => new FinePayment(payment.On, payment.Amount))],
            [.. CaseDraw.Rows(state, "enforce.pauses").Select(Pause).OfType<SurchargePause>()],
            today)
        : null;

    /// <summary>The last day on which the court may be asked, as it is counted on the day of the question; null before the decision was registered.</summary>
    public static DateOnly? RemedyEnds(CaseSetting setting, CaseState state)
    {
        // Who had the decision reviewed may sue for fifteen days after the outcome (行政诉讼法 45).
        var reviewed = state.Date("enforce.reviewServedOn");
        var clock = reviewed is not null ? "T21a" : state.Text("enforce.remedyPath") == "reviewFirst" ? "T20" : "T21";
        if (state.Date("enforce.decisionServedOn") is not { } served || setting.Clocks.Find(clock, reviewed ?? served) is not { } rule)
        {
            return null;
        }

        var remedies = DeadlineCalculator.Compute(rule, reviewed ?? served, setting.Calendar).Due;
        var last = CaseDraw.Rows(state, "enforce.instalments").Select(row => row["dueOn"]).OfType<FeelDate>().Select(day => day.Value).DefaultIfEmpty(remedies).Max();
        return last > remedies ? last : remedies;
    }

    private static IEnumerable<KeyValuePair<string, FeelValue>> Days(CaseSetting setting, CaseState state)
    {
        if (RemedyEnds(setting, state) is not { } ends || setting.Clocks.Find("T22", ends) is not { } window)
        {
            yield break;
        }

        yield return KeyValuePair.Create("enforce.remedyEndsOn", FeelValue.Of(ends));
        yield return KeyValuePair.Create("enforce.windowEndsOn", FeelValue.Of(DeadlineCalculator.Compute(window, ends, setting.Calendar).Due));
    }

    private static IEnumerable<KeyValuePair<string, FeelValue>> Amounts(CaseState state, DateOnly today)
    {
        if (Surcharge(state, today) is not SurchargeOutcome.Computed computed)
        {
            yield break;
        }

        // What the party was not told of cannot be asked for.
        var told = CoercionGuards.Holds(state, "enforce.surchargeTold");
        var surcharge = told ? computed.Amount : 0m;
        var paid = Payments(state, "surcharge").Sum(payment => payment.Amount);
        var reduced = AgreementStands(state) ? state.Amount("agreement.reduction") ?? 0m : 0m;
        yield return KeyValuePair.Create("enforce.reckonedOn", FeelValue.Of(today));
        yield return KeyValuePair.Create("enforce.unpaid", FeelValue.Of(computed.Unpaid));
        yield return KeyValuePair.Create("enforce.surcharge", FeelValue.Of(surcharge));
        yield return KeyValuePair.Create("enforce.surchargePaid", FeelValue.Of(paid));
        yield return KeyValuePair.Create("enforce.capped", FeelValue.Of(told && computed.Capped));
        yield return KeyValuePair.Create("enforce.total", FeelValue.Of(computed.Unpaid + Math.Max(0m, surcharge - paid - reduced)));
        yield return KeyValuePair.Create("enforce.spans", FeelValue.Of((IEnumerable<FeelValue>)[.. told ? computed.Spans.Select(Row) : []]));
    }

    // An agreement that was broken reduces nothing.
    private static bool AgreementStands(CaseState state) =>
        state.Documents.FindLastIndex(document => document.Code == "Q16") is >= 0 and var signed && signed > state.Documents.FindLastIndex(document => document.Code == "Q15b");

    private static FeelValue Row(SurchargeSpan span) => FeelContext.Empty
        .With("first", FeelValue.Of(span.First))
        .With("last", FeelValue.Of(span.Last))
        .With("days", FeelValue.Of((decimal)span.Days))
        .With("overdue", FeelValue.Of(span.Overdue))
        .With("amount", FeelValue.Of(decimal.Round(span.Amount, 2, MidpointRounding.AwayFromZero)));

    private static List<FinePart> Parts(CaseState state)
    {
        var instalments = CaseDraw.Rows(state, "enforce.instalments")
            .Where(row => row["dueOn"] is FeelDate && row["amount"] is FeelNumber)
            .Select(row => new FinePart(((FeelDate)row["dueOn"]).Value, ((FeelNumber)row["amount"]).Value)).ToList();
        return instalments.Count > 0 ? instalments
            : state.Date("enforce.dueOn") is { } due && state.Amount("enforce.fine") is { } fine ? [new FinePart(due, fine)]
            : [];
    }

    private static IEnumerable<(DateOnly On, decimal Amount)> Payments(CaseState state, string settles) => CaseDraw.Rows(state, "enforce.payments")
        .Where(row => CaseDraw.Text(row, "settles") == settles && row["on"] is FeelDate && row["amount"] is FeelNumber)
        .Select(row => (((FeelDate)row["on"]).Value, ((FeelNumber)row["amount"]).Value));

    private static SurchargePause? Pause(FeelContext row) =>
        row["first"] is FeelDate first && row["last"] is FeelDate last ? new SurchargePause(first.Value, last.Value) : null;
}
