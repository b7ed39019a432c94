using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>行政强制法: what the law refuses even where the case came another way to the step, and what is counted.</summary>
public sealed class CoercionTests
{
    private const string Measure = "coercion-measure";
    private const string Enforcement = "coercion-enforcement";

    [Fact]
    public void A_measure_that_nobody_approved_is_refused() => Refused(
        Measure, "seized-and-released", "Implement", "coercion.not-approved", "第十八条第一项", state => state with { Documents = state.Documents.RemoveAll(document => document.Code == "Q01") });

    [Fact]
    public void A_measure_in_a_matter_without_a_power_is_refused() => Refused(
        Measure, "seized-and-released", "Implement", "coercion.no-power", "第十条、第二十二条", state => With(state, "matter.code", "CF-JN-01"));

    [Fact]
    public void A_measure_by_one_officer_is_refused() => Refused(
        Measure, "seized-and-released", "Implement", "coercion.two-officers", "第十八条第二项", state => state with { Facts = state.Facts.Remove("officers.assist") });

    [Fact]
    public void What_the_review_list_names_is_not_approved_without_review() => Refused(
        Measure, "seized-and-released", "Approve", "coercion.review-missing", "", state => With(state, "measure.valuable", "yes"));

    [Fact]
    public void What_was_sent_for_review_and_did_not_pass_is_not_approved_even_off_the_list() => Refused(
        Measure,
        "full-seal-and-confiscate",
        "Approve",
        "review.missing",
        "118号",
        state => With(With(state, "measure.kind", "sealGoods"), "measure.valuable", "no") with { ReviewPassed = false });

    [Fact]
    public void Goods_are_not_confiscated_without_a_penalty() => Refused(
        Measure, "full-seal-and-confiscate", "Handle", "coercion.no-penalty", "第二十七条", state => state with { Facts = state.Facts.Remove("measure.penaltyNumber") });

    [Fact]
    public void Goods_are_not_destroyed_without_a_law() => Refused(
        Measure, "emergency-approved", "Handle", "coercion.no-destroy-basis", "第二十七条", state => state with { Facts = state.Facts.Remove("measure.destroyBasis") });

    [Fact]
    public void Goods_are_not_moved_without_the_letter_that_moves_the_case() => Refused(
        Measure, "moved-with-crime", "Handle", "coercion.transfer", "第二十一条", state => state with { Facts = state.Facts.Remove("measure.transferLetter") });

    [Fact]
    public void A_file_is_not_closed_while_goods_are_held() => Refused(
        Measure, "seized-and-released", "Archive_Check", "coercion.still-held", "第二十七条、第二十八条", state => state with { Documents = state.Documents.RemoveAll(document => document.Code == "Q09") });

    [Fact]
    public void The_term_of_a_measure_does_not_end_while_it_stands_still()
    {
        var walk = WalkTo(Measure, "seized-and-released", step => step.Task == "Keep");
        var still = walk.State!.Clocks["T25"] with { State = ClockState.Suspended, SuspendedFrom = new DateOnly(2026, 3, 16) };
        var timer = walk.State.Instance!.Timers.Values.Single(timer => timer.Element == "HeldExpired");
        var at = timer.DueAt.AddDays(1);
        var fired = CaseDecider.Decide(
            walk.Setting,
            walk.State with { Clocks = walk.State.Clocks.SetItem("T25", still) },
            new FireDueTimer(timer.Id) { By = Actor.TheSystem, At = at, CommandId = walk.NextId() });
        Assert.Equal("timer.not-due", Assert.IsType<Refused>(fired).Code);
    }

    [Fact]
    public void The_amount_of_a_demand_is_counted_up_to_the_fine_and_after_each_payment()
    {
        Assert.Equal((10000m, 10000m, 20000m), Amounts(WalkTo(Enforcement, "full-court", step => step.Message == "PaymentMade")));
        Assert.Equal((9000m, 10000m, 19000m), Amounts(WalkTo(Enforcement, "full-court", step => step.Message == "DemandStated")));
    }

    [Fact]
    public void A_surcharge_that_was_not_told_of_is_not_demanded() =>
        Assert.Equal((10000m, 0m, 10000m), Amounts(WalkTo(Enforcement, "demand-corrected", step => step.Message == "DemandStated")));

