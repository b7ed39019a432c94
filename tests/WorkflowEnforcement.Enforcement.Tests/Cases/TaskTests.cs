using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Running;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

public sealed class TaskTests
{
    [Fact]
    public void A_finished_task_says_who_finished_it_when_and_how()
    {
        var given = Given("full-penalty", "ReviewFiling");
        var again = given.Next;
        given.And();
        var refused = given.When(walk => walk.CommandOf(again) with { By = TestBureau.Actor(walk.Setting, "director") }).Refused("task.completed");
        Assert.Equal("「办案机构审核（立案）」已由办案机构负责人于2026年3月10日 15:00办理（同意），请刷新页面。", refused.Message);
    }

    [Fact]
    public void A_task_that_never_was_is_told_so() =>
        Given("full-penalty", "ReviewFiling").When(walk => new ClaimTask(4711) { By = TestBureau.Actor(walk.Setting, "unithead"), At = Now, CommandId = "x" })
            .Refused("task.unknown");

    [Fact]
    public void A_task_that_time_took_away_is_told_so()
    {
        var given = Given("statement-lapsed", "ServeNotice").And();
        var task = given.TaskAt("RecordStatement");
        given.UpTo("DraftDecision").When(walk => new ClaimTask(task) { By = TestBureau.Actor(walk.Setting, "officer1"), At = Now, CommandId = "x" }).Refused("task.unknown");
    }

    [Fact]
    public void An_outcome_is_one_of_the_buttons()
    {
        var refused = Given("full-penalty", "ReviewFiling").When(step => step.Ending("approve")).Refused("task.outcome");
        Assert.Contains("同意、退回", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ReviewFiling", "return")]
    [InlineData("ApproveFiling", "refuse")]
    [InlineData("MakeDecision", "none")]
    [InlineData("LegalReview", "disagree")]
    public void To_say_no_needs_words(string task, string outcome)
    {
        Given("full-penalty", task).When(step => step.Ending(outcome, string.Empty)).RefusedFor("comment", "task.comment");
        Given("full-penalty", task).When(step => step.Ending(outcome, " \u3000\u200B")).RefusedFor("comment", "task.comment");
    }

    [Fact]
    public void An_opinion_is_kept_in_normal_form_and_not_beyond_measure()
    {
        Given("full-penalty", "ReviewFiling").When(step => step with { Comment = new string('同', 2001) }).RefusedFor("comment", "task.comment");
        Given("full-penalty", "ReviewFiling").When(step => step with { Comment = "同意\uD800" }).RefusedFor("comment", "task.comment");
        var done = Given("full-penalty", "ReviewFiling").When(step => step with { Comment = " cafe\u0301\r\n同意 " }).Accepted().Events.OfType<TaskCompleted>().Single();
        Assert.Equal("caf\u00e9\n同意", done.Comment);
    }

    [Fact]
    public void A_task_is_claimed_once_and_given_back_by_who_holds_it()
    {
        var given = Given("full-penalty", "Investigate");
        given.When(Release("officer1")).Refused("task.not-holder");
        given.When(Claim("officer1")).Accepted();
        given.When(Claim("officer1")).Refused("task.held");
        var refused = given.When(Claim("officer2")).Refused("task.claimed");
        Assert.Contains("执法人员一", refused.Message, StringComparison.Ordinal);
        given.When(step => step.As("officer2")).Refused("task.claimed");
        given.When(Release("officer2")).Refused("task.not-holder");
        given.When(Release("officer1")).Accepted();
        given.When(Claim("officer2")).Accepted();
        given.When(step => step.As("officer2")).Accepted();
    }

    [Theory]
    [InlineData("officer3", "task.not-handler")]
    [InlineData("unithead", "task.role")]
    [InlineData("admin", "task.administrator")]
    public void A_task_is_claimed_by_who_may_do_it(string user, string code) => Given("full-penalty", "Investigate").When(Claim(user)).Refused(code);

    [Fact]
    public void A_clock_fires_when_it_is_due_and_not_twice()
    {
        var given = Given("statement-lapsed", "ServeNotice").And();
        var timer = given.State.Instance!.Timers.Values.Single();
        Assert.Equal(new DateTimeOffset(2026, 5, 13, 0, 0, 0, TimeSpan.FromHours(8)), timer.DueAt);
        given.When(_ => Fire(timer, timer.DueAt.AddTicks(-1))).Refused("timer.not-due");
        Assert.Contains(new ClockStopped("T13", new DateOnly(2026, 5, 12), ClockState.Lapsed), given.When(_ => Fire(timer, timer.DueAt)).Accepted().Events);
        given.When(_ => Fire(timer, timer.DueAt)).Refused("timer.settled");
    }

    [Theory]
    [InlineData("officer1")]
    [InlineData("director")]
    [InlineData("admin")]
    public void Nobody_says_for_the_system_that_time_is_over_or_a_document_made(string user)
    {
        var given = Given("statement-lapsed", "ServeNotice");
        given.When().Accepted();
        var timer = given.State.Instance!.Timers.Values.Single();
        var by = TestBureau.Actor(given.Walk.Setting, user);
        var asked = given.State.Documents.Single(document => document.State == DocumentState.Requested).Id;
        given.When(_ => Fire(timer, timer.DueAt) with { By = by }).Refused("system.only");
        given.When(_ => new ReportDocument(asked, new string('a', 64), 1, "t") { By = by, At = Now, CommandId = "x" }).Refused("system.only");
        given.When(_ => new ReportDocumentFailure(asked, "template.broken", "坏。") { By = by, At = Now, CommandId = "x" }).Refused("system.only");
    }

    [Fact]
    public void An_answer_in_time_stops_the_clock_that_waited_for_it()
    {
        var given = Given("full-penalty", "RecordStatement");
        var timer = given.State.Instance!.Timers.Values.Single();
        given.And().When(_ => Fire(timer, timer.DueAt)).Refused("timer.settled");
    }

    [Fact]
    public void A_payment_that_is_overdue_is_told_once_and_still_taken()
    {
        var given = Given("overdue-payment", "HandleOverdue");
        Assert.Equal(["HandleOverdue", "RecordPayment"], given.State.Tasks.Values.Select(task => task.Element).Order(StringComparer.Ordinal));
        Assert.Empty(given.State.Instance!.Timers);
        given.Skip().When().Accepted();
    }

    [Fact]
    public void Nothing_is_done_in_a_case_that_is_over()
    {
        var given = Given("not-filed", "ApproveNotFiling");
        var again = (CompleteTask)given.Walk.CommandOf(given.Next);
        given.When().Accepted();
        given.When(_ => again).Refused("case.ended");
        given.When(Claim("deputy", again.Task)).Refused("case.ended");
        given.Walk.MakeDocuments(Now);
        Assert.All(given.State.Documents, document => Assert.Equal(DocumentState.Issued, document.State));
    }

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8));

    private static FireDueTimer Fire(TimerSubscription timer, DateTimeOffset at) => new(timer.Id) { By = Actor.TheSystem, At = at, CommandId = "fire" };

    private static Func<CaseWalk, CaseCommand> Claim(string user, long? task = null) => walk =>
        new ClaimTask(task ?? walk.State!.Tasks.Keys.Single()) { By = TestBureau.Actor(walk.Setting, user), At = Now, CommandId = walk.NextId() };

    private static Func<CaseWalk, CaseCommand> Release(string user) => walk =>
        new ReleaseTask(walk.State!.Tasks.Keys.Single()) { By = TestBureau.Actor(walk.Setting, user), At = Now, CommandId = walk.NextId() };
}
