using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Server.Documents;
using WorkflowEnforcement.Server.Storage.Jobs;
using WorkflowEnforcement.Server.Tests.Documents;
using WorkflowEnforcement.Server.Tests.Http;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Faults;

/// <summary>A document that cannot be made: an incident in plain words, never half a document, and made under the same number once the cause is mended.</summary>
public sealed class DocumentFaultTests : IAsyncLifetime
{
    private readonly string templates = Directory.CreateTempSubdirectory("wfe-templates-").FullName;
    private ApiServer server = null!;

    public ValueTask InitializeAsync()
    {
        server = new ApiServer(("Templates:Root", templates));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(templates, recursive: true);
    }

    [Theory]
    [InlineData("missing", "template.missing")]
    [InlineData("unknown placeholder", "template.unknown-name")]
    [InlineData("endless loop", "template.too-much-work")]
    [InlineData("corrupt zip", "template.broken")]
    [InlineData("cut off zip", "template.broken")]
    public async Task A_broken_template_is_an_incident_and_mending_it_makes_the_document_under_its_number(string fault, string code)
    {
        await Write(fault switch
        {
            "missing" => null,
            "unknown placeholder" => WordFile.OfTexts("{{ party.nmae }}"),
            "endless loop" => WordFile.OfTexts("{% for i in (1..1000000000) %}{% for j in (1..1000000000) %}x{% endfor %}{% endfor %}"),
            "corrupt zip" => "PK\u0003\u0004 this is no Word file"u8.ToArray(),
            _ => WordFile.OfTexts("好")[..200],
        });
        var (id, asked) = await AskForDocument();
        await server.Work();
        var officer = await server.User("officer1");

        var failed = await Document(id);
        Assert.Equal("draft", failed.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, failed.GetProperty("sha256").ValueKind);
        var incident = Assert.Single((await officer.Get($"/api/v1/cases/{id}/incidents")).Is(200).Items);
        Assert.Equal(code, incident.GetProperty("code").GetString());
        Assert.Matches("[一-龥]{4,}.*。$", incident.GetProperty("message").GetString());
        (await officer.Get($"/api/v1/documents/{failed.GetProperty("id").GetString()}/content")).IsProblem(409, "document.not-made");
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Folder, "data", "blobs"), "*", SearchOption.AllDirectories));

        await Write(WordFile.OfTexts("不予立案审批表，已经制作"));
        var path = $"/api/v1/cases/{id}/incidents/{incident.GetProperty("id").GetInt64()}/resolve";
        (await officer.Post(path, new { reason = " " })).IsProblem(422, "incident.reason");
        var first = (await officer.Post(path, new { reason = "模板已更正" }, "resolve")).Is(200);
        Assert.Equal(first.Text, (await officer.Post(path, new { reason = "模板已更正" }, "resolve")).Is(200).Text);
        (await officer.Post(path, new { reason = "模板已更正" })).IsProblem(409, "incident.settled");
        await server.Work();

        var made = await Document(id);
        Assert.Equal("issued", made.GetProperty("state").GetString());
        Assert.Equal(asked.GetProperty("number").GetString(), made.GetProperty("number").GetString());
        Assert.Equal("辽太工信不立字〔2026〕第1号", made.GetProperty("number").GetString());
        Assert.Empty((await officer.Get($"/api/v1/cases/{id}/incidents")).Items);
        var file = (await officer.Get($"/api/v1/documents/{made.GetProperty("id").GetString()}/content")).Is(200);
        Assert.Equal("PK"u8.ToArray(), file.Bytes[..2]);
    }

    [Fact]
    public async Task While_the_storage_takes_no_files_nothing_is_half_done_and_afterwards_the_document_is_made()
    {
        await Write(WordFile.OfTexts("好"));
        var blobs = await Obstruct();
        var (id, asked) = await AskForDocument();
        await server.Work();

        Assert.Equal("draft", (await Document(id)).GetProperty("state").GetString());
        Assert.Empty((await (await server.User("officer1")).Get($"/api/v1/cases/{id}/incidents")).Items);
        File.Delete(blobs);
        server.Time.Advance(TimeSpan.FromMinutes(1));
        await server.Work();

        var made = await Document(id);
        Assert.Equal(("issued", asked.GetProperty("number").GetString()), (made.GetProperty("state").GetString(), made.GetProperty("number").GetString()));
        (await (await server.User("officer1")).Get($"/api/v1/documents/{made.GetProperty("id").GetString()}/content")).Is(200);
    }

    [Fact]
    public async Task A_document_given_up_is_an_incident_and_is_made_when_it_is_resolved()
    {
        await Write(WordFile.OfTexts("好"));
        var blobs = await Obstruct();
        var (id, asked) = await AskForDocument();
        for (var attempt = 0; attempt < JobRequests.MaxAttempts; attempt++)
        {
            await server.Work();
            server.Time.Advance(TimeSpan.FromHours(1));
        }

        var officer = await server.User("officer1");
        var incident = Assert.Single((await officer.Get($"/api/v1/cases/{id}/incidents")).Is(200).Items);
        Assert.Equal("document.gave-up", incident.GetProperty("code").GetString());
        Assert.DoesNotContain("Exception", incident.GetProperty("message").GetString(), StringComparison.Ordinal);
        File.Delete(blobs);
        (await officer.Post($"/api/v1/cases/{id}/incidents/{incident.GetProperty("id").GetInt64()}/resolve", new { reason = "磁盘已修复" })).Is(200);
        await server.Work();
        var made = await Document(id);
        Assert.Equal(("issued", asked.GetProperty("number").GetString()), (made.GetProperty("state").GetString(), made.GetProperty("number").GetString()));
    }

    [Fact]
    public async Task A_stored_file_that_was_changed_or_lost_is_never_given_out()
    {
        await Write(WordFile.OfTexts("好"));
        var (id, _) = await AskForDocument();
        await server.Work();
        var officer = await server.User("officer1");
        var path = $"/api/v1/documents/{(await Document(id)).GetProperty("id").GetString()}/content";
        var file = Assert.Single(Directory.GetFiles(Path.Combine(server.Folder, "data", "blobs"), "*", SearchOption.AllDirectories));
        (await officer.Get(path)).Is(200);

        var bytes = await File.ReadAllBytesAsync(file, ApiServer.Ct);
        bytes[100] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, ApiServer.Ct);
        (await officer.Get(path)).IsProblem(500, "server.fault");
        File.Delete(file);
        (await officer.Get(path)).IsProblem(500, "server.fault");
    }

    // Who runs as root may write into a read-only folder, so a file lies where the folder should be.
    private async Task<string> Obstruct()
    {
        server.StartServer();
        server.Services.GetRequiredService<BlobStore>();
        var blobs = Path.Combine(server.Folder, "data", "blobs");
        Directory.Delete(blobs, recursive: true);
        await File.WriteAllTextAsync(blobs, "in the way", ApiServer.Ct);
        return blobs;
    }

    private async Task Write(byte[]? template)
    {
        var folder = Directory.CreateDirectory(Path.Combine(templates, "C03")).FullName;
        if (template is not null)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "template.docx"), template, ApiServer.Ct);
        }
    }

    private async Task<(Guid Case, JsonElement Document)> AskForDocument()
    {
        var id = await server.OpenCase("test.numbered");
        (await (await server.User("officer1")).Post($"/api/v1/tasks/{await server.TaskOf(id, "Register")}/complete", new { outcome = "submit" })).Is(200);
        return (id, await Document(id));
    }

    private async Task<JsonElement> Document(Guid id) => Assert.Single((await (await server.User("officer1")).Get($"/api/v1/cases/{id}/documents")).Is(200).Items);
}
