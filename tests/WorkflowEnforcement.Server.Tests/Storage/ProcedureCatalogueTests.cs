using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Server.Storage;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

public sealed class ProcedureCatalogueTests
{
    [Fact]
    public async Task A_broken_procedure_is_marked_with_its_faults_and_the_server_starts_all_the_same()
    {
        await using var server = await TestServer.Start();

        var entries = server.Get<ProcedureCatalogue>().All;

        var broken = Assert.Single(entries, entry => entry.Definition is null);
        Assert.Equal("broken", broken.Key);
        Assert.Contains(broken.Faults, fault => fault.Line > 0);
        Assert.Equal((1, "短流程"), entries.Where(entry => entry.Key == "test.short").Select(entry => (entry.Version, entry.Name)).Single());
        Assert.Contains(server.Log, line => line.Contains("流程 broken 不可用", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_running_case_stays_on_the_definition_it_began_with()
    {
        var folder = Directory.CreateTempSubdirectory("wfe-test-").FullName;
        var flow = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "workflows", "short")).FullName, "process.bpmn");
        (string, string?) root = ("Workflows:Root", Path.Combine(folder, "workflows"));
        Guid id;
        await using (var server = await TestServer.Start())
        {
            File.Copy(Path.Combine(server.App.Configuration["Workflows:Root"]!, "short", "process.bpmn"), flow);
        }

        await using (var server = await TestServer.Start(folder: folder, settings: root))
        {
            id = await server.OpenCase();
        }

        await File.WriteAllTextAsync(flow, (await File.ReadAllTextAsync(flow, TestServer.Ct)).Replace("短流程", "新流程", StringComparison.Ordinal), TestServer.Ct);
        await using (var server = await TestServer.Start(folder: folder, settings: root))
        {
            var catalogue = server.Get<ProcedureCatalogue>();
            Assert.Equal(("新流程", 2), (catalogue.All.Single().Name, catalogue.All.Single().Version));
            Assert.Equal("短流程", (await server.Cases.Load(id, TestServer.Ct))!.Definition.Name);
            await server.Complete(id, "Register", "officer1", "submit");
            await using var db = server.Db();
            Assert.Equal(2, await db.Definitions.CountAsync(TestServer.Ct));
        }

        await using (var server = await TestServer.Start(folder: folder, settings: root))
        {
            Assert.Equal(2, server.Get<ProcedureCatalogue>().All.Single().Version);
        }

        Directory.Delete(folder, recursive: true);
    }
}