    [Fact]
    public void An_agreement_reduces_the_surcharge_until_it_is_broken()
    {
        Assert.Equal(20000m, WalkTo(Enforcement, "agreement-broken", step => step.Task == "Choose" && step.Outcome == "performed").State!.Amount("enforce.total"));
        Assert.Equal(0m, ScenarioTests.WalkOf(Enforcement, "agreement-kept").State!.Amount("enforce.total"));
    }

    [Theory]
    [InlineData("demand.statement", "称已经履行。", "SignCourt", "coercion.not-heard", "第三十六条")]
    [InlineData("enforce.sued", "yes", "SignCourt", "coercion.sued", "第五十三条")]
    public void The_court_is_not_asked_where_the_way_there_was_left_open(string fact, string value, string step, string code, string article) =>
        Refused(Enforcement, "upper-lapsed", step, code, article, state => With(state, fact, value));

    [Fact]
    public void The_court_is_not_asked_without_a_demand_that_was_served() => Refused(
        Enforcement, "upper-lapsed", "SignCourt", "coercion.no-demand", "第五十四条", state => state with { Documents = state.Documents.RemoveAll(document => document.Code == "Q11") });

    [Fact]
    public void What_is_due_in_money_is_not_performed_by_another() => Refused(
        Enforcement, "substitute", "DecideSubstitute", "coercion.substitute-duty", "第五十条", state => With(state, "enforce.duty", "money"));

    [Fact]
    public void The_ten_days_after_a_demand_begin_with_its_service_in_any_flow() =>
        Assert.Equal(new DateOnly(2026, 7, 7), WalkTo(Enforcement, "full-court", step => step.Message == "PaymentMade").State!.Clocks["T23"].Due);

    [Theory]
    [InlineData("21:59", false)]
    [InlineData("22:00", true)]
    [InlineData("05:59", true)]
    [InlineData("06:00", false)]
    public void The_night_goes_over_midnight(string at, bool night) =>
        Assert.Equal(night, NightHours.On(RegisterBook.Official, new DateOnly(2026, 3, 2)).Holds(TimeOnly.Parse(at, null)));

    [Theory]
    [InlineData(ParameterIds.Freezing)]
    [InlineData(ParameterIds.OwnEnforcement)]
    public void What_no_law_gives_the_bureau_is_off(string power) => Assert.False(RegisterBook.Official.Threshold(power, new DateOnly(2026, 3, 2)).IsOn);

    [Fact]
    public void A_power_holds_from_its_day() => Assert.Equal(
        (true, false),
        (RegisterBook.Official.PowerOf("QZ-YY-01", "seize", new DateOnly(2017, 12, 26)) is not null, RegisterBook.Official.PowerOf("QZ-YY-01", "seize", new DateOnly(2017, 12, 25)) is not null));

    private static (decimal? Unpaid, decimal? Surcharge, decimal? Total) Amounts(CaseWalk walk) =>
        (walk.State!.Amount("enforce.unpaid"), walk.State.Amount("enforce.surcharge"), walk.State.Amount("enforce.total"));

    private static CaseState With(CaseState state, string fact, string value) => state with { Facts = state.Facts.SetItem(fact, FeelValue.Of(value)) };

    // The last time that the scenario takes the step, with the case changed just before it.
    private static void Refused(string folder, string scenario, string task, string code, string article, Func<CaseState, CaseState> changed)
    {
        var taken = ScenarioFile.Read(folder, scenario).Steps.Last(step => step.Task == task && step.Refused.Length == 0);
        var walk = WalkTo(folder, scenario, step => step.Task == task && step.At == taken.At && step.Refused.Length == 0);
        var known = changed(walk.State!);
        var outcome = CaseDecider.Decide(walk.Setting, known, walk.CommandOf(taken));
        var refused = Assert.IsType<Refused>(outcome);
        Assert.Equal(code, refused.Code);
        Assert.Contains(article, refused.Source!.ToString(), StringComparison.Ordinal);
    }

    private static CaseWalk WalkTo(string folder, string name, Func<ScenarioStep, bool> until)
    {
        var scenario = ScenarioFile.Read(folder, name);
        var walk = new CaseWalk(TestBureau.SettingOf(folder));
        CaseWalk.Demand(walk.Open(scenario), "opening");
        foreach (var step in scenario.Steps.TakeWhile(step => !until(step)))
        {
            CaseWalk.Demand(walk.Run(step), step.Task + step.Message);
        }

        return walk;
    }
}
