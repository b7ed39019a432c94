using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>What may be a crime goes to the police: on a written report of two officers, by the principal head alone.</summary>
/// <legal>行政执法机关移送涉嫌犯罪案件的规定 (2020) art. 5.</legal>
internal static class CrimeGuards
{
    public static Refused? WhyNot(IntendedAct act)
    {
        if (!act.MakesNow("G07"))
        {
            return null;
        }

        return !act.Command.By.Is(Roles.Director)
                ? new Refused("crime.principal-head", $"移送涉嫌犯罪案件须由正职负责人或者主持工作的负责人批准，{act.Command.By.Name}不是主要负责人。", Source("第五条第二款"))
            : act.Before.Text("crime.report").Length == 0 || !act.Before.Completions.Any(done => !done.Undone && done.Officers.Length >= 2 && Reports(act, done))
                ? new Refused("crime.report-missing", "移送涉嫌犯罪案件须有不少于两名执法人员核实情况后提出的书面报告，现没有该报告。", Source("第五条第一款"))
            : null;
    }

    /// <summary>An article of the regulation.</summary>
    public static LegalSource Source(string article) => new("行政执法机关移送涉嫌犯罪案件的规定", article);

    private static bool Reports(IntendedAct act, Completion done) =>
        act.Setting.Procedure.Steps.TryGetValue(done.Element, out var step) && step.Form?.Fields.Any(field => field is { Key: "crime.report", ReadOnly: false }) == true;
}
