using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>加处罚款 as the facts of a case give it: nobody types what the law lets be counted.</summary>
/// <legal>行政处罚法 (2021) art. 72(1), 73(3).</legal>
internal static class SurchargeCount
{
    private const string Until = "surcharge.countedTo";

    /// <summary>Counts to the end of a day.</summary>
    /// <returns>The surcharge; refused where nothing is fined or no time to pay ran.</returns>
    public static SurchargeOutcome Of(CaseState state, DateOnly until)
    {
        var instalments = state.Date("instalment.until") is null ? [] : Rows(state, "instalment.plan", "due").Select(row => new FinePart(row.On, row.Amount)).ToList();
        List<FinePart> parts = instalments.Count > 0 ? instalments
            : state.Clocks.GetValueOrDefault("T18") is { } clock && state.Amount("decision.fine") is { } fine ? [new FinePart(clock.Due, fine)]
            : [];
        List<SurchargePause> pauses = state.Date("remedy.filedOn") is { } filed ? [new SurchargePause(filed, Later(filed, state.Date("remedy.endedOn") ?? until))] : [];
        return Surcharge.Compute(parts, [.. Rows(state, "payment.records", "on").Select(row => new FinePayment(row.On, row.Amount))], pauses, until);
    }

    /// <summary>The entries of a step that counts a surcharge, with what follows from them.</summary>
    public static ImmutableSortedDictionary<string, FeelValue> WithResult(
        CaseState state, StepDefinition step, StepOutcome outcome, ImmutableSortedDictionary<string, FeelValue> entered)
    {
        if (outcome.Key == CaseWords.Return || step.Form?.Fields.Any(field => field is { Key: Until, ReadOnly: false }) != true)
        {
            return entered;
        }

        var after = state with { Facts = state.Facts.SetItems(entered) };
        return after.Date(Until) is { } until && Of(after, until) is SurchargeOutcome.Computed count
            ? entered
                .SetItem("surcharge.amount", FeelValue.Of(count.Amount))
                .SetItem("surcharge.unpaid", FeelValue.Of(count.Unpaid))
                .SetItem("surcharge.days", FeelValue.Of((decimal)count.Spans.Sum(span => span.Days)))
                .SetItem("surcharge.detail", FeelValue.Of(Told(count)))
            : entered;
    }

    private static string Told(SurchargeOutcome.Computed count)
    {
        var spans = count.Spans.Select(span => $"{span.First:yyyy年M月d日}至{span.Last:yyyy年M月d日}，{span.Days}日，未缴{span.Overdue:#,0.00}元，每日百分之三，计{span.Amount:#,0.00}元");
        return count.Spans.Length == 0 ? "没有逾期。" : string.Join("；", spans) + (count.Capped ? "；已达罚款本数，不再增加。" : "。");
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static IEnumerable<(DateOnly On, decimal Amount)> Rows(CaseState state, string key, string day) => state.Facts.GetValueOrDefault(key) is FeelList rows
        ? rows.Items.OfType<FeelContext>().Where(row => row[day] is FeelDate && row["amount"] is FeelNumber).Select(row => (((FeelDate)row[day]).Value, ((FeelNumber)row["amount"]).Value))
        : [];
}
