using System.Text;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Enforcement.Tests.Approvals;
using WorkflowEnforcement.Enforcement.Tests.Migrating;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.DrawnClocks;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>期限的中止、恢复、延长 (行政处罚法 art. 60; law.md 3.3a nos. 2, 3, 8): filed on 2026-03-11, the decision is due on 2026-06-09.</summary>
public sealed class ClockFlowTests
{
    private static readonly (string, string)[] Stopped = [("Investigate", Suspend), ("EndInvestigation", Resume)];

    [Fact]
    public void A_suspended_clock_stands_still_and_tells_why()
    {
        var given = Given("Investigate", Stopped);
        var events = given.When().Accepted().Events;
        var clock = given.State.Clocks["T11"];
        Assert.Contains(new ClockSuspended("T11", new(2026, 4, 2), "技术鉴定", null, "《行政处罚法》第六十条"), events);
        Assert.Equal((ClockState.Suspended, new DateOnly(2026, 4, 2), "技术鉴定"), (clock.State, clock.SuspendedFrom, clock.Ground));
    }

    [Fact]
    public void A_resumed_clock_ends_later_by_the_days_that_stood_still_both_ends_among_them()
    {
        var given = Given("UnitReview", Stopped);
        var clock = given.State.Clocks["T11"];
        Assert.Equal((ClockState.Running, new DateOnly(2026, 6, 16)), (clock.State, clock.Due));
        Assert.Equal([new ExcludedSpan(new(2026, 4, 2), new(2026, 4, 8), "技术鉴定")], clock.Excluded);
        Assert.Equal(Replay.Of(given.Walk.Events), given.State);
    }

    [Fact]
    public void A_suspension_names_the_document_that_says_so()
    {
        var given = Given("Investigate", ("Investigate", Suspend.Replace("/>", "document=\"C02\" />", StringComparison.Ordinal)));
        var suspended = given.When().Accepted().Events.OfType<ClockSuspended>().Single();
        var document = given.State.Documents.Single(made => made.Code == "C02");
        Assert.Equal(document.Id, suspended.Document);
        Assert.Equal(document.Number.Length > 0 ? $"技术鉴定（{document.Number}）" : "技术鉴定", suspended.Ground);
    }

    [Fact]
    public void A_decision_made_while_the_clock_stands_still_is_in_time()
    {
        var given = Given("MakeDecision", ("Investigate", Suspend));
        given.When(step => step with { At = step.At.AddDays(60) }).Accepted();
        Assert.Equal(ClockState.Met, given.State.Clocks["T11"].State);
    }

    [Theory]
    [InlineData("T16", "clock.no-exclusion", "第六十一条")]
    [InlineData("T30", "clock.no-exclusion", "118号")]
    public void A_clock_without_exclusions_is_not_suspended(string clock, string code, string source)
    {
        var given = Given("ServeDecision", ("ServeDecision", $"<enf:clock ref=\"{clock}\" action=\"suspend\" ground=\"鉴定\" />"));
        given.When().Refused(code, source);
    }

    [Theory]
    [InlineData("span.before-start", "verification.on")]
    public void A_suspension_begins_after_the_start(string code, string from)
    {
        var given = Given("Investigate", ("Investigate", Suspend.Replace("/>", $"from=\"{from}\" />", StringComparison.Ordinal)));
        var refused = given.When().Refused(code, "第六十条");
        Assert.Equal(from, Assert.Single(refused.Fields).Key);
    }

    [Fact]
    public void A_suspension_after_the_last_day_is_refused() =>
        Given("Investigate", Stopped).When(step => step with { At = new(2026, 6, 10, 9, 0, 0, TimeSpan.FromHours(8)) }).Refused("span.after-end", "第六十条");

    [Fact]
    public void A_second_suspension_shares_no_day_with_the_first()
    {
        var given = Given("UnitReview", [.. Stopped, ("UnitReview", Suspend)]);
        given.When(step => step with { At = new(2026, 4, 8, 17, 0, 0, TimeSpan.FromHours(8)) }).Refused("span.overlaps", "第六十条");
        given.When().Accepted();
        Assert.Equal(new DateOnly(2026, 4, 9), given.State.Clocks["T11"].SuspendedFrom);
    }

    [Fact]
    public void A_clock_that_stands_still_is_not_suspended_again()
    {
        var given = Given("EndInvestigation", ("Investigate", Suspend), ("EndInvestigation", Suspend));
        given.When().Refused("clock.suspended", "第六十条");
        given.When(step => step with { At = new(2026, 4, 2, 17, 0, 0, TimeSpan.FromHours(8)) }).Accepted();
    }

