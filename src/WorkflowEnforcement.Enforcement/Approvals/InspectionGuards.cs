using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Inspections;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>No inspection outside the list, without approval, by others than two officers of the bureau, or above the yearly cap.</summary>
/// <legal>国办发〔2024〕54号; 优化营商环境条例 art. 54; known at second hand where the basis says so.</legal>
internal static class InspectionGuards
{
    /// <summary>关于严格规范涉企行政检查的意见.</summary>
    internal static readonly LegalSource Opinion = new("国办发〔2024〕54号", string.Empty, Provenance.CheckedSecondHand);

    private static readonly LegalSource Draw = new("优化营商环境条例", "第五十四条");

    public static Refused? WhyNot(IntendedAct act) =>
        act.SendsBack ? null
        : DrawGuards.WhyNot(act) ?? Planned(act) ?? Approved(act) ?? Visit(act) ?? InspectionResultGuards.WhyNot(act);

    // What is asked for is checked as it is entered, so that the mistake shows where it can be mended, and again by who approves.
    private static Refused? Planned(IntendedAct act) =>
        act.Enters("inspection.plannedOn") || act.MakesNow("J03") ? Listed(act) ?? Within(act) ?? Deployed(act) ?? Capped(act) ?? Urgent(act) : null;

    private static Refused? Listed(IntendedAct act) =>
        ChosenMatter.Of(act.After) is { Kind: "inspection" }
            ? null
            : new Refused("inspection.not-listed", "检查事项须在公布的行政检查事项清单内，清单之外不得检查。本案的事项不在清单内。", Opinion);

    private static Refused? Within(IntendedAct act)
    {
        var approved = CaseDraw.Rows(act.After, "plan.items").Select(row => CaseDraw.Text(row, "item")).ToHashSet(StringComparer.Ordinal);
        var planned = CaseDraw.Rows(act.After, "inspection.items").Select(row => CaseDraw.Text(row, "item")).ToList();
        if (InspectionKinds.Of(act.Setting.Procedure, act.After) == InspectionKinds.Individual)
        {
            return null;
        }

        return planned.Find(item => !approved.Contains(item)) is { } beyond
            ? Field(act, "inspection.beyond-plan", $"「{beyond}」不在批准的计划（方案）的检查事项内，不得增加检查内容。", Opinion, "inspection.items", $"只能选用批准的检查事项：{string.Join('、', approved)}。")
            : null;
    }

    private static Refused? Deployed(IntendedAct act)
    {
        var kind = InspectionKinds.Of(act.Setting.Procedure, act.After);
        var random = kind == InspectionKinds.Daily || act.After.Facts.GetValueOrDefault("special.random") is FeelBoolean { Value: true };
        if (random && act.Latest(CaseDraw.Record) is not { State: DocumentState.Issued or DocumentState.Served })
        {
            return new Refused("inspection.not-drawn", "检查对象和检查人员须经双随机抽取，本案没有抽取记录。", Draw);
        }

        var special = act.Parameter(ParameterIds.SpecialApproval);
        return kind is not (InspectionKinds.SpecialOwn or InspectionKinds.SpecialSuperior) || !special.IsOn ? null
            : act.After.Date("special.approvedOn") is null || act.After.Text("special.approverLevel") is not ("government" or "superior") || OwnWithoutGovernment(act, kind)
            ? new Refused("inspection.special", "专项检查的方案须经县级以上人民政府批准（上级部署的，须有上级的部署），本案没有登记这样的批准。", special.Source)
            : null;
    }

    private static bool OwnWithoutGovernment(IntendedAct act, string kind) =>
        kind == InspectionKinds.SpecialOwn && (act.After.Text("special.approverLevel") != "government" || act.Latest("J01b") is null);

