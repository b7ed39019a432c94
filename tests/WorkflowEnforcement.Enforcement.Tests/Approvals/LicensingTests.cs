using System.Text;
using System.Text.RegularExpressions;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>行政许可法 art. 32 to 50, 78 and 79: what the law refuses even where a flow is drawn otherwise.</summary>
public sealed class LicensingTests
{
    private const string Folder = "licensing-ordinary";

    [Fact]
    public void A_decision_before_acceptance_is_refused() =>
        Refused("bar-over", "MakeDecision", "licensing.not-accepted", "第三十二条", state => state with { Facts = state.Facts.Remove("acceptance.kind") });

    [Theory]
    [InlineData("decision.reason")]
    [InlineData("decision.basis")]
    public void A_refusal_without_reason_or_basis_is_refused(string left) =>
        Refused("refused-after-review", "MakeDecision", "licensing.no-reasons", "第三十八条第二款", state => state with { Facts = state.Facts.Remove(left) }, time: 3);

    [Fact]
    public void Materials_are_not_asked_for_a_second_time()
    {
        var walk = Walk("supplemented", "CheckSupplement", Leading("SupplementReceived", "CheckSupplement", "Admit"));
        var rows = FeelValue.Of((IEnumerable<FeelValue>)[FeelContext.Empty.With("name", FeelValue.Of("营业执照"))]);
        Is(Complete(walk, walk.State!, "Admit", "supplement", "clerk", At(walk), CaseState.NoFacts.Add("supplement.items", rows)), "licensing.asked-twice", "第三十二条第一款第四项");
    }

    [Fact]
    public void One_person_does_not_verify_on_the_site_whatever_is_drawn()
    {
        var walk = Walk("decision-too-early", "VisitSite", Redrawn(("roles=\"officer\" people=\"2\"", "roles=\"officer\" people=\"1\"")));
        Is(Complete(walk, walk.State!, ScenarioFile.Read(Folder, "decision-too-early").Steps.Single(step => step.Task == "VisitSite")), "licensing.two-people", "第三十四条第三款");
    }

    [Theory]
    [InlineData("HearingApplied", "CallHearing", "2026-03-06", "licensing.hearing-refused", "第四十七条第一款")]
    [InlineData("ServeHearingNotice", "Gateway_Hearing", "2026-03-05", "licensing.hearing-open", "第四十七条第一款")]
    public void A_flow_that_passes_by_the_hearing_leads_to_no_decision(string from, string to, string day, string code, string article) =>
        DecidedAfter("hearing-waived", from, to, day, code, article);

    [Fact]
    public void A_flow_that_does_not_wait_for_who_is_concerned_leads_to_no_decision() =>
        DecidedAfter("public-hearing", "ServeInterested", "HearStatement", "2026-03-05", "licensing.statement-open", "第三十六条");

    [Theory]
    [InlineData("concealment", "2025-03-02", true)]
    [InlineData("concealment", "2025-03-01", false)]
    [InlineData("deceit", "2023-03-02", true)]
    [InlineData("deceit", "2023-03-01", false)]
    [InlineData("none", "2026-03-01", false)]
    public void The_bar_on_applying_again_ends_with_its_last_day(string ground, string decided, bool barred)
    {
        var walk = Walk("not-required", "Admit", TestBureau.Procedure(Folder));
        var known = walk.State! with { Facts = walk.State.Facts.SetItem("bar.ground", FeelValue.Of(ground)).SetItem("bar.decidedOn", FeelValue.Of(DateOnly.Parse(decided, null))) };
        var outcome = Complete(walk, known, "Admit", "accept", "clerk", At(walk), CaseState.NoFacts.Add("acceptance.on", FeelValue.Of(new DateOnly(2026, 3, 2))));
        Assert.Equal(barred, outcome is Refused { Code: "licensing.barred" });
    }

    [Fact]
    public void Nobody_is_barred_where_safety_is_not_concerned()
    {
        var walk = Walk("barred-concealment", "Admit", TestBureau.Procedure(Folder));
        var known = walk.State! with { Facts = walk.State.Facts.SetItem("bar.safety", FeelValue.Of("no")) };
        Assert.IsType<Accepted>(Complete(walk, known, "Admit", "accept", "clerk", At(walk), CaseState.NoFacts.Add("acceptance.on", FeelValue.Of(new DateOnly(2026, 3, 2)))));
    }