    [Fact]
    public void A_clock_is_not_resumed_before_it_was_suspended()
    {
        var given = Given("EndInvestigation", ("Investigate", Suspend), ("EndInvestigation", "<enf:clock ref=\"T11\" action=\"resume\" from=\"verification.on\" />"));
        given.When().Refused("span.backwards", "第六十条");
    }

    [Fact]
    public void What_does_not_stand_still_is_not_resumed() =>
        Assert.DoesNotContain(Given("EndInvestigation", ("EndInvestigation", Resume)).When().Accepted().Events, happened => happened is ClockResumed);

    [Fact]
    public void The_head_extends_a_clock_once_and_it_is_counted_through_from_the_start()
    {
        var given = Given("ApproveNotice", [.. Stopped, ("ApproveNotice", Extend)]);
        Assert.Contains(
            new ClockExtended("T11", "ApproveNotice", new("deputy", "分管负责人"), new(2026, 6, 16), new(2026, 7, 16), new(2026, 7, 16), false, "《行政处罚法》第六十条"),
            given.When().Accepted().Events);
        Assert.Equal(new DateOnly(2026, 7, 16), given.State.Clocks["T11"].Due);
    }

    [Fact]
    public void A_clock_that_stands_still_may_be_extended()
    {
        var given = Given("ServeNotice", ("Investigate", Suspend), ("ApproveNotice", Extend));
        Assert.Equal((ClockState.Suspended, new DateOnly(2026, 7, 9)), (given.State.Clocks["T11"].State, given.State.Clocks["T11"].Due));
    }

    [Fact]
    public void A_second_extension_is_refused()
    {
        var given = Given("MakeDecision", ("ApproveNotice", Extend), ("MakeDecision", Extend.Replace("agree", "penalty", StringComparison.Ordinal)));
        given.When().Refused("clock.extended", "第六十条");
    }

    [Fact]
    public void An_extension_asked_for_after_the_last_day_is_refused()
    {
        var given = Given("ApproveNotice", ("ApproveNotice", Extend));
        given.When(step => step with { At = new(2026, 6, 10, 9, 0, 0, TimeSpan.FromHours(8)) }).Refused("clock.expired", "第六十条");
        given.When(step => step with { At = new(2026, 6, 9, 23, 59, 0, TimeSpan.FromHours(8)) }).Accepted();
    }

