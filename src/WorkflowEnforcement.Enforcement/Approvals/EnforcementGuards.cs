using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Enforcement.Inspections;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>What is enforced is due, demanded in writing, counted and decided by the head; what is closed was performed or ended.</summary>
/// <legal>行政强制法 (2012) art. 34 to 40, 45, 55.</legal>
internal static class EnforcementGuards
{
    private static readonly string[] HeadDecides = ["Q13", "Q14a", "Q15a", "Q15c", "Q16"];

    private static readonly (string Table, string[] Columns)[] Tables =
    [
        ("enforce.payments", ["on", "amount", "settles"]), ("enforce.instalments", ["dueOn", "amount"]), ("enforce.pauses", ["first", "last"]),
    ];

    // A penalty case that is enforced where it was decided knows its fine, its clocks and its remedies by other facts: see CollectionGuards.
    public static Refused? WhyNot(IntendedAct act) => act.Setting.Procedure.Kind == "penalty"
        ? Decider(act)
        : Decider(act) ?? Whole(act) ?? Counted(act) ?? Demand(act) ?? Heard(act) ?? Performed(act) ?? CourtGuards.WhyNot(act) ?? ExecutionGuards.WhyNot(act)
            ?? SubstituteGuards.WhyNot(act) ?? EnforcementPauseGuards.WhyNot(act) ?? Closed(act);

    /// <summary>True when the step chooses a way to enforce, and which.</summary>
    public static bool Chooses(IntendedAct act, string way) => act.Step.OutcomeVariable == "enforce.way" && act.Outcome.Key == way;

    /// <summary>The refusal where a demand was not served or its days are not over.</summary>
    public static Refused? NotDemanded(IntendedAct act, string article) => act.Latest("Q11") is not { State: DocumentState.Served }
        ? new Refused("coercion.no-demand", "须先书面催告并将催告书送达当事人，现没有已送达的催告书。", CoercionGuards.Law(article))
        : null;

    /// <summary>True once the term that the demand gave is over.</summary>
    public static bool IsTermOver(IntendedAct act) => act.After.Date("demand.termOn") is { } term && term < act.Command.Today;

    private static Refused? Decider(IntendedAct act)
    {
        var heads = act.Command.By.Is(Roles.Director) || act.Command.By.Is(Roles.Deputy);
        return heads ? null
            : act.MakesNow("Q17") ? new Refused("coercion.court-signer", "强制执行申请书须由行政机关负责人签名，加盖行政机关的印章，并注明日期。", CoercionGuards.Law("第五十五条第二款"))
            : act.MakesNow(HeadDecides.AsSpan()) ? new Refused("coercion.approver", "强制执行、代履行、中止、终结执行和执行协议须由行政机关负责人决定。", CoercionGuards.Law("第三十七条"))
            : null;
    }

    private static Refused? Whole(IntendedAct act)
    {
        foreach (var (table, columns) in Tables.Where(table => act.Enters(table.Table)))
        {
            if (CaseDraw.Rows(act.After, table).Any(row => columns.Any(column => row[column] is FeelNull)))
            {
                var label = FactsDictionary.Official[table].Label;
                return IntendedAct.Refusal("coercion.rows", $"「{label}」每一行的日期、数额和种类须填写完整。", CoercionGuards.Law("第三十五条第三项"), table, "请补充完整。");
            }
        }

        var parts = CaseDraw.Rows(act.After, "enforce.instalments").Select(row => row["amount"]).OfType<FeelNumber>().Sum(amount => amount.Value);
        return act.Enters("enforce.instalments") && parts > 0 && parts != act.After.Amount("enforce.fine")
            ? IntendedAct.Refusal("coercion.instalments", $"各期数额合计{parts:#,0.00}元，须与罚款数额一致。", LegalSource.PenaltyLaw("第六十六条第二款"), "enforce.instalments", "请核对各期数额。")
            : null;
    }

