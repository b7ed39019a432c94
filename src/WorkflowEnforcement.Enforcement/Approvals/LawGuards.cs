using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>The rules of the law that no drawn flow can switch off (law.md section 0).</summary>
internal static class LawGuards
{
    /// <summary>Checks an act against the law, with the facts as they would be after it.</summary>
    /// <param name="setting">Procedure and people.</param>
    /// <param name="before">The case before the act.</param>
    /// <param name="facts">All facts after the act.</param>
    /// <param name="step">The step that would be finished.</param>
    /// <param name="outcome">The outcome chosen.</param>
    /// <param name="command">Who acts and when.</param>
    /// <returns>Null when the law allows it.</returns>
    public static Refused? WhyNot(
        CaseSetting setting, CaseState before, ImmutableSortedDictionary<string, FeelValue> facts, StepDefinition step, StepOutcome outcome, CaseCommand command)
    {
        var after = before with { Facts = facts };
        return Officers(setting, after, step, outcome, command)
            ?? Proposal(after, step)
            ?? Notice(before, step, outcome)
            ?? Review(before, step, outcome)
            ?? NotHeavier(before, after, step, outcome)
            ?? WithinTheLaw(after, outcome)
            ?? Service(before, after, step, outcome);
    }

    /// <summary>True when the outcome is a decision to punish.</summary>
    private static bool Punishes(StepDefinition step, StepOutcome outcome) =>
        outcome.Key == "penalty" && step.Assignment!.Roles.Any(role => role is Roles.Director or Roles.Deputy);

    private static Refused? Officers(CaseSetting setting, CaseState after, StepDefinition step, StepOutcome outcome, CaseCommand command)
    {
        if (!step.Assignment!.Roles.Contains(Roles.Officer) || !command.By.Is(Roles.Officer))
        {
            return null;
        }

        if (step.Assignment.People < 2 || outcome.Key == CaseWords.Return)
        {
            return Credential(setting, command.By.Id, command.Today);
        }

        if (after.Officers is not [var lead, var assist])
        {
            return new Refused("officers.two", $"「{step.Name}」须由不少于两名执法人员办理,请先确定主办和协办人员。", LegalSource.PenaltyLaw("第四十二条第一款"));
        }

        if (lead == assist)
        {
            return new Refused("officers.same", "主办人员和协办人员须为两名不同的执法人员,现为同一人。", LegalSource.PenaltyLaw("第四十二条第一款"))
            {
                Fields = [new FieldFault("officers.assist", "须与主办人员不同。")],
            };
        }

        if (command.By.Id != lead && command.By.Id != assist)
        {
            return new Refused("task.not-handler", $"「{step.Name}」须由主办或协办人员办理。", LegalSource.PenaltyLaw("第四十二条第一款"));
        }

        return Credential(setting, lead, command.Today) ?? Credential(setting, assist, command.Today);
    }

    private static Refused? Credential(CaseSetting setting, string user, DateOnly day) =>
        setting.Staff.GetValueOrDefault(user) is { } member && member.MayEnforceOn(day)
            ? null
            : new Refused(
                "officers.credential",
                $"{setting.Staff.GetValueOrDefault(user)?.Name ?? user}在{day:yyyy年M月d日}没有有效的执法证件,不得从事执法活动。",
                LegalSource.PenaltyLaw("第四十二条第一款"));

    private static Refused? Proposal(CaseState after, StepDefinition step)
    {
        if (step.Documents.All(document => document.Code != "C20") || after.Text("proposed.kind") != "penalty")
        {
            return null;
        }

        if (after.Amount("proposed.fine") is null && after.Text("proposed.text").Length == 0)
        {
            return new Refused("proposal.empty", "拟给予行政处罚的,须写明拟处罚内容。", LegalSource.PenaltyLaw("第四十四条"))
            {
                Fields = [new FieldFault("proposed.text", "请写明拟处罚的种类和内容。")],
            };
        }

        return WithinMatter(after, "proposed.fine");
    }

    private static Refused? Notice(CaseState before, StepDefinition step, StepOutcome outcome)
    {
        if (!Punishes(step, outcome))
        {
            return null;
        }

        var notice = before.Documents.LastOrDefault(document => document.Code == "C21");
        if (notice is not { State: DocumentState.Served })
        {
            return new Refused("notice.missing", "作出处罚决定前须将事先告知书送达当事人,现未查到已送达的告知书。", LegalSource.PenaltyLaw("第四十四条、第六十二条"));
        }

        return before.Clocks.GetValueOrDefault("T13") is { State: ClockState.Running } clock
            ? new Refused(
                "notice.period-open",
                $"当事人的陈述申辩期至{clock.Due:yyyy年M月d日}届满,期满或当事人陈述、明确放弃前不得作出处罚决定。",
                LegalSource.PenaltyLaw("第四十五条、第六十二条"))
            : null;
    }

