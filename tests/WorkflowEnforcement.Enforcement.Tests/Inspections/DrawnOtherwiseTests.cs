using System.Text;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Inspections;

/// <summary>What an inspection must keep to, even where somebody drew the flow otherwise.</summary>
public sealed class DrawnOtherwiseTests
{
    private const string Site = "shared-site-inspection";

    [Fact]
    public void A_flow_that_goes_on_site_without_asking_anybody_is_stopped_at_the_door() =>
        AssertStopped("inspection.not-approved", "Site_Enter", Site, "inspection.urgent = true and site.leftAt = null", "true", ["Site_UnitReview", "Site_Approve"]);

    [Fact]
    public void A_flow_that_lets_the_unit_head_approve_is_refused() =>
        AssertStopped("inspection.approver", "Site_Approve", Site, "roles=\"deputy director\"", "roles=\"unithead\"", [], step => step.As("unithead2"));

    [Fact]
    public void A_flow_that_lets_others_than_officers_inspect_is_refused() =>
        AssertStopped("inspection.third-party", "Site_Enter", Site, "roles=\"officer\" people=\"2\" sameAs=\"officers\"", "roles=\"clerk\" people=\"1\"", [], step => step.As("clerk"));

    [Fact]
    public void A_flow_that_lets_one_officer_inspect_alone_still_needs_the_second() =>
        AssertStopped("officers.credential", "Site_Enter", Site, "people=\"2\"", "people=\"1\"", [], expireAssistant: true);

    [Fact]
    public void A_flow_that_files_an_inspection_before_its_result_was_told_is_refused()
    {
        var walk = Walk("inspection-daily", "calledElement=\"shared.inspection-result\"", "calledElement=\"shared.archive\"");
        var scenario = ScenarioFile.Read("inspection-daily", "nothing-found");
        Run(walk, scenario, "Result_Draft", []);
        var archive = scenario.Steps[^1] with { Outcome = "archived" };
        Assert.Equal("inspection.untold", Assert.IsType<Refused>(walk.Run(walk.CommandOf(archive))).Code);
    }

    private static void AssertStopped(
        string code, string task, string folder, string drawn, string otherwise, string[] passedOver, Func<ScenarioStep, ScenarioStep>? by = null, bool expireAssistant = false)
    {
        var scenario = ScenarioFile.Read("inspection-daily", "handed-over");
        var walk = Walk(folder, drawn, otherwise);
        Run(walk, scenario, task, passedOver);
        if (expireAssistant)
        {
            var assist = walk.State!.Officers[1];
            walk.Setting = walk.Setting with { Staff = walk.Setting.Staff.SetItem(assist, walk.Setting.Staff[assist] with { CredentialTo = new DateOnly(2026, 4, 21) }) };
        }

        var step = scenario.Steps.First(step => step.Task == task);
        Assert.Equal(code, Assert.IsType<Refused>(walk.Run(walk.CommandOf(by is null ? step : by(step)))).Code);
    }

    private static void Run(CaseWalk walk, ScenarioFile scenario, string until, string[] passedOver)
    {
        CaseWalk.Demand(walk.Open(scenario), "opening");
        foreach (var step in scenario.Steps.Where(step => step.Refused.Length == 0).TakeWhile(step => step.Task != until).Where(step => !passedOver.Contains(step.Task)))
        {
            CaseWalk.Demand(walk.Run(step), step.Task);
        }
    }

    // The daily inspection, a text of one of its drawings replaced; a second unit head besides.
    private static CaseWalk Walk(string folder, string drawn, string otherwise)
    {
        var sources = TestBureau.Folders.ToDictionary(name => name, TestBureau.Source, StringComparer.Ordinal);
        var text = Encoding.UTF8.GetString(sources[folder].Bpmn.Span);
        Assert.Contains(drawn, text, StringComparison.Ordinal);
        sources[folder] = sources[folder] with { Bpmn = Encoding.UTF8.GetBytes(text.Replace(drawn, otherwise, StringComparison.Ordinal)) };
        var second = TestBureau.Staff["unithead"] with { Id = "unithead2" };
        return new CaseWalk(TestBureau.Setting with
        {
            Procedure = TestBureau.Sound(new ProcedureLibrary(sources.Values).Read(sources["inspection-daily"])),
            Staff = TestBureau.Staff.Add(second.Id, second),
        });
    }
}
