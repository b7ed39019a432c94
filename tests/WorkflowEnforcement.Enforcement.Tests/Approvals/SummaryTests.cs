using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>行政处罚法 art. 51, 52, 67 to 71: what is punished on the spot, and how the fine is paid.</summary>
public sealed class SummaryTests
{
    private const string Folder = "penalty-summary";

    [Theory]
    [InlineData("collected-small", "TellParty", "proposed.fine", 200.01, "第五十一条")]
    [InlineData("full-summary", "TellParty", "proposed.fine", 3000.01, "第五十一条")]
    [InlineData("full-summary", "DecideOnSpot", "decision.fine", 3000.01, "第五十一条")]
    public void A_fine_above_the_limit_is_refused_where_it_is_entered_and_changes_nothing(string scenario, string step, string fact, double fine, string article)
    {
        var walk = UpTo(scenario, step);
        var before = walk.State;
        var refused = Assert.IsType<Refused>(walk.Run(Step(scenario, step).With(fact, (decimal)fine)));

        Assert.Equal("summary.above-limit", refused.Code);
        Assert.Contains(article, refused.Source!.Article, StringComparison.Ordinal);
        Assert.Equal(fact, Assert.Single(refused.Fields).Key);
        Assert.Same(before, walk.State);
    }

    [Fact]
    public void A_drawing_of_ones_own_does_not_lift_the_limit()
    {
        // A flow that enters the fine only with the decision, and knows no other step of the shipped one.
        var walk = UpTo("full-summary", "DecideOnSpot", flow => flow.Replace("<enf:form ref=\"TellParty\" />", "<enf:form ref=\"Convert\" />", StringComparison.Ordinal), skip: "TellParty");
        var refused = Assert.IsType<Refused>(walk.Run(Step("full-summary", "DecideOnSpot").With("decision.fine", 4000m)));
        Assert.Equal("summary.above-limit", refused.Code);
    }

    [Fact]
    public void A_decision_on_the_spot_takes_two_officers_even_where_a_drawing_asks_for_one()
    {
        var walk = UpTo("full-summary", "DecideOnSpot", flow => flow.Replace("people=\"2\"", "people=\"1\"", StringComparison.Ordinal));
        var done = walk.Run(Step("full-summary", "DecideOnSpot"));
        Assert.IsType<Accepted>(done);
        Assert.Equal(["officer1", "officer2"], walk.State!.Completions[^1].Officers);
    }

    [Fact]
    public void Nobody_is_punished_who_was_not_told_even_where_a_drawing_does_not_ask()
    {
        var walk = UpTo("full-summary", "DecideOnSpot", flow => flow.Replace("<enf:form ref=\"TellParty\" />", "<enf:form ref=\"Convert\" />", StringComparison.Ordinal), skip: "TellParty");
        var refused = Assert.IsType<Refused>(walk.Run(Step("full-summary", "DecideOnSpot")));
        Assert.Equal("notice.missing", refused.Code);
        Assert.Contains("第四十四条", refused.Source!.Article, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_punished_who_was_not_heard_even_where_a_drawing_does_not_ask()
    {
        var walk = UpTo("full-summary", "DecideOnSpot", flow => flow.Replace("enf:resultVariable=\"summary.heard\"", "enf:resultVariable=\"heard\"", StringComparison.Ordinal)
            .Replace("summary.heard = \"none\" or summary.heard = \"made\"", "heard = \"none\"", StringComparison.Ordinal).Replace("summary.heard = \"return\"", "heard = \"return\"", StringComparison.Ordinal));
        Assert.Equal("summary.not-heard", Assert.IsType<Refused>(walk.Run(Step("full-summary", "DecideOnSpot"))).Code);
    }

    [Fact]
    public void Who_collected_a_fine_does_not_bank_it_himself()
    {
        var walk = UpTo("collected-small", "DepositFine");
        var step = ScenarioFile.Read(Folder, "collected-small").Steps.Last(step => step.Task == "DepositFine");
        Assert.IsType<Refused>(walk.Run(step.As("officer1")));
    }

    [Theory]
    [InlineData("person", "2026-04-15", 200)]
    [InlineData("organization", "2026-04-15", 3000)]
    [InlineData("organization", "2021-07-15", 3000)]
    public void The_limit_is_data_with_the_day_from_which_it_holds(string party, string on, double max) =>
        Assert.Equal((decimal)max, SummaryLimits.Limit(party, DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture))!.FineMax);

    [Fact]
    public void Before_the_law_there_is_no_limit_to_go_by() =>
        Assert.Null(SummaryLimits.Limit("person", new DateOnly(2021, 7, 14)));

    [Fact]
    public void The_last_day_of_one_period_is_the_first_that_another_counts_from()
    {
        var state = ScenarioTests.WalkOf(Folder, "overdue-court").State!;
        Assert.Equal(state.Clocks["T20"].Due, state.Clocks["T22"].StartedOn);
        Assert.Equal(state.Clocks["T18"].Due, state.Clocks["T19"].StartedOn);
    }

    private static ScenarioStep Step(string scenario, string task) => ScenarioFile.Read(Folder, scenario).Steps.First(step => step.Task == task && step.Refused.Length == 0);

    private static CaseWalk UpTo(string scenario, string task, Func<string, string>? flow = null, string skip = "")
    {
        var file = ScenarioFile.Read(Folder, scenario);
        var setting = TestBureau.SettingOf(Folder);
        var walk = new CaseWalk(flow is null ? setting : setting with { Procedure = Drawn(flow) });
        CaseWalk.Demand(walk.Open(file), "opening");
        walk.MakeDocuments(file.At);
        foreach (var step in file.Steps.TakeWhile(step => step.Task != task || step.Refused.Length > 0).Where(step => step.Refused.Length == 0))
        {
            var bare = step.Task == skip ? step with { Facts = CaseState.NoFacts.Add("summary.convertGround", FeelValue.Of("other")).Add("summary.convertReason", FeelValue.Of("。")) } : step;
            CaseWalk.Demand(walk.Run(bare), step.Task);
        }

        return walk;
    }

    private static Enforcement.Designer.ProcedureDefinition Drawn(Func<string, string> flow)
    {
        var shipped = TestBureau.Source(Folder);
        var drawn = new Enforcement.Designer.ProcedureSource(System.Text.Encoding.UTF8.GetBytes(flow(System.Text.Encoding.UTF8.GetString(shipped.Bpmn.Span))), shipped.Forms);
        return TestBureau.Sound(new Enforcement.Designer.ProcedureLibrary([drawn, TestBureau.Source("shared-archive")]).Read(drawn));
    }
}
