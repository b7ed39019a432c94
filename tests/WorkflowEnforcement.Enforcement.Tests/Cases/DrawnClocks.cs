using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>The shipped procedure with more said about clocks in some of its steps.</summary>
internal static class DrawnClocks
{
    public const string Suspend = "<enf:clock ref=\"T11\" action=\"suspend\" ground=\"技术鉴定\" />";
    public const string Resume = "<enf:clock ref=\"T11\" action=\"resume\" />";
    public const string Extend = "<enf:clock ref=\"T11\" action=\"extend\" outcome=\"agree\" />";

    /// <summary>The shipped procedure, changed.</summary>
    public static ProcedureReadResult Read(params (string Step, string Clock)[] clocks) => TestBureau.ReadPenalty(flow => Draw(flow, clocks));

    /// <summary>A case of the full scenario that waits for a step of the changed procedure.</summary>
    public static GivenCase Given(string task, params (string Step, string Clock)[] clocks) =>
        GivenCase.Given("full-penalty", TestBureau.Setting with { Procedure = TestBureau.Sound(Read(clocks)) }).UpTo(task);

    /// <summary>The flow with a clock more in each of the steps.</summary>
    public static string Draw(string flow, params (string Step, string Clock)[] clocks) => clocks.Aggregate(flow, (drawn, more) =>
    {
        var end = drawn.IndexOf("</bpmn:extensionElements>", drawn.IndexOf($"Task id=\"{more.Step}\"", StringComparison.Ordinal), StringComparison.Ordinal);
        return drawn.Insert(end, more.Clock);
    });

    /// <summary>Counts the open clocks anew, as the system does it.</summary>
    public static Then Recompute(this GivenCase given, string by = "system") => given.When(walk =>
        new RecomputeClocks("2027年第2版") { By = TestBureau.Actor(walk.Setting, by), At = given.Next.At, CommandId = walk.NextId() });
}
