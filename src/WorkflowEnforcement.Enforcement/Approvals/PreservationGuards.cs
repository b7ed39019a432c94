using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>先行登记保存: during the investigation, approved by the leaders beforehand, one after the other, and dealt with within seven working days.</summary>
/// <legal>行政处罚法 (2021) art. 56.</legal>
internal static class PreservationGuards
{
    private static readonly LegalSource Source = LegalSource.PenaltyLaw("第五十六条");

    public static Refused? WhyNot(IntendedAct act) =>
        act.SendsBack ? null
        : act.Command is ReceiveMessage && act.Enters("preservation.reason") ? Asked(act)
        : act.MakesNow("C15") ? Approved(act)
        : act.MakesNow("C16") ? InTime(act)
        : null;

    private static Refused? Asked(IntendedAct act) =>
        act.Before.Clocks.GetValueOrDefault("T11") is not { IsOpen: true }
            ? new Refused("preservation.not-investigating", "先行登记保存是调查取证的措施，须在立案以后、作出决定以前采取。", Source)
        : act.Before.Clocks.GetValueOrDefault("T12") is { IsOpen: true } clock
            ? new Refused("preservation.open", $"上一次先行登记保存尚未处理（至{clock.Due:yyyy年M月d日}），处理以后才能再次报请。", Source)
        : null;

    private static Refused? Approved(IntendedAct act) =>
        act.PlaceOf("G12") <= act.PlaceOf("C15") || act.Before.Text("approval.matter") != "preservation"
            ? new Refused("preservation.unapproved", "先行登记保存须经行政机关负责人批准，本次登记保存没有经过批准的审批表。", Source)
            : null;

    private static Refused? InTime(IntendedAct act) => act.Before.Clocks.GetValueOrDefault("T12") is { IsOpen: true } clock && clock.Due < act.Command.Today
        ? new Refused("preservation.lapsed", $"应当在七日内作出处理决定，该期限已于{clock.Due:yyyy年M月d日}届满，登记保存已经自动解除。", Source)
        : null;
}
