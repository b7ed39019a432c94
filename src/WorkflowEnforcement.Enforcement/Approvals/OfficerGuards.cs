using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>Two officers with credentials valid on the day of the act.</summary>
/// <legal>行政处罚法 (2021) art. 42(1).</legal>
internal static class OfficerGuards
{
    private static readonly LegalSource Source = LegalSource.PenaltyLaw("第四十二条第一款");

    // Days on which something was done outside the office; they may lie before the day of their entry.
    private static readonly string[] ActDays = ["verification.on", "notice.servedOn", "service.servedOn", "site.visitedOn", "correct.checkedOn", "summary.on", "preservation.on", "taking.on"];

    public static Refused? WhyNot(IntendedAct act)
    {
        var assignment = act.Step.Assignment!;
        if (!assignment.Roles.Contains(Roles.Officer))
        {
            return null;
        }

        // Service and inspection are acts of two, whatever number the flow gives; in licensing only the verification of substance is (行政许可法 34(3)).
        var servesLicence = act.Serves && act.Setting.Procedure.Kind == "licensing";
        var takesTwo = !servesLicence && (assignment.People >= 2 || act.TakesTwo);
        if (!takesTwo || act.SendsBack)
        {
            return act.Command.By.Is(Roles.Officer) ? Credential(act, act.Command.By.Id, act.Command.Today) : null;
        }

        if (act.After.Officers is not [var lead, var assist])
        {
            return new Refused("officers.two", $"「{act.Step.Name}」须由不少于两名执法人员办理，请先确定主办和协办人员。", Source);
        }

        if (lead == assist)
        {
            return IntendedAct.Refusal("officers.same", "主办人员和协办人员须为两名不同的执法人员，现为同一人。", Source, "officers.assist", "须与主办人员不同。");
        }

        if (act.Command.By.Id != lead && act.Command.By.Id != assist)
        {
            return new Refused("task.not-handler", $"「{act.Step.Name}」须由主办或协办人员办理。", Source);
        }

        var days = ActDays.Where(act.Enters).Select(act.After.Date).OfType<DateOnly>().Append(act.Command.Today).Distinct();
        return days.Select(day => Credential(act, lead, day) ?? Credential(act, assist, day)).FirstOrDefault(refused => refused is not null);
    }

    private static Refused? Credential(IntendedAct act, string user, DateOnly day) =>
        act.Setting.Staff.GetValueOrDefault(user) is { } member && member.MayEnforceOn(day)
            ? null
            : new Refused(
                "officers.credential",
                $"{act.Setting.Staff.GetValueOrDefault(user)?.Name ?? user}在{day:yyyy年M月d日}没有有效的执法证件，不得从事执法活动。",
                Source);
}