    private static void DecidedAfter(string scenario, string from, string to, string day, string code, string article)
    {
        var at = DateTimeOffset.Parse(day + "T15:00:00+08:00", null);
        var walk = Walk(scenario, string.Empty, Leading(from, to, "Examine"), until: step => step.Task == from || step.Message == from);
        var draft = ScenarioFile.Read(Folder, "bar-over").Steps.Single(step => step.Task == "Examine").Facts;
        CaseWalk.Demand(walk.Run(new CompleteTask(TaskAt(walk, "Examine"), "onSpot", draft, string.Empty) { By = TestBureau.Actor(walk.Setting, "officer1"), At = at, CommandId = walk.NextId() }), "Examine");
        walk.MakeDocuments(at);
        Is(Complete(walk, walk.State!, "MakeDecision", "grant", "director", at, CaseState.NoFacts), code, article);
    }

    private static void Refused(string scenario, string task, string code, string article, Func<CaseState, CaseState> change, int time = 1)
    {
        var walk = Walk(scenario, task, TestBureau.Procedure(Folder), time);
        Is(Complete(walk, change(walk.State!), ScenarioFile.Read(Folder, scenario).Steps.Where(step => step.Task == task).ElementAt(time - 1)), code, article);
    }

    private static void Is(CaseOutcome outcome, string code, string article)
    {
        var refused = Assert.IsType<Refused>(outcome);
        Assert.Equal((code, true), (refused.Code, refused.Source!.ToString().Contains(article, StringComparison.Ordinal)));
    }

    // The case as it waits before a step of a scenario, or after the step until which it is walked.
    private static CaseWalk Walk(string scenario, string task, ProcedureDefinition procedure, int time = 1, Func<ScenarioStep, bool>? until = null)
    {
        var file = ScenarioFile.Read(Folder, scenario);
        var walk = new CaseWalk(TestBureau.Setting with { Procedure = procedure });
        CaseWalk.Demand(walk.Open(file), "opening");
        walk.MakeDocuments(file.At);
        foreach (var step in file.Steps)
        {
            if (step.Task.Length > 0 && step.Task == task && --time == 0)
            {
                break;
            }

            CaseWalk.Demand(walk.Run(step), step.Task + step.Message);
            if (until?.Invoke(step) == true)
            {
                break;
            }
        }

        return walk;
    }

    private static CaseOutcome Complete(CaseWalk walk, CaseState state, ScenarioStep step) =>
        Complete(walk, state, step.Task, step.Outcome, step.By, step.At, step.Facts, step.Comment);

    private static CaseOutcome Complete(
        CaseWalk walk, CaseState state, string task, string outcome, string by, DateTimeOffset at, System.Collections.Immutable.ImmutableSortedDictionary<string, FeelValue> facts, string comment = "意见。") =>
        CaseDecider.Decide(walk.Setting, state, new CompleteTask(TaskAt(walk, task), outcome, facts, comment) { By = TestBureau.Actor(walk.Setting, by), At = at, CommandId = walk.NextId() });

    private static long TaskAt(CaseWalk walk, string element) => walk.State!.Tasks.Values.Single(task => task.Element == element).Task;

    private static DateTimeOffset At(CaseWalk walk) => walk.Events[^1].At.AddMinutes(5);

    // The flow from one element to another, drawn so that it leads elsewhere.
    private static ProcedureDefinition Leading(string from, string to, string elsewhere)
    {
        var text = Flow();
        var id = Regex.Match(text, $"<bpmn:sequenceFlow id=\"([^\"]+)\"[^>]*sourceRef=\"{from}\" targetRef=\"{to}\"").Groups[1].Value;
        return Redrawn(($"sourceRef=\"{from}\" targetRef=\"{to}\"", $"sourceRef=\"{from}\" targetRef=\"{elsewhere}\""), ($"<bpmn:incoming>{id}</bpmn:incoming>", string.Empty));
    }

    private static ProcedureDefinition Redrawn(params (string Drawn, string Instead)[] changes)
    {
        var text = changes.Aggregate(Flow(), (flow, change) => flow.Contains(change.Drawn, StringComparison.Ordinal)
            ? flow.Replace(change.Drawn, change.Instead, StringComparison.Ordinal)
            : throw new InvalidOperationException($"Expected the flow to hold {change.Drawn}, but it does not"));
        var changed = TestBureau.Source(Folder) with { Bpmn = Encoding.UTF8.GetBytes(text) };
        return TestBureau.Sound(new ProcedureLibrary(TestBureau.Folders.Select(folder => folder == Folder ? changed : TestBureau.Source(folder))).Read(changed));
    }

    private static string Flow() => Encoding.UTF8.GetString(TestBureau.Source(Folder).Bpmn.Span);
}
