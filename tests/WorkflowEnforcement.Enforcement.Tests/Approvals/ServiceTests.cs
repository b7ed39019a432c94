using WorkflowEnforcement.Enforcement.Cases;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>行政处罚法 art. 61; 民事诉讼法 art. 87 to 95: service, and the periods that run from it.</summary>
public sealed class ServiceTests
{
    [Theory]
    [InlineData("ServeNotice", "notice.servedOn")]
    [InlineData("ServeDecision", "service.servedOn")]
    public void Nothing_is_served_before_it_was_made(string task, string day)
    {
        var given = Given("full-penalty", task);
        var made = given.State.Documents.Last(document => document.Code is "C21" or "C31").On;
        given.When(step => step.With(day, made.AddDays(-1))).RefusedFor(day, "service.before-issue");
        given.When(step => step.With(day, made)).Accepted();
    }

    [Theory]
    [InlineData("ServeNotice", "notice.servedOn")]
    [InlineData("ServeDecision", "service.servedOn")]
    public void Nothing_is_served_tomorrow(string task, string day)
    {
        var given = Given("full-penalty", task);
        given.When(step => step.With(day, DateOnly.FromDateTime(step.At.DateTime).AddDays(1))).RefusedFor(day);
    }

    [Fact]
    public void A_notice_that_is_not_yet_made_cannot_be_served()
    {
        var given = Given("full-penalty", "ApproveNotice");
        given.When().Accepted();
        Assert.Empty(given.State.Tasks);
    }

    [Theory]
    [InlineData(DocumentState.Requested, "正在制作")]
    [InlineData(DocumentState.Failed, "未能制作")]
    public void A_flow_that_asks_for_service_before_the_document_stands_does_not_undo_the_rule(DocumentState stands, string says)
    {
        // The notice is asked for by the approval itself and nothing waits for it.
        var given = Given("full-penalty").Where(setting => TwoOfficersTests.Redrawn(
            setting,
            ("<enf:document ref=\"C21\" when=\"enter\" required=\"true\" />", string.Empty),
            ("<enf:form ref=\"ApproveNotice\" />", "<enf:form ref=\"ApproveNotice\" /><enf:document ref=\"C21\" when=\"complete\" outcome=\"agree\" />")))
            .UpTo("ApproveNotice");
        given.When().Accepted();
        if (stands == DocumentState.Failed)
        {
            var notice = given.State.Documents.Single(document => document.Code == "C21");
            given.When(walk => new ReportDocumentFailure(notice.Id, "template.missing", "没有模板。") { By = Actor.TheSystem, At = given.Next.At, CommandId = walk.NextId() }).Accepted();
        }

        var refused = given.Skip().When().Refused("service.nothing-to-serve", "第六十一条");
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notice_is_served_once()
    {
        var given = Given("full-penalty", "ServeNotice");
        var again = given.Next;
        given.And().When(_ => again).Refused("task.completed");
        // A flow that asks for its service a second time does not undo the rule.
        var twice = Given("full-penalty").Where(setting => TwoOfficersTests.Redrawn(setting, ("required=\"true\" serves=\"C31 C33\"", "required=\"true\" serves=\"C21\""))).UpTo("ServeDecision");
        Assert.Contains("已经送达", twice.When().Refused("service.nothing-to-serve").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Service_by_public_notice_takes_thirty_days()
    {
        var given = Given("full-penalty", "ServeNotice");
        var made = given.State.Documents.Last(document => document.Code == "C21").On;
        var early = given.Next.With("notice.mode", "publicNotice").With("notice.servedOn", made.AddDays(29)) with { At = given.Next.At.AddDays(60) };
        given.When(_ => early).RefusedFor("notice.servedOn", "service.public-notice");
        given.When(_ => early.With("notice.servedOn", made.AddDays(30))).Accepted();
    }

    [Fact]
    public void Leaving_a_decision_with_a_party_that_refuses_it_is_noted() =>
        Given("full-penalty", "ServeDecision").When(step => step.With("service.mode", "left").Without("service.note")).RefusedFor("service.note");

    [Fact]
    public void The_time_to_pay_runs_from_the_day_of_service_and_not_of_its_entry()
    {
        var given = Given("full-penalty", "ServeDecision");
        var state = given.When(step => step with { At = step.At.AddDays(5) }).Accepted().State;
        Assert.Equal((new DateOnly(2026, 5, 14), new DateOnly(2026, 5, 29)), (state.Clocks["T18"].StartedOn, state.Clocks["T18"].Due));
        Assert.Equal((ClockState.Met, new DateOnly(2026, 5, 14)), (state.Clocks["T16"].State, state.Clocks["T16"].StoppedOn));
    }

    [Fact]
    public void A_decision_served_after_seven_working_days_is_late()
    {
        var given = Given("full-penalty", "ServeDecision");
        var due = given.State.Clocks["T16"].Due;
        var late = given.Next.With("service.servedOn", due.AddDays(1)) with { At = given.Next.At.AddDays(20) };
        Assert.Equal(ClockState.Late, given.When(_ => late).Accepted().State.Clocks["T16"].State);
    }

    [Fact]
    public void No_time_to_pay_runs_where_there_is_no_fine() =>
        Assert.DoesNotContain("T18", Given("warning-only", "ServeDecision").When().Accepted().State.Clocks.Keys);

    [Fact]
    public void A_payment_counts_on_the_day_it_was_made()
    {
        var given = Given("full-penalty", "RecordPayment");
        var state = given.When(step => step with { At = step.At.AddDays(30) }).Accepted().State;
        Assert.Equal((ClockState.Met, new DateOnly(2026, 5, 26)), (state.Clocks["T18"].State, state.Clocks["T18"].StoppedOn));
    }

    [Fact]
    public void A_fine_paid_in_part_is_not_paid()
    {
        Given("full-penalty", "RecordPayment").When(step => step.With("payment.amount", 29999.99m)).RefusedFor("payment.amount", "payment.short");
        Given("full-penalty", "RecordPayment").When(step => step.With("payment.amount", 30900m)).Accepted();
    }

    [Fact]
    public void Nothing_is_paid_before_the_decision() =>
        Given("full-penalty", "RecordPayment").When(step => step.With("payment.paidOn", new DateOnly(2026, 5, 11))).RefusedFor("payment.paidOn", "date.order");

    [Fact]
    public void Nothing_is_published_before_the_decision() =>
        Given("full-penalty", "Publicise").When(step => step.With("publicity.publishedOn", new DateOnly(2026, 5, 11))).RefusedFor("publicity.publishedOn", "date.order");

    [Fact]
    public void Not_to_publish_needs_a_reason() =>
        Given("full-penalty", "Publicise").When(step => step.Without([.. step.Facts.Keys])).RefusedFor("publicity.reason");
}
