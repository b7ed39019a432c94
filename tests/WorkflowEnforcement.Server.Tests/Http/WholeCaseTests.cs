using System.Globalization;
using System.Text.Json;
using UglyToad.PdfPig;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

/// <summary>A penalty case from clue to archive, over the interface alone, each step by the person whose step it is.</summary>
public sealed class WholeCaseTests
{
    [Theory]
    [InlineData("full-penalty")]
    [InlineData("statement-lapsed")]
    public async Task A_case_goes_from_clue_to_archive_over_the_interface_alone(string name)
    {
        await using var server = new ApiServer();
        var scenario = JsonElement.Parse(await File.ReadAllBytesAsync(
            Path.Combine(ApiServer.Repository(), "workflows", "penalty-ordinary", "scenarios", $"{name}.json"), ApiServer.Ct));
        var start = scenario.GetProperty("start");
        At(server, start);
        var opened = (await (await server.User(By(start))).Post(
            "/api/v1/cases", new { procedure = scenario.GetProperty("procedure").GetString(), title = start.GetProperty("title").GetString(), facts = start.GetProperty("facts") })).Is(201);
        var id = opened.Json.GetProperty("id").GetGuid();

        foreach (var step in scenario.GetProperty("steps").EnumerateArray())
        {
            At(server, step);
            if (step.TryGetProperty("advance", out _))
            {
                await server.Sweep();
            }
            else
            {
                await Finish(server, id, step);
            }

            await server.Work();
        }

        await CheckEnd(server, id, scenario.GetProperty("expect"));
    }

    private static async Task Finish(ApiServer server, Guid id, JsonElement step)
    {
        var user = await server.User(By(step));
        var element = step.GetProperty("task").GetString();
        var task = (await user.Get($"/api/v1/tasks?scope=all&case={id}")).Is(200).Items.Single(item => item.GetProperty("elementId").GetString() == element);
        var name = task.GetProperty("id").GetString();
        Assert.Equal(task.GetRawText(), (await user.Get($"/api/v1/tasks/{name}")).Is(200).Text);
        Assert.Contains(task.GetProperty("outcomes").EnumerateArray(), outcome => outcome.GetProperty("key").GetString() == step.GetProperty("outcome").GetString());
        var done = (await user.Post($"/api/v1/tasks/{name}/complete", new
        {
            outcome = step.GetProperty("outcome").GetString(),
            facts = step.TryGetProperty("facts", out var facts) ? facts : (JsonElement?)null,
            comment = step.TryGetProperty("comment", out var comment) ? comment.GetString() : null,
        }, $"{element}-{step.GetProperty("at").GetString()}")).Is(200);
        Assert.Equal(id, done.Json.GetProperty("caseId").GetGuid());
        (await user.Get($"/api/v1/tasks/{name}")).IsProblem(404);
    }

    private static async Task CheckEnd(ApiServer server, Guid id, JsonElement expected)
    {
        var officer = await server.User("officer1");
        Assert.Equal("ended", (await officer.Get($"/api/v1/cases/{id}")).Is(200).Json.GetProperty("state").GetString());
        Assert.Empty((await officer.Get($"/api/v1/cases/{id}/incidents")).Is(200).Items);
        Assert.Equal(1, (await officer.Get("/api/v1/cases?state=ended")).Json.GetProperty("total").GetInt32());
        Assert.Equal(0, (await officer.Get("/api/v1/cases")).Json.GetProperty("total").GetInt32());

        var clocks = (await officer.Get($"/api/v1/cases/{id}/clocks")).Is(200).Items;
        Assert.All(expected.GetProperty("clocks").EnumerateObject(), clock =>
            Assert.Equal(clock.Value.GetString(), clocks.Single(shown => shown.GetProperty("id").GetString() == clock.Name).GetProperty("state").GetString()));
        Assert.All(clocks, clock => Assert.Equal(JsonValueKind.Null, clock.GetProperty("daysLeft").ValueKind));

        var documents = (await officer.Get($"/api/v1/cases/{id}/documents")).Is(200).Items;
        Assert.Equal(
            expected.GetProperty("documents").EnumerateArray().Select(code => code.GetString()).Order(StringComparer.Ordinal),
            documents.Select(document => document.GetProperty("catalogue").GetString()).Distinct().Order(StringComparer.Ordinal));
        foreach (var document in documents)
        {
            Assert.True(document.GetProperty("state").GetString() is "issued" or "served");
            var file = (await officer.Get($"/api/v1/documents/{document.GetProperty("id").GetString()}/content?format=docx")).Is(200);
            Assert.Equal(document.GetProperty("sha256").GetString(), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Bytes)));
        }

        await CheckPdf(officer, documents.First(document => document.GetProperty("catalogue").GetString() == "C31").GetProperty("id").GetString()!);
        var timeline = (await officer.Get($"/api/v1/cases/{id}/timeline?take=1000")).Is(200).Items;
        Assert.Equal("归档", timeline[^1].GetProperty("stage").GetString());
    }

    private static async Task CheckPdf(ApiUser officer, string document)
    {
        (await officer.Get($"/api/v1/documents/{document}/content?format=odt")).IsProblem(400, "document.format");
        var pdf = await officer.Get($"/api/v1/documents/{document}/content?format=pdf");
        if (pdf.Status == 503)
        {
            // LibreOffice is not installed here; the answer must say so plainly.
            pdf.IsProblem(503, "pdf.unavailable");
            return;
        }

        Assert.Equal("application/pdf", pdf.Is(200).MediaType);
        using var read = PdfDocument.Open(pdf.Bytes);
        Assert.Contains("行政处罚决定书", string.Concat(read.GetPages().Select(page => page.Text)), StringComparison.Ordinal);
    }

    private static string By(JsonElement step) => step.GetProperty("by").GetString()!;

    private static void At(ApiServer server, JsonElement step) =>
        server.Time.SetUtcNow(DateTimeOffset.Parse(step.GetProperty("at").GetString()!, CultureInfo.InvariantCulture));
}