    private static Refused? Counted(IntendedAct act) =>
        EnforcementReckoning.Concerns(act.Step, act.Outcome.Key) && EnforcementReckoning.Surcharge(act.After, act.Command.Today) is SurchargeOutcome.Refused wrong
            ? CoercionGuards.Told(act, wrong.Code, wrong.Text, wrong.Source, wrong.Code.StartsWith("pause", StringComparison.Ordinal) ? "enforce.pauses" : wrong.Code.StartsWith("payment", StringComparison.Ordinal) ? "enforce.payments" : "enforce.fine")
            : null;

    private static Refused? Demand(IntendedAct act)
    {
        if (!act.MakesNow("Q11") && !act.Enters("demand.termOn"))
        {
            return null;
        }

        return act.After.Date("enforce.decisionServedOn") is null || act.After.Date("enforce.dueOn") is not { } due || due >= act.Command.Today
                ? new Refused("coercion.not-overdue", "行政决定送达以后，当事人在决定的期限以内不履行的，才能强制执行；现期限还没有届满。", CoercionGuards.Law("第三十四条"))
            : act.After.Text("enforce.duty") == "money" && (act.After.Amount("enforce.total") ?? 0) <= 0
                ? new Refused("coercion.nothing-due", "应缴总额为零，不得催告。", CoercionGuards.Law("第三十五条第三项"))
            : act.After.Date("demand.termOn") is not { } term || term <= act.Command.Today
                ? CoercionGuards.Told(act, "coercion.demand-term", "催告书须载明履行义务的期限，期限须在催告以后。", CoercionGuards.Law("第三十五条第一项"), "demand.termOn")
            : act.After.Text("demand.way").Length == 0
                ? CoercionGuards.Told(act, "coercion.demand-way", "催告书须载明履行义务的方式。", CoercionGuards.Law("第三十五条第二项"), "demand.way")
            : null;
    }

    private static Refused? Heard(IntendedAct act) =>
        act.MakesNow("Q13", "Q14a", "Q17") && act.Before.Text("demand.statement").Length > 0 && act.Latest("Q12b") is null
            ? new Refused("coercion.not-heard", "当事人收到催告书后提出陈述、申辩的，须记录、复核以后才能作出决定。", CoercionGuards.Law("第三十六条"))
            : null;

    private static Refused? Performed(IntendedAct act)
    {
        var says = Chooses(act, "performed") || (act.Enters("enforce.ended") && act.After.Text("enforce.ended") is "performed" or "agreement") || act.Step.Effects.Any(effect => effect.Fact == "enforce.ended" && effect.Value is FeelText { Value: "agreement" });
        return says && act.After.Text("enforce.duty") == "money" && act.After.Amount("enforce.total") > 0
            ? CoercionGuards.Told(act, "coercion.unpaid", $"应缴总额还有{act.After.Amount("enforce.total"):#,0.00}元没有缴纳，不能登记为已经履行。", CoercionGuards.Law("第三十七条第一款"), "enforce.payments")
            : null;
    }

    private static Refused? Closed(IntendedAct act)
    {
        if (!act.Enters("enforce.ended") || act.After.Text("enforce.ended") is not { Length: > 0 } ended)
        {
            return null;
        }

        var agrees = ended switch
        {
            "own" => act.Latest("Q13") is not null && act.Before.Date("execution.on") is not null,
            "substitute" => act.Latest("Q14c") is not null,
            "agreement" => act.Latest("Q16") is not null,
            "court" => act.Before.Date("court.executedOn") is not null,
            "courtRefused" => act.Before.Date("court.rejectedOn") is not null || act.Before.Date("court.ruledOn") is not null,
            "terminated" => act.Latest("Q15c") is not null,
            "noMore" => act.Before.Text("enforce.ended") == "noMore",
            "lapsed" => act.Before.Date("enforce.windowEndsOn") < act.Command.Today,
            "withdrawn" => act.Latest("Q12b") is not null && act.Before.Text("demand.adopted") is "yes" or "part",
            _ => true,
        };
        return agrees ? null : IntendedAct.Refusal(
            "coercion.closing",
            $"案卷中没有「{FactsDictionary.Official["enforce.ended"].LabelOf(ended)}」的记录，执行的结果与案卷不符。",
            CoercionGuards.Law("第四十条"),
            "enforce.ended",
            "请按照案卷中的记录选择。");
    }
}