    private static Refused? Capped(IntendedAct act)
    {
        var (kind, rules) = (InspectionKinds.Of(act.Setting.Procedure, act.After), InspectionRules.On(act.Setting.Registers, act.Command.Today));
        var (objectClass, counted) = (act.After.Text("inspection.class"), CaseDraw.Whole(act.After.Facts.GetValueOrDefault("inspection.checks", FeelValue.Null)));
        var told = $"{act.After.Text("party.name")}今年已被检查{counted}次（计入频次的：{string.Join('、', rules.Kinds.Where(known => known.Counts).Select(known => known.Label))}），其分级分类的年度上限为{FrequencyCap.CapOf(rules, objectClass)}次";
        return FrequencyCap.Check(rules, kind, objectClass, counted) switch
        {
            CapFinding.Reached => new Refused("inspection.cap", $"{told}，{rules.Kind(kind)?.Label ?? "本次检查"}不得再安排。", rules.CapSource(objectClass)),
            CapFinding.Warned when act.After.Text("inspection.capNote").Length == 0 => Field(
                act, "inspection.cap-note", $"{told}。个案检查不受上限约束，但须写明仍需检查的理由。", rules.CapSource(objectClass), "inspection.capNote", "请写明超过年度频次上限仍需检查的理由。"),
            _ => null,
        };
    }

    private static Refused? Urgent(IntendedAct act) => IsUrgent(act.After) && act.After.Text("inspection.urgentReason").Length == 0
        ? Field(act, "inspection.urgent", "情况紧急先行检查的，须写明紧急情况，并且立即补办批准。", Opinion, "inspection.urgentReason", "请写明紧急情况。")
        : null;

    private static Refused? Approved(IntendedAct act) =>
        act.MakesNow("J03") && !(act.Command.By.Is(Roles.Director) || act.Command.By.Is(Roles.Deputy))
            ? new Refused("inspection.approver", "检查须由行政执法主体负责人批准，其他人员不得批准。", Opinion)
            : null;

    private static Refused? Visit(IntendedAct act)
    {
        if (!act.Inspects && !act.Enters("site.visitedOn"))
        {
            return null;
        }

        if (!act.Command.By.Is(Roles.Officer) || !act.After.Officers.Contains(act.Command.By.Id))
        {
            return new Refused("inspection.third-party", "检查须由本案的两名执法人员实施，协助人员、第三方机构和没有执法证件的人员不得实施检查。", Opinion);
        }

        return Interest(act) ?? Approval(act);
    }

    private static Refused? Interest(IntendedAct act)
    {
        var interested = CaseDraw.Rows(act.After, "draw.interests").Select(row => CaseDraw.Text(row, "officer")).FirstOrDefault(user => act.After.Officers.Contains(user));
        if (interested is not null)
        {
            return new Refused("inspection.interest", $"{Seating.NameOf(act.Setting, interested)}已申报与检查对象有利害关系，应当回避，不得参加检查。", DrawGuards.Avoidance);
        }

        return act.Latest(CaseDraw.Record) is not null && !CaseDraw.Officers(act.After).SequenceEqual(act.After.Officers)
            ? new Refused("inspection.not-as-drawn", "检查人员须是随机抽取的人员，现与抽取记录不符；不能参加的，须申报后重新抽取。", Draw)
            : null;
    }

    private static Refused? Approval(IntendedAct act)
    {
        var approval = act.Latest("J03");
        if (approval is not { State: DocumentState.Issued or DocumentState.Served })
        {
            return IsUrgent(act.Before)
                ? null
                : new Refused("inspection.not-approved", "实施检查前须经行政执法主体负责人批准，本案没有批准的行政检查审批表。", Opinion);
        }

        return !IsUrgent(act.Before) && act.Enters("site.visitedOn") && act.After.Date("site.visitedOn") < approval.On
            ? Field(act, "date.order", $"检查日期不得早于批准之日（{approval.On:yyyy年M月d日}）。", Opinion, "site.visitedOn", $"不得早于{approval.On:yyyy年M月d日}。")
            : null;
    }

    /// <summary>True where the officers went at once because it was urgent.</summary>
    internal static bool IsUrgent(CaseState state) => state.Facts.GetValueOrDefault("inspection.urgent") is FeelBoolean { Value: true };

    /// <summary>A refusal at the field where it can be mended, if the step has it.</summary>
    internal static Refused Field(IntendedAct act, string code, string message, LegalSource source, string key, string hint) =>
        act.Enters(key) ? IntendedAct.Refusal(code, message, source, key, hint) : new Refused(code, message, source);
}
