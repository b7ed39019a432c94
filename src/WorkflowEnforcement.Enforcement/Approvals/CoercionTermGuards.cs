using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>How long a measure lasts: thirty days, once thirty more while they still run, and what is decided is decided within them.</summary>
/// <legal>行政强制法 (2012) art. 25, 27, 32.</legal>
internal static class CoercionTermGuards
{
    private static readonly string[] Terms = ["T25", "T26b"];

    public static Refused? WhyNot(IntendedAct act) => Extended(act) ?? Decided(act) ?? Custody(act);

    /// <summary>The term of the measure as it stands; null before it was taken.</summary>
    public static CaseClock? Term(CaseState state) => Terms.Select(id => state.Clocks.GetValueOrDefault(id)).FirstOrDefault(clock => clock is not null);

    private static LegalSource Source(CaseClock term) => CoercionGuards.Law(term.Id == "T25" ? "第二十五条" : "第三十二条");

    private static Refused? Extended(IntendedAct act)
    {
        if ((!act.MakesNow("Q07") && !act.Enters("measure.extensionReason")) || Term(act.Before) is not { } term)
        {
            return null;
        }

        var source = Source(term);
        return !term.IsOpen || IsOver(act, term)
                ? new Refused("coercion.extension-late", $"查封、扣押、冻结的期限至{term.Due:yyyy年M月d日}，期限届满或者措施已经解除、处理的，不得延长。", source)
            : term.ExtendedIn is not null
                ? new Refused("coercion.extended", $"期限已经延长过一次，现至{term.Due:yyyy年M月d日}届满，不得再次延长。", source)
            : act.After.Text("measure.extensionReason").Length == 0
                ? CoercionGuards.Told(act, "coercion.extension-reason", "延长期限须情况复杂，并且书面告知当事人和说明理由，请写明理由。", source, "measure.extensionReason")
            : null;
    }

    // What is to be kept beyond the term is decided within it; what is over can only be released.
    private static Refused? Decided(IntendedAct act) =>
        act.MakesNow("Q08", "Q10") && Term(act.Before) is { } term && IsOver(act, term)
            ? new Refused("coercion.expired", $"查封、扣押、冻结的期限已于{term.Due:yyyy年M月d日}届满，须解除并退还，不得再作没收、销毁、移送的处理。", CoercionGuards.Law("第二十七条、第二十八条第一款第四项"))
            : null;

    private static Refused? Custody(IntendedAct act) =>
        act.MakesNow("Q06") && act.After.Text("custody.agent").Length == 0
            ? CoercionGuards.Told(act, "coercion.custody", "委托第三人保管的，须写明受委托的第三人。", CoercionGuards.Law("第二十六条第二款"), "custody.agent")
            : null;

    private static bool IsOver(IntendedAct act, CaseClock term) => term.State == ClockState.Running && term.Due < act.Command.Today;
}