    [Fact]
    public void Who_is_no_head_of_the_bureau_extends_nothing()
    {
        var refused = Given("UnitReview", ("UnitReview", Extend)).When().Refused("clock.extension-role", "第六十条");
        Assert.Contains("行政机关负责人", refused.Message, StringComparison.Ordinal);
        Assert.Contains("局长、分管负责人", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_the_head_of_government_may_grant_nobody_of_the_bureau_grants()
    {
        var given = Given("ApproveNotice", ("EndInvestigation", "<enf:clock ref=\"T03\" action=\"start\" />"), ("ApproveNotice", Extend.Replace("T11", "T03", StringComparison.Ordinal)));
        Assert.Contains("本级人民政府负责人", given.When().Refused("clock.extension-role", "第四十二条第二款").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_without_extension_is_not_extended() =>
        Given("ApproveNotice", ("EndInvestigation", "<enf:clock ref=\"T12\" action=\"start\" />"), ("ApproveNotice", Extend.Replace("T11", "T12", StringComparison.Ordinal)))
            .When().Refused("clock.no-extension", "第五十六条");

    [Fact]
    public void A_step_that_is_returned_and_done_again_grants_nothing_twice()
    {
        var given = Given("ServeNotice", ("ApproveNotice", Extend));
        given.Return("officer1", "ApproveNotice").Accepted();
        given.Sign("deputy", "agree").Accepted();
        Assert.Single(given.Walk.Events, recorded => recorded.Event is ClockExtended);
    }

    [Fact]
    public void A_step_that_moved_a_clock_is_not_taken_back()
    {
        var given = Given("EndInvestigation", Stopped);
        given.Withdraw("officer1", "Investigate").Refused("withdraw.clock");
    }

    [Fact]
    public void A_clock_that_goes_on_after_a_step_was_taken_back_stands_as_it_stood()
    {
        var given = Given("ApproveNotice", ("LegalReview", "<enf:clock ref=\"T15\" action=\"suspend\" ground=\"补充材料\" />"));
        Assert.Equal(ClockState.Met, given.State.Clocks["T15"].State);
        given.Withdraw("legalhead", "LegalSignOff").Accepted();
        var clock = given.State.Clocks["T15"];
        Assert.Equal((ClockState.Suspended, new DateOnly(2026, 4, 16), new DateOnly(2026, 4, 10)), (clock.State, clock.SuspendedFrom, clock.StartedOn));
        Assert.Equal(Replay.Of(given.Walk.Events), given.State);
    }

    [Fact]
    public void Hours_run_from_the_minute_of_the_act_and_tell_the_flow_when_they_end()
    {
        var given = Given("EndInvestigation", ("Investigate", "<enf:clock ref=\"T24\" action=\"start\" />"), ("EndInvestigation", "<enf:clock ref=\"T24\" action=\"stop\" />"));
        var clock = given.State.Clocks["T24"];
        Assert.Equal((new DateOnly(2026, 4, 3), new DateTimeOffset(2026, 4, 3, 16, 30, 0, TimeSpan.FromHours(8))), (clock.Due, clock.EndsAt));
        given.When(step => step with { At = clock.EndsAt!.Value.AddMinutes(1) }).Accepted();
        Assert.Equal(ClockState.Late, given.State.Clocks["T24"].State);
    }

    [Fact]
    public void Another_calendar_moves_the_open_clocks_and_no_others()
    {
        var given = Given("SendReview", Stopped).Where(setting => setting with { Calendar = Calendar("2026-06-16") });
        var recomputed = given.Recompute().Accepted().Events.OfType<ClocksRecomputed>().Single();
        Assert.Equal([new RecomputedClock("T11", new(2026, 6, 16), new(2026, 6, 16), new(2026, 6, 17), new(2026, 6, 15), false)], recomputed.Clocks);
        Assert.Equal(ClockState.Met, given.State.Clocks["T10"].State);
        Assert.Equal(Replay.Of(given.Walk.Events), given.State);
        given.Recompute().Refused("clocks.unchanged");
    }

    [Fact]
    public void A_timer_of_the_flow_waits_for_the_last_day_as_it_is_counted_now()
    {
        var given = Given("RecordStatement");
        var timer = given.State.Instance!.Timers.Values.Single(timer => timer.Element == "Boundary_StatementLapsed");
        given.Where(setting => setting with { Calendar = Calendar("2026-04-29") }).Recompute().Accepted();
        Assert.Equal(new DateOnly(2026, 4, 30), given.State.Clocks["T13"].Due);

        given.When(walk => Fire(walk, timer.Id, timer.DueAt)).Refused("timer.not-due");
        given.When(walk => Fire(walk, timer.Id, timer.DueAt.AddDays(1))).Accepted();
        Assert.Equal(ClockState.Lapsed, given.State.Clocks["T13"].State);
    }

    [Fact]
    public void Only_the_system_counts_clocks_anew() =>
        Given("SendReview").Where(setting => setting with { Calendar = Calendar("2026-06-09") }).Recompute("director").Refused("system.only");

    [Fact]
    public void A_migration_takes_no_step_away_that_resumes_what_stands_still()
    {
        var given = Given("EndInvestigation", Stopped);
        given.Migrate(TestBureau.Sound(Read(("Investigate", Suspend)))).Refused("migration.clock");
        given.Migrate(TestBureau.Sound(Read(("Investigate", Suspend), ("UnitReview", Resume)))).Accepted();
    }

    [Theory]
    [InlineData("enf.attribute-missing", "EndInvestigation", "<enf:clock ref=\"T11\" action=\"suspend\" />")]
    [InlineData("document.unknown", "EndInvestigation", "<enf:clock ref=\"T11\" action=\"suspend\" ground=\"鉴定\" document=\"C99\" />")]
    [InlineData("clock.extend", "EndInvestigation", "<enf:clock ref=\"T11\" action=\"extend\" on=\"enter\" />")]
    [InlineData("clock.extend", "IssueNotice", "<enf:clock ref=\"T11\" action=\"extend\" />")]
    [InlineData("clock.action", "EndInvestigation", "<enf:clock ref=\"T11\" action=\"pause\" />")]
    public void What_cannot_be_done_to_a_clock_is_found_when_the_flow_is_read(string code, string step, string clock) =>
        Assert.Contains(Read((step, clock)).Faults, fault => fault.Code == code && fault.Element == step);

    private static FireDueTimer Fire(CaseWalk walk, long timer, DateTimeOffset at) => new(timer) { By = Actor.TheSystem, At = at, CommandId = walk.NextId() };

    // The year 2026 with one rest day more, and 2025 and 2027 without any.
    private static HolidayCalendar Calendar(string rest) => HolidayCalendar.Read(Encoding.UTF8.GetBytes(
        $$"""{"years":[{"year":2026,"status":"official","notice":"n","noticeTag":"default","off":[{"first":"{{rest}}","last":"{{rest}}"}],"working":[]}]}"""));
}
