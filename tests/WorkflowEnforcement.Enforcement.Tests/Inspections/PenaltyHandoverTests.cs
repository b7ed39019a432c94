using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Inspections;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Inspections;

public sealed class PenaltyHandoverTests
{
    private static readonly DateOnly Today = new(2026, 4, 24);

    [Fact]
    public void A_penalty_case_is_opened_with_what_the_inspection_found_and_nobody_types_it_again()
    {
        var inspection = ScenarioTests.WalkOf("inspection-daily", "handed-over").State!;
        var facts = PenaltyHandover.Facts(inspection, Today)!;
        var walk = new CaseWalk(TestBureau.Setting);
        var opened = walk.Run(new OpenCase("检查移送的线索", facts) { By = TestBureau.Actor(walk.Setting, "officer1"), At = new(2026, 4, 24, 15, 0, 0, TimeSpan.FromHours(8)), CommandId = walk.NextId() });

        CaseWalk.Demand(opened, "opening");
        Assert.Equal(inspection.Text("party.code"), walk.State!.Text("party.code"));
        Assert.Equal("inspection", walk.State.Text("clue.source"));
        Assert.Contains("现场检查笔录（3页）", walk.State.Text("clue.content"), StringComparison.Ordinal);
        Assert.Contains(inspection.ClueNumber, walk.State.Text("clue.content"), StringComparison.Ordinal);
        Assert.Equal(FeelValue.Of(Today), walk.State.Facts["clue.receivedOn"]);
    }

    [Fact]
    public void Nothing_is_handed_over_without_its_form() =>
        Assert.Null(PenaltyHandover.Facts(ScenarioTests.WalkOf("inspection-daily", "nothing-found").State!, Today));
}
