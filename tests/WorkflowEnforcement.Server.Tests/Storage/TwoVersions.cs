using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Tests.Storage;

/// <summary>A server on which cases were opened by the first version of the short flow, before its file was changed and the server started anew.</summary>
internal sealed class TwoVersions : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("wfe-test-").FullName;

    public TestServer Server { get; private set; } = null!;

    /// <summary>Cases of the first version, in order of opening.</summary>
    public List<Guid> Ids { get; } = [];

    public DefinitionVersion From { get; private set; } = null!;

    public DefinitionVersion To { get; private set; } = null!;

    /// <param name="change">Makes the second version of the first.</param>
    /// <param name="cases">How many cases are opened.</param>
    /// <param name="register">How many of them, from the first, are registered and wait for review.</param>
    public static async Task<TwoVersions> Start(Func<string, string> change, int cases, int register = 0, Action<IServiceCollection>? services = null)
    {
        var versions = new TwoVersions();
        var flow = Path.Combine(Directory.CreateDirectory(Path.Combine(versions.folder, "workflows", "short")).FullName, "process.bpmn");
        var first = await File.ReadAllTextAsync(Path.Combine(Http.ApiServer.TestFolder(), "..", "Storage", "workflows", "short", "process.bpmn"), TestServer.Ct);
        await File.WriteAllTextAsync(flow, first, TestServer.Ct);
        await using (var server = await versions.Node())
        {
            versions.From = new DefinitionVersion(1, server.Get<ProcedureCatalogue>().Current("test.short")!);
            for (var number = 0; number < cases; number++)
            {
                versions.Ids.Add(await server.OpenCase($"第{number + 1}案"));
            }

            foreach (var id in versions.Ids.Take(register))
            {
                await server.Complete(id, "Register", "officer1", "submit");
            }
        }

        await File.WriteAllTextAsync(flow, change(first), TestServer.Ct);
        versions.Server = await versions.Node(services);
        versions.To = new DefinitionVersion(2, versions.Server.Get<ProcedureCatalogue>().Current("test.short")!);
        return versions;
    }

    /// <summary>One more server on the same database.</summary>
    public Task<TestServer> Node(Action<IServiceCollection>? services = null) =>
        TestServer.Start(folder: folder, services: services, settings: ("Workflows:Root", Path.Combine(folder, "workflows")));

    /// <summary>The migration of all cases as it is asked for after a dry run.</summary>
    public async Task<MigrationOrder> Order(string commandId = "move-1", params (string From, string To)[] moved)
    {
        var order = new MigrationOrder(From, To, [.. moved.Select(pair => MovedElement.Of(pair.From, pair.To))], null)
        {
            By = Server.Person("legalhead"),
            At = Server.Now,
            CommandId = commandId,
            Reason = "新规定自即日起施行。",
        };
        return order with { AsOf = (await Server.Cases.Preview(order, TestServer.Ct)).AsOf };
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
