using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Discretion;

/// <summary>The fine that a step proposes or decides, whatever the flow calls the step.</summary>
/// <param name="Key">The fact that holds it.</param>
/// <param name="Amount">Yuan; 0 where a penalty is proposed or decided without a fine.</param>
/// <param name="Decided">True where the penalty is decided by it, not only drafted or proposed.</param>
internal sealed record FixedFine(string Key, decimal Amount, bool Decided)
{
    public const string Proposed = "proposed.fine";
    public const string Final = "decision.fine";

    /// <summary>The fine; null where the step fixes none.</summary>
    public static FixedFine? Of(IntendedAct act)
    {
        // After a decision on the spot only a review organ or a court changes it; what they decide is not measured here.
        if (act.SendsBack || act.Setting.Procedure.Kind != "penalty" || act.Outcome.Key == CaseWords.Ordinary || act.Latest("C32") is not null)
        {
            return null;
        }

        var (proposed, final) = (act.After.Amount(Proposed), act.After.Amount(Final));
        var fine = Fixed(act, proposed, final);

        // Where the law asks for a fine of some amount, a draft of none is a draft of another outcome; who decides on a penalty by it is asked then.
        return fine is { Key: Final, Amount: 0, Decided: false } && ChosenMatter.Of(act.After) is { FineMin: > 0 } ? null : fine;
    }

    private static FixedFine? Fixed(IntendedAct act, decimal? proposed, decimal? final) =>
        act.Punishes || act.MakesNow("C31", "C32") ? new FixedFine(Final, final ?? 0, true)
            : act.Enters(Final) && final is { } drafted ? new FixedFine(Final, drafted, false)
            : act.Makes("C20") && act.After.Text("proposed.kind") == CaseWords.Penalty ? new FixedFine(Proposed, proposed ?? 0, false)
            : act.Enters(Proposed) && act.Enters("summary.kind") && act.After.Text("summary.kind") == "warning" ? new FixedFine(Proposed, 0, false)
            : act.Enters(Proposed) && proposed is { } asked && act.After.Text("proposed.kind") is "" or CaseWords.Penalty ? new FixedFine(Proposed, asked, false)
            : null;
}
