using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

/// <summary>由本案立案: a case is opened from another once, when it is due, with what that one knows; each shows the other.</summary>
public sealed partial class LinkContractTests
{
    private const string Ordinary = "penalty.ordinary";

    [Fact]
    public async Task What_left_the_summary_procedure_goes_on_as_an_ordinary_case_with_its_facts()
    {
        await using var server = Server();
        var officer = await server.User("officer1");
        var first = await AtTheScene(server);

        Assert.Empty((await officer.Get($"/api/v1/cases/{first}/links")).Is(200).Json.GetProperty("due").EnumerateArray());
        var early = (await officer.Post($"/api/v1/cases/{first}/links", new { procedure = Ordinary })).IsProblem(409, "link.not-due");
        Assert.Contains("第五十四条", early.Json.GetProperty("legalSource").GetString(), StringComparison.Ordinal);

        await Convert(server, first);
        var due = Assert.Single((await officer.Get($"/api/v1/cases/{first}/links")).Is(200).Json.GetProperty("due").EnumerateArray());
        Assert.Equal((Ordinary, "转为普通程序立案", "《行政处罚法》第五十四条"), (Text(due, "procedure"), Text(due, "label"), Text(due, "basis")));
        Assert.Contains(due.GetProperty("facts").EnumerateArray(), fact => Text(fact, "key") == "party.name" && Text(fact, "value") == "当事人甲");

        var opened = (await officer.Post($"/api/v1/cases/{first}/links", new { procedure = Ordinary }, key: "once")).Is(201);
        var second = opened.Json.GetProperty("id").GetGuid();
        Assert.Equal(second, (await officer.Post($"/api/v1/cases/{first}/links", new { procedure = Ordinary }, key: "once")).Is(201).Json.GetProperty("id").GetGuid());
        Assert.Equal("当事人甲", Text(opened.Json, "party"));
        (await officer.Post($"/api/v1/cases/{first}/links", new { procedure = Ordinary })).IsProblem(409, "link.done");

        var after = (await officer.Get($"/api/v1/cases/{first}/links")).Is(200).Json;
        Assert.Equal(second, Assert.Single(after.GetProperty("followers").EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Empty(after.GetProperty("due").EnumerateArray());
        Assert.Equal(first, (await officer.Get($"/api/v1/cases/{second}/links")).Is(200).Json.GetProperty("origin").GetProperty("id").GetGuid());
        Assert.Contains((await officer.Get($"/api/v1/cases/{second}/timeline")).Is(200).Items, line => Text(line, "type") == "case.linked" && Text(line, "text").Contains("转为普通程序立案", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_opens_a_case_from_one_they_may_not_see_or_into_one_they_may_not_open()
    {
        await using var server = Server();
        var first = await AtTheScene(server);
        await Convert(server, first);

        (await (await server.User("clerk")).Post($"/api/v1/cases/{first}/links", new { procedure = Ordinary })).IsProblem(404, "not-found");
        (await (await server.User("director")).Post($"/api/v1/cases/{first}/links", new { procedure = Ordinary })).IsProblem(403, "case.opener");
        (await (await server.User("officer1")).Post($"/api/v1/cases/{first}/links", new { procedure = "test.short" })).IsProblem(409, "link.none");
        (await (await server.User("officer1")).Post($"/api/v1/cases/{first}/links", new { procedure = "nowhere" })).IsProblem(409, "procedure.unusable");
        (await (await server.User("officer1")).Post($"/api/v1/cases/{Guid.NewGuid()}/links", new { procedure = Ordinary })).IsProblem(404, "not-found");
        Assert.Empty((await (await server.User("director")).Get($"/api/v1/cases/{first}/links")).Is(200).Json.GetProperty("due").EnumerateArray());
    }

    [Fact]
    public async Task The_page_of_the_first_case_offers_it_and_the_next_page_shows_what_is_carried_over()
    {
        await using var server = Server();
        var first = await AtTheScene(server);
        await Convert(server, first);
        var browser = server.Browser();
        using (await PageDoorTests.SignIn(browser, "/"))
        {
        }

        Assert.Contains($"/cases/{first}/open/{Ordinary}", await Page(browser, $"/cases/{first}"), StringComparison.Ordinal);
        var confirm = await Page(browser, $"/cases/{first}/open/{Ordinary}");
        Assert.Contains("当事人甲", confirm, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"party.name\"", confirm, StringComparison.Ordinal);
        using var answer = await browser.PostAsync(new Uri($"/cases/{first}/open/{Ordinary}", UriKind.Relative), Form(confirm), ApiServer.Ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("由本案立的案件", await Page(browser, $"/cases/{first}"), StringComparison.Ordinal);

        using var again = await browser.PostAsync(new Uri($"/cases/{first}/open/{Ordinary}", UriKind.Relative), Form(confirm, "another"), ApiServer.Ct);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Contains("不得由本案重复立案", WebUtility.HtmlDecode(await again.Content.ReadAsStringAsync(ApiServer.Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_shows_a_linked_case_is_the_same_when_written_anew_from_its_events()
    {
        await using var server = Server();
        var first = await AtTheScene(server);
        await Convert(server, first);
        var second = (await (await server.User("officer1")).Post($"/api/v1/cases/{first}/links", new { procedure = Ordinary })).Is(201).Json.GetProperty("id").GetGuid();
        var cases = (WorkflowEnforcement.Server.Storage.CaseStore)server.Services.GetService(typeof(WorkflowEnforcement.Server.Storage.CaseStore))!;
        await cases.Rebuild(second, ApiServer.Ct);
        Assert.Single((await (await server.User("officer1")).Get($"/api/v1/cases/{first}/links")).Is(200).Json.GetProperty("followers").EnumerateArray());
    }

    private static ApiServer Server()
    {
        var server = new ApiServer();
        foreach (var folder in new[] { "penalty-summary", "shared-archive" })
        {
            ApiServer.CopyFolder(Path.Combine(ApiServer.Repository(), "workflows", folder), Path.Combine(server.Workflows, folder));
        }

        return server;
    }

    private static async Task<Guid> AtTheScene(ApiServer server)
    {
        var officer = await server.User("officer1");
        var id = await server.OpenCase("penalty.summary", title: "当事人甲涉嫌扰乱用电秩序案");
        (await officer.Post($"/api/v1/tasks/{await server.TaskOf(id, "Identify")}/complete", new { outcome = "shown", facts = Facts("Identify") })).Is(200);
        return id;
    }

    private static async Task Convert(ApiServer server, Guid id)
    {
        var officer = await server.User("officer1");
        (await officer.Post($"/api/v1/tasks/{await server.TaskOf(id, "InvestigateSpot")}/complete", new { outcome = "ordinary", comment = "不能当场查清。", facts = Facts("InvestigateSpot") })).Is(200);
        await server.Work();
        (await officer.Post($"/api/v1/tasks/{await server.TaskOf(id, "Convert")}/complete", new { outcome = "convert", facts = Facts("Convert") })).Is(200);
    }

    // As in the scenario, on the day of the server.
    private static Dictionary<string, object?> Facts(string task)
    {
        var scenario = JsonElement.Parse(File.ReadAllText(Path.Combine(ApiServer.Repository(), "workflows", "penalty-summary", "scenarios", "unclear.json")).Replace("2026-04-15", "2026-03-02", StringComparison.Ordinal));
        var step = scenario.GetProperty("steps").EnumerateArray().First(step => step.GetProperty("task").GetString() == task);
        var facts = step.GetProperty("facts").EnumerateObject().ToDictionary(fact => fact.Name, fact => (object?)fact.Value);
        if (task == "Identify")
        {
            facts["party.kind"] = "person";
            facts["party.name"] = "当事人甲";
            facts.Remove("party.code");
        }

        return facts;
    }

    private static async Task<string> Page(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), ApiServer.Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(ApiServer.Ct));
    }

    private static FormUrlEncodedContent Form(string page, string? key = null)
    {
        var form = page[page.LastIndexOf("<form", page.IndexOf("name=\"title\"", StringComparison.Ordinal), StringComparison.Ordinal)..];
        var hidden = Hidden().Matches(form[..form.IndexOf("</form>", StringComparison.Ordinal)]).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
        hidden["title"] = "当事人甲涉嫌扰乱用电秩序案";
        hidden["key"] = key ?? hidden["key"];
        return new FormUrlEncodedContent(hidden);
    }

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();
}
