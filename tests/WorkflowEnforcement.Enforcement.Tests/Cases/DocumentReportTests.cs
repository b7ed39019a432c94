using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Tests.Approvals;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

public sealed class DocumentReportTests
{
    [Fact]
    public void A_document_is_reported_once()
    {
        var given = Notice(out var notice);
        given.When(Made(notice)).Accepted();
        given.When(Made(notice)).Refused("document.settled");
        given.When(Failed(notice)).Refused("document.settled");
        given.When(Made(Guid.Empty)).Refused("document.settled");
        Assert.Equal("ServeNotice", given.State.Tasks.Values.Single().Element);
    }

    [Fact]
    public void The_flow_waits_for_a_document_that_failed_until_it_is_made()
    {
        var given = Notice(out var notice);
        given.When(Failed(notice)).Accepted();
        Assert.Empty(given.State.Tasks);
        given.When(Made(notice)).Refused("document.settled");
        given.When(Resolve("unithead")).Accepted();
        given.When(Resolve("unithead")).Refused("incident.settled");
        given.When(Failed(notice)).Accepted();
        Assert.Equal(2, given.State.Incidents.Single().Id);
        given.When(Resolve("officer1", 2)).Accepted();
        given.When(Made(notice)).Accepted();
        Assert.Equal("ServeNotice", given.State.Tasks.Values.Single().Element);
    }

    [Theory]
    [InlineData("unithead", true)]
    [InlineData("legalhead", true)]
    [InlineData("officer1", true)]
    [InlineData("officer2", true)]
    [InlineData("officer3", false)]
    [InlineData("deputy", false)]
    [InlineData("director", false)]
    [InlineData("admin", false)]
    [InlineData("auditor", false)]
    public void An_incident_is_resolved_by_handlers_and_heads(string user, bool may)
    {
        var given = Notice(out var notice);
        given.When(Failed(notice)).Accepted();
        var then = given.When(Resolve(user));
        if (may)
        {
            then.Accepted();
        }
        else
        {
            then.Refused("incident.role");
        }
    }

    [Fact]
    public void An_administrator_resolves_none_even_as_a_unit_head()
    {
        var given = Notice(out var notice).Granting("admin", Roles.UnitHead);
        given.When(Failed(notice)).Accepted();
        given.When(Resolve("admin")).Refused("incident.role");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u200B")]
    [InlineData("已修½")]
    public void To_resolve_says_what_was_done(string reason)
    {
        var given = Notice(out var notice);
        given.When(Failed(notice)).Accepted();
        given.When(Resolve("unithead", reason: Broken.Text(reason))).RefusedFor("reason", "incident.reason");
    }

    [Fact]
    public void The_words_of_a_fault_can_always_be_kept()
    {
        var given = Notice(out var notice);
        var failed = given.When(walk => new ReportDocumentFailure(notice, "template.broken", "坏\uD800" + new string('长', 5000)) { By = Actor.TheSystem, At = given.Next.At, CommandId = "f" })
            .Accepted().Events.OfType<DocumentFailed>().Single();
        Assert.Equal(2000, failed.Message.Length);
        Assert.Equal(failed, Replay.ReadBack(failed));
    }

    [Fact]
    public void An_incident_of_the_flow_is_resolved_by_a_person_and_the_flow_tries_again()
    {
        var given = Given("full-penalty").Where(setting => TwoOfficersTests.Redrawn(setting, ("verifyOutcome = \"file\"", "verifyOutcome = \"never\""))).UpTo("VerifyClue").And();
        var incident = given.State.Instance!.Incidents.Values.Single();
        Assert.Equal(("Gateway_Verify", "gateway.no-flow"), (incident.Element, incident.Code));
        Assert.Empty(given.State.Tasks);
        given.When(Resolve("auditor", incident.Id, inFlow: true)).Refused("incident.role");
        given.When(Resolve("unithead", 4711, inFlow: true)).Refused("incident.settled");
        given.When(Resolve("unithead", incident.Id, inFlow: true)).Accepted();
        var again = given.State.Instance!.Incidents.Values.Single();
        Assert.NotEqual(incident.Id, again.Id);
        given.Where(setting => setting with { Procedure = TestBureau.Penalty }).When(Resolve("unithead", again.Id, inFlow: true)).Accepted();
        Assert.Equal("ApplyFiling", given.State.Tasks.Values.Single().Element);
    }

    [Fact]
    public void Documents_of_one_command_have_ids_of_their_own_that_come_again_with_it()
    {
        var given = Given("full-penalty", "MakeDecision");
        var command = given.Walk.CommandOf(given.Next);
        var once = CaseDecider.Decide(given.Walk.Setting, given.State, command);
        var twice = CaseDecider.Decide(given.Walk.Setting, given.State, command);
        var ids = ((Accepted)once).Events.OfType<DocumentRequested>().Select(asked => asked.Document).ToList();
        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal(ids, ((Accepted)twice).Events.OfType<DocumentRequested>().Select(asked => asked.Document));
    }

    private static GivenCase Notice(out Guid notice)
    {
        var given = Given("full-penalty", "ApproveNotice");
        given.When().Accepted();
        notice = given.State.Documents.Single(document => document.Code == "C21").Id;
        return given;
    }

    private static Func<CaseWalk, CaseCommand> Made(Guid document) => walk =>
        new ReportDocument(document, new string('a', 64), 1, new string('b', 64)) { By = Actor.TheSystem, At = walk.State!.OpenedAt.AddDays(60), CommandId = walk.NextId() };

    private static Func<CaseWalk, CaseCommand> Failed(Guid document) => walk =>
        new ReportDocumentFailure(document, "template.broken", "模板损坏。") { By = Actor.TheSystem, At = walk.State!.OpenedAt.AddDays(60), CommandId = walk.NextId() };

    private static Func<CaseWalk, CaseCommand> Resolve(string user, long incident = 1, bool inFlow = false, string reason = "已修复模板。") => walk =>
        new ResolveCaseIncident(incident, inFlow, reason) { By = TestBureau.Actor(walk.Setting, user), At = walk.State!.OpenedAt.AddDays(60), CommandId = walk.NextId() };
}