    private static Refused? Review(CaseState before, StepDefinition step, StepOutcome outcome) =>
        Punishes(step, outcome) && !(before.ReviewPassed == true && OpinionIsSigned(before))
            ? new Refused("review.missing", "未经法制审核或者审核未通过的,不得作出处罚决定。本案没有通过的法制审核意见。", LegalSource.PenaltyLaw("第五十八条"))
            : null;

    // The opinion must be of the present investigation: signed after the latest report that ended it.
    private static bool OpinionIsSigned(CaseState before) =>
        before.Documents.LastOrDefault(document => document.Code == "G10") is { } opinion
        && opinion.AtVersion > (before.Documents.LastOrDefault(document => document.Code == "C20")?.AtVersion ?? 0);

    private static Refused? NotHeavier(CaseState before, CaseState after, StepDefinition step, StepOutcome outcome)
    {
        if (!Punishes(step, outcome) && step.Documents.All(document => document.Code != "C24") && !Drafts(step))
        {
            return null;
        }

        foreach (var key in new[] { "recheck.fine", "decision.fine" })
        {
            if (before.NoticedFacts?.GetValueOrDefault("proposed.fine") is FeelNumber { Value: var told } && after.Amount(key) is { } now && now > told)
            {
                return new Refused(
                    "penalty.heavier",
                    $"告知当事人的拟罚款为{told:#,0.00}元,现为{now:#,0.00}元;不得因陈述、申辩加重处罚,有新事实的须重新调查并重新告知。",
                    LegalSource.PenaltyLaw("第四十五条第二款"))
                {
                    Fields = [new FieldFault(key, $"不得超过{told:#,0.00}元。")],
                };
            }
        }

        return null;
    }

    private static bool Drafts(StepDefinition step) => step.Form?.Fields.Any(field => field is { Key: "decision.fine", ReadOnly: false }) == true;

    private static Refused? WithinTheLaw(CaseState after, StepOutcome outcome) => outcome.Key == CaseWords.Return ? null : WithinMatter(after, "decision.fine");

    private static Refused? WithinMatter(CaseState after, string key)
    {
        var matter = FactsDictionary.Official.Matter(after.Text("matter.code"));
        return matter is { FineMax: { } max } && after.Amount(key) is { } fine && fine > max
            ? new Refused("penalty.above-limit", $"「{matter.Name}」的罚款不得超过{max:#,0.00}元,现为{fine:#,0.00}元。", matter.Basis)
            {
                Fields = [new FieldFault(key, $"不得超过{max:#,0.00}元。")],
            }
            : null;
    }

    private static Refused? Service(CaseState before, CaseState after, StepDefinition step, StepOutcome outcome)
    {
        foreach (var rule in step.Documents.Where(document => document.Serves.Length > 0 && Applies(document.Outcomes, outcome)))
        {
            var served = before.Documents.LastOrDefault(document => rule.Serves.Contains(document.Code));
            if (served is not { State: DocumentState.Issued })
            {
                return new Refused(
                    "service.nothing-to-serve",
                    $"「{step.Name}」须有已制作的文书可送达,{(served is null ? "本案尚未制作该文书" : $"「{served.Name}」{StateText(served.State)}")}。",
                    LegalSource.PenaltyLaw("第六十一条"));
            }

            var (onKey, _) = Documents.DocumentCatalogue.ServiceFacts(served.Code);
            if (after.Date(onKey) is { } on && on < served.On)
            {
                return new Refused("service.before-issue", $"「{served.Name}」于{served.On:yyyy年M月d日}制作,送达日期{on:yyyy年M月d日}不得早于该日。", LegalSource.PenaltyLaw("第六十一条"))
                {
                    Fields = [new FieldFault(onKey, $"不得早于{served.On:yyyy年M月d日}。")],
                };
            }
        }

        return null;
    }

    private static string StateText(DocumentState state) => state switch
    {
        DocumentState.Requested => "正在制作,请稍后再试",
        DocumentState.Failed => "未能制作,须先处理案件上的异常",
        DocumentState.Served => "已经送达",
        _ => "已制作",
    };

    private static bool Applies(ImmutableArray<string> outcomes, StepOutcome outcome) => outcomes.Length == 0 || outcomes.Contains(outcome.Key);
}
