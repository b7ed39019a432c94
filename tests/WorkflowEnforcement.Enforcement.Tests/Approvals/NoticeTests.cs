using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>行政处罚法 art. 44, 45 and 62: no penalty without notice and the time to answer it.</summary>
public sealed class NoticeTests
{
    [Fact]
    public void No_penalty_without_a_served_notice() =>
        Given("no-penalty", "MakeDecision").When(step => step.Ending("penalty")).Refused("notice.missing", "第四十四条");

    [Fact]
    public void No_penalty_on_the_notice_of_an_earlier_investigation() =>
        Given("returned-everywhere", "EndInvestigation", 5)
            .And(step => step.With("proposed.kind", "none").With("proposed.text", "不予处罚。").With("proposed.fine", 0m))
            .UpTo("ApproveNotice").SkipTo("DraftDecision").And().And(step => step.Ending("agree")).SkipTo("MakeDecision")
            .When(step => step.Ending("penalty")).Refused("notice.outdated", "第四十四条");

    [Fact]
    public void No_penalty_while_the_party_may_still_answer()
    {
        var given = DecidedHastily(Hasty);
        var due = given.State.Clocks["T13"].Due;
        given.When(step => step with { At = EndOf(due).AddMinutes(-1) }).Refused("notice.period-open", "第四十五条");
        given.When(step => step with { At = EndOf(due) }).Accepted();
    }

    [Fact]
    public void No_penalty_where_the_time_to_answer_never_began() =>
        DecidedHastily(setting => TwoOfficersTests.Redrawn(
            setting,
            (Late.Drawn, Late.Redrawn),
            ("<enf:clock ref=\"T13\" action=\"start\" on=\"complete\" from=\"notice.servedOn\" />", string.Empty)))
            .When().Refused("notice.period-missing", "第四十五条");

    [Fact]
    public void The_time_to_answer_runs_from_the_day_of_service_and_anew_for_a_new_notice()
    {
        var given = Given("returned-everywhere", "ServeNotice").And();
        Assert.Equal(new DateOnly(2026, 4, 23), given.State.Clocks["T13"].StartedOn);
        given.UpTo("ServeNotice").And();
        Assert.Equal((new DateOnly(2026, 5, 12), ClockState.Running), (given.State.Clocks["T13"].StartedOn, given.State.Clocks["T13"].State));
        Assert.Equal(2, given.State.Documents.Count(document => document.Code == "C21"));
    }

    [Fact]
    public void A_new_notice_begins_with_blank_entries_of_service_answer_and_recheck()
    {
        var given = Given("returned-everywhere", "ServeNotice", 2);
        Assert.DoesNotContain(given.State.Facts, fact => fact.Value != FeelValue.Null
            && (fact.Key.StartsWith("notice.", StringComparison.Ordinal) || fact.Key.StartsWith("statement.", StringComparison.Ordinal)
                || fact.Key.StartsWith("recheck.", StringComparison.Ordinal)));
        given.When(step => step.Without("notice.servedOn", "notice.mode", "notice.receiver", "notice.place")).RefusedFor("notice.servedOn");
    }

    [Fact]
    public void A_waiver_is_recorded_in_the_words_of_the_party() =>
        Given("warning-only", "RecordStatement").When(step => step.Without("statement.content")).RefusedFor("statement.content");

    [Fact]
    public void A_waiver_needs_the_officers_opinion_too() =>
        Given("warning-only", "RecordStatement").When(step => step with { Comment = " \u3000" }).RefusedFor("comment", "task.comment");

    [Fact]
    public void A_waiver_before_the_notice_was_served_is_none() =>
        Given("warning-only", "RecordStatement").When(step => step.With("statement.madeOn", new DateOnly(2026, 4, 22)))
            .RefusedFor("statement.madeOn", "date.order");

    [Fact]
    public void A_defence_counts_on_the_day_it_was_made_even_if_it_is_recorded_late()
    {
        var given = Given("full-penalty", "RecordStatement");
        var late = given.When(step => step with { At = step.At.AddDays(20) }).Accepted().State.Clocks["T13"];
        Assert.Equal((ClockState.Met, new DateOnly(2026, 4, 28)), (late.State, late.StoppedOn));
    }

    [Fact]
    public void What_is_decided_is_what_the_party_was_told()
    {
        // A flow whose draft may change the facts found does not undo the rule.
        var given = Given("statement-lapsed").Where(setting => setting with
        {
            Procedure = TestBureau.Sound(TestBureau.ReadPenalty(forms: forms => forms["DraftDecision"] = forms["EndInvestigation"])),
        }).UpTo("DraftDecision");
        var findings = given.State.Facts;
        given.And(step => step.Without([.. step.Facts.Keys]).With("findings.facts", "另一事实。"));
        Assert.NotEqual(findings["findings.facts"], given.State.Facts["findings.facts"]);
        given.UpTo("MakeDecision").When().Refused("notice.outdated", "第四十四条");
    }

    // A flow whose time to answer is over as soon as it began.
    private static readonly (string Drawn, string Redrawn) Late = ("=clocks.T13.endsAt", "=clocks.T10.endsAt");

    private static CaseSetting Hasty(CaseSetting setting) => TwoOfficersTests.Redrawn(setting, Late);

    private static GivenCase DecidedHastily(Func<CaseSetting, CaseSetting> redraw)
    {
        var given = Given("statement-lapsed").Where(redraw).UpTo("ServeNotice");
        var served = given.Next.At;
        given.And().Skip();
        given.Walk.Advance(served);
        return given.UpTo("MakeDecision");
    }

    private static DateTimeOffset EndOf(DateOnly day) => new(day.AddDays(1), TimeOnly.MinValue, TimeSpan.FromHours(8));
}
