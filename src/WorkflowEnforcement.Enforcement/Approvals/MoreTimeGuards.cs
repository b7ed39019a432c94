using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>再次延长办案期限: only as the leaders agreed when they discussed it together.</summary>
/// <legal>行政处罚法 (2021) art. 60; a second extension after the analogue rule.</legal>
internal static class MoreTimeGuards
{
    private const string Until = "moreTime.until";

    private static readonly LegalSource Source = LegalSource.PenaltyLaw("第六十条");

    public static Refused? WhyNot(IntendedAct act)
    {
        if (act.SendsBack || !act.Enters(Until) || act.After.Date(Until) is not { } until || act.Before.Clocks.GetValueOrDefault("T11") is not { IsOpen: true } clock)
        {
            return null;
        }

        return act.PlaceOf("G11") < act.PlaceOf("G12")
                ? new Refused("moreTime.undiscussed", "再次延长办案期限由负责人集体讨论决定，现没有针对本次申请的集体讨论记录。", Source)
            : until > clock.Due && act.Variable("timeDiscussionOutcome") is { Length: > 0 } and not "agree"
                ? IntendedAct.Refusal("moreTime.not-agreed", "集体讨论没有同意延长，期限仍为原来的期限。", Source, Until, $"须为{clock.Due:yyyy年M月d日}。")
            : null;
    }
}
