using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Accounts;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

/// <summary>The approval operations over a real port; the law of each is told in the tests of the law.</summary>
public sealed class OperationTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task A_transfer_moves_a_task_from_one_inbox_to_another_once_for_one_key()
    {
        var (id, head) = await AtReview();
        await Grant("deputy", Roles.UnitHead);
        var task = await server.TaskOf(id, "Review");
        var first = (await head.Post($"/api/v1/tasks/{task}/transfer", new { to = "deputy", reason = "出差。" }, key: "transfer-once")).Is(200);
        var again = (await head.Post($"/api/v1/tasks/{task}/transfer", new { to = "deputy", reason = "出差。" }, key: "transfer-once")).Is(200);

        Assert.Equal(first.Text, again.Text);
        Assert.Empty((await head.Get($"/api/v1/tasks?scope=all&case={id}")).Is(200).Items);
        var deputy = await server.User("deputy");
        Assert.Equal("deputy", Assert.Single((await deputy.Get($"/api/v1/tasks?scope=mine&case={id}")).Is(200).Items).GetProperty("assignee").GetString());
        var told = (await head.Get($"/api/v1/cases/{id}/timeline")).Items.Single(line => line.GetProperty("type").GetString() == "task.transferred");
        Assert.Equal(("办案机构负责人", "将「审核」转办给分管负责人", "出差。"), (Text(told, "actor"), Text(told, "text"), Text(told, "comment")));
        (await deputy.Post($"/api/v1/tasks/{task}/complete", new { outcome = "agree" })).Is(200);
    }

    [Fact]
    public async Task Delegated_work_is_due_for_the_delegate_until_it_is_handed_back()
    {
        var (id, head) = await AtReview();
        await Grant("director", Roles.UnitHead);
        var (task, director) = (await server.TaskOf(id, "Review"), await server.User("director"));
        (await head.Post($"/api/v1/tasks/{task}/delegate", new { to = "director", reason = "请核对。" })).Is(200);

        Assert.Empty((await head.Get($"/api/v1/tasks?scope=mine&case={id}")).Items);
        Assert.Equal(["director"], Texts(Assert.Single((await director.Get($"/api/v1/tasks?scope=mine&case={id}")).Items), "due"));
        (await head.Post($"/api/v1/tasks/{task}/complete", new { outcome = "agree" })).IsProblem(409, "work.delegated");
        (await director.Post($"/api/v1/tasks/{task}/hand-back", new { note = "属实。" })).Is(200);
        var signer = Assert.Single((await head.Get($"/api/v1/tasks/{task}")).Json.GetProperty("signers").EnumerateArray());
        Assert.Equal(("unithead", "due", "属实。"), (Text(signer, "person"), Text(signer, "state"), Text(signer, "opinion")));
        (await head.Post($"/api/v1/tasks/{task}/complete", new { outcome = "agree" })).Is(200);
    }

    [Fact]
    public async Task Delegated_work_can_be_taken_back_with_a_reason()
    {
        var (id, head) = await AtReview();
        await Grant("director", Roles.UnitHead);
        var (task, director) = (await server.TaskOf(id, "Review"), await server.User("director"));
        (await head.Post($"/api/v1/tasks/{task}/recall", new { reason = "自行办理。" })).IsProblem(409, "work.unclaimed");
        (await head.Post($"/api/v1/tasks/{task}/delegate", new { to = "director", reason = "请核对。" })).Is(200);
        Assert.Contains("recall", Texts((await head.Get($"/api/v1/tasks/{task}")).Json, "operations"));
        (await head.Post($"/api/v1/tasks/{task}/recall", new { })).IsProblem(422, "operation.words");

        (await head.Post($"/api/v1/tasks/{task}/recall", new { reason = "自行办理。" })).Is(200);

        (await director.Post($"/api/v1/tasks/{task}/hand-back", new { note = "属实。" })).IsProblem(409, "task.claimed");
        var told = (await head.Get($"/api/v1/cases/{id}/timeline")).Items.Single(line => line.GetProperty("type").GetString() == "task.recalled");
        Assert.Equal(("收回委派给局长办理的「审核」", "自行办理。"), (Text(told, "text"), Text(told, "comment")));
        (await head.Post($"/api/v1/tasks/{task}/complete", new { outcome = "agree" })).Is(200);
    }

    [Fact]
    public async Task An_added_signer_signs_first_and_the_task_tells_turns_and_opinions()
    {
        var (id, head) = await AtReview();
        var (task, adviser) = (await server.TaskOf(id, "Review"), await server.User("legalhead"));
        (await head.Post($"/api/v1/tasks/{task}/add-signers", new { position = "before", persons = Persons("legalhead", "reviewer"), reason = "请先提意见。" })).Is(200);
        (await head.Post($"/api/v1/tasks/{task}/remove-signers", new { persons = Persons("reviewer"), reason = "不再需要。" })).Is(200);

        var shown = (await adviser.Get($"/api/v1/tasks/{task}")).Is(200).Json;
        Assert.Equal(["legalhead"], Texts(shown, "due"));
        Assert.Contains("complete", Texts(shown, "operations"));
        Assert.DoesNotContain("return", Texts(shown, "operations"));
        (await head.Post($"/api/v1/tasks/{task}/complete", new { outcome = "agree" })).IsProblem(409, "work.waiting");
        (await adviser.Post($"/api/v1/tasks/{task}/complete", new { outcome = "agree", comment = "合法。" })).Is(200);
        (await adviser.Post($"/api/v1/tasks/{task}/take-back-signature")).Is(200);
        (await adviser.Post($"/api/v1/tasks/{task}/complete", new { outcome = "agree", comment = "合法，同意。" })).Is(200);

        var signers = (await head.Get($"/api/v1/tasks/{task}")).Json.GetProperty("signers").EnumerateArray().ToList();
        Assert.Equal(["due", "removed", "signed"], signers.Select(signer => Text(signer, "state")!).Order(StringComparer.Ordinal));
        var signed = signers.Single(signer => Text(signer, "person") == "legalhead");
        Assert.Equal((1, "合法，同意。", "before"), (signed.GetProperty("turn").GetInt32(), Text(signed, "opinion"), Text(signed, "origin")));
        Assert.Equal(JsonValueKind.Null, signed.GetProperty("onBehalfOf").ValueKind);
        (await head.Post($"/api/v1/tasks/{task}/complete", new { outcome = "agree" })).Is(200);
    }

    [Fact]
    public async Task Who_is_urged_or_sent_a_copy_is_reminded_once_and_the_copy_opens_the_case()
    {
        await server.AddStranger();
        var (id, head) = await AtReview();
        var (task, stranger) = (await server.TaskOf(id, "Review"), await server.User(ApiServer.Stranger));
        (await stranger.Get($"/api/v1/cases/{id}")).IsProblem(404);
        (await head.Post($"/api/v1/tasks/{task}/claim")).Is(200);
        var officer = await server.User("officer1");
        (await officer.Post($"/api/v1/tasks/{task}/urge", new { note = "期限将至。" }, key: "urge-once")).Is(200);
        (await officer.Post($"/api/v1/tasks/{task}/urge", new { note = "期限将至。" }, key: "urge-once")).Is(200);
        (await officer.Post($"/api/v1/tasks/{task}/copy", new { persons = Persons(ApiServer.Stranger), note = "请知悉。" })).Is(200);

        var urged = Assert.Single((await head.Get("/api/v1/reminders")).Items, item => item.GetProperty("caseId").GetGuid() == id);
        Assert.Equal("urged", Text(urged, "kind"));
        Assert.Contains("期限将至。", Text(urged, "text"), StringComparison.Ordinal);
        Assert.Equal("copied", Text(Assert.Single((await stranger.Get("/api/v1/reminders")).Items), "kind"));
        (await stranger.Get($"/api/v1/cases/{id}")).Is(200);
        Assert.Empty((await stranger.Get($"/api/v1/tasks?scope=all&case={id}")).Is(200).Items);
        (await officer.Post($"/api/v1/tasks/{task}/copy", new { persons = Persons("clerk") })).IsProblem(422, "copy.reader");
    }

    [Fact]
    public async Task A_return_needs_a_reason_and_a_finished_task_is_withdrawn_while_nothing_followed()
    {
        var (id, head) = await AtReview();
        var (register, review, officer) = (await Finished(id, "Register"), await server.TaskOf(id, "Review"), await server.User("officer1"));
        var returnable = (await head.Get($"/api/v1/tasks/{review}")).Json.GetProperty("returnable").EnumerateArray().Single();
        Assert.Equal(("Register", "登记"), (Text(returnable, "elementId"), Text(returnable, "name")));

        (await head.Post($"/api/v1/tasks/{review}/return", new { to = "Register", reason = "" })).IsProblem(422, "operation.words");
        (await head.Post($"/api/v1/tasks/{register}/withdraw")).IsProblem(403, "withdraw.not-own");
        (await officer.Post($"/api/v1/tasks/{register}/withdraw")).Is(200);
        (await officer.Post($"/api/v1/tasks/{register}/withdraw")).IsProblem(409, "withdraw.unknown");
        (await officer.Post($"/api/v1/tasks/{await server.TaskOf(id, "Register")}/complete", new { outcome = "submit" })).Is(200);
        (await head.Post($"/api/v1/tasks/{await server.TaskOf(id, "Review")}/return", new { to = "Register", reason = "须补充来源。" })).Is(200);
        Assert.Single((await officer.Get($"/api/v1/tasks?scope=mine&case={id}")).Items);
    }

    [Fact]
    public async Task A_refused_operation_names_its_code_and_its_source_and_a_wrong_word_is_told()
    {
        var (id, head) = await AtReview();
        var task = await server.TaskOf(id, "Review");
        var refused = (await head.Post($"/api/v1/tasks/{task}/transfer", new { to = "nobody", reason = "出差。" })).IsProblem(422, "person.unknown");
        Assert.False(string.IsNullOrEmpty(Text(refused.Json, "legalSource")));
        (await head.Post($"/api/v1/tasks/{task}/add-signers", new { position = "above", persons = Persons("legalhead"), reason = "x" })).IsProblem(400, "signers.position");
        (await head.Post($"/api/v1/tasks/{task}/add-signers", new { position = "before", persons = Persons("officer1"), reason = "x" })).IsProblem(403, "separation.handler");
        (await head.Post($"/api/v1/tasks/{task}/add-signers", new { position = "before", persons = Array.Empty<string>(), reason = "x" })).IsProblem(422, "work.nobody-named");
    }

    private static string[] Persons(params string[] persons) => persons;

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static IEnumerable<string> Texts(JsonElement of, string name) => of.GetProperty(name).EnumerateArray().Select(item => item.GetString()!);

    private async Task<(Guid Id, ApiUser Head)> AtReview()
    {
        var id = await server.OpenCase();
        (await (await server.User("officer1")).Post($"/api/v1/tasks/{await server.TaskOf(id, "Register")}/complete", new { outcome = "submit" })).Is(200);
        return (id, await server.User("unithead"));
    }

    private async Task<string> Finished(Guid id, string element)
    {
        var loaded = await server.Services.GetRequiredService<Server.Storage.CaseStore>().Load(id, ApiServer.Ct);
        return Server.Approvals.TaskId.Of(id, loaded!.State.Completions.Last(done => done.Element == element).Task);
    }

    private async Task Grant(string user, string role)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = await accounts.Users.SingleAsync(found => found.UserName == user, ApiServer.Ct);
        if (!await accounts.IsInRoleAsync(account, role))
        {
            Assert.True((await accounts.AddToRoleAsync(account, role)).Succeeded);
        }
    }
}
