using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

public sealed class EvidenceTests
{
    private static readonly ScenarioFile Scenario = ScenarioFile.Read(TestBureau.PenaltyFolder, "evidence");

    [Fact]
    public void Each_paper_lists_itself_as_evidence_with_kind_source_and_day()
    {
        var rows = Assert.IsType<FeelList>(ScenarioTests.WalkOf(TestBureau.PenaltyFolder, "evidence").State!.Facts["evidence.items"]).Items.Cast<FeelContext>().ToList();
        Assert.Equal(
            ["witness", "scene", "documentary", "electronic", "audiovisual", "physical", "documentary", "documentary"],
            rows.Select(row => Assert.IsType<FeelText>(row["kind"]).Value));
        Assert.All(rows, row => Assert.True(row["obtainedOn"] is FeelDate && row["source"] is FeelText { Value.Length: > 0 }));
    }

    [Theory]
    [InlineData("TakeStatement")]
    [InlineData("InspectScene")]
    [InlineData("TakeSample")]
    public void Evidence_is_not_taken_by_an_officer_whose_credential_has_run_out(string step)
    {
        var walk = Before(step);
        walk.Setting = walk.Setting with
        {
            Staff = walk.Setting.Staff.SetItem("officer2", walk.Setting.Staff["officer2"] with { CredentialTo = new DateOnly(2026, 3, 1) }),
        };
        Assert.Equal("officers.credential", Assert.IsType<Refused>(walk.Run(walk.CommandOf(Next(step)))).Code);
    }

    [Fact]
    public void What_was_entered_of_one_paper_does_not_stand_in_the_next()
    {
        var state = Before("InspectScene").State!;
        Assert.Equal(string.Empty, state.Text("taking.person"));
        Assert.Equal(FeelValue.Null, state.Facts.GetValueOrDefault("taking.shown", FeelValue.Null));
    }

    private static ScenarioStep Next(string step) => Scenario.Steps.Last(next => next.Task == step);

    private static CaseWalk Before(string step)
    {
        var walk = new CaseWalk(TestBureau.SettingOf(TestBureau.PenaltyFolder));
        CaseWalk.Demand(walk.Open(Scenario), "opening");
        walk.MakeDocuments(Scenario.At);
        foreach (var done in Scenario.Steps.TakeWhile(next => next.Task != step))
        {
            CaseWalk.Demand(walk.Run(done), done.Task);
        }

        return walk;
    }
}
