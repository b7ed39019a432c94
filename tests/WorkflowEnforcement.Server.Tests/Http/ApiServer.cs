using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Jobs;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

/// <summary>The whole program behind a real port, on a database in a folder of its own, on the morning of 2026-03-02; jobs run when they are told to.</summary>
public sealed class ApiServer : WebApplicationFactory<Program>
{
    public const string Password = "demo-pass-2026";
    public const string Stranger = "stranger";

    private readonly string folder = Directory.CreateTempSubdirectory("wfe-http-").FullName;
    private readonly Dictionary<string, (HttpClient Client, DateTimeOffset At)> users = [];
    private readonly (string Key, string Value)[] settings;
    private readonly Lock gate = new();

    public ApiServer()
        : this([])
    {
    }

    internal ApiServer(params (string Key, string Value)[] settings)
    {
        this.settings = settings;
        foreach (var shipped in Directory.EnumerateDirectories(Path.Combine(Repository(), "workflows")).Where(path => Path.GetFileName(path) is var name && (name == "penalty-ordinary" || name.StartsWith("shared-", StringComparison.Ordinal))))
        {
            CopyFolder(shipped, Path.Combine(Workflows, Path.GetFileName(shipped)));
        }

        CopyFolder(Path.Combine(TestFolder(), "..", "Storage", "workflows", "short"), Path.Combine(Workflows, "short"));
        CopyFolder(Path.Combine(TestFolder(), "..", "Faults", "workflows", "numbered"), Path.Combine(Workflows, "numbered"));
        UseKestrel(0);
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)));

    public string Folder => folder;

    /// <summary>What a test puts into the program beside the clock.</summary>
    internal Action<IServiceCollection>? Extra { get; init; }

    public string Workflows => Path.Combine(folder, "workflows");

    public static string Repository() => Path.GetFullPath(Path.Combine(TestFolder(), "..", "..", ".."));

    public static string TestFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    /// <summary>A client that is signed in with a bearer token; null for nobody.</summary>
    internal async Task<ApiUser> User(string? name)
    {
        StartServer();
        if (name is null)
        {
            return new ApiUser(Client(cookies: false));
        }

        lock (gate)
        {
            if (users.TryGetValue(name, out var known) && Time.GetUtcNow() - known.At < TimeSpan.FromHours(7))
            {
                return new ApiUser(known.Client);
            }
        }

        var client = Client(cookies: false);
        var session = await client.PostAsJsonAsync("/api/v1/session", new { userName = name, password = Password }, Ct);
        Assert.True(session.IsSuccessStatusCode, $"{name}: {await session.Content.ReadAsStringAsync(Ct)}");
        var token = (await session.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        lock (gate)
        {
            users[name] = (client, Time.GetUtcNow());
        }

        return new ApiUser(client);
    }

    /// <summary>A browser: it keeps cookies and follows no redirect.</summary>
    internal HttpClient Browser()
    {
        StartServer();
        return Client(cookies: true);
    }

    internal async Task<Guid> OpenCase(string procedure = "test.short", string user = "officer1", string title = "某企业未报送能源利用状况报告")
    {
        var opened = await (await User(user)).Post("/api/v1/cases", new { procedure, title });
        Assert.Equal(201, opened.Status);
        return opened.Json.GetProperty("id").GetGuid();
    }

    /// <summary>The id of a case's open task at an element, as somebody who sees all cases finds it.</summary>
    internal async Task<string> TaskOf(Guid caseId, string element)
    {
        StartServer();
        await using var db = Db();
        var task = await db.Tasks.AsNoTracking().SingleAsync(row => row.CaseId == caseId && row.Element == element, Ct);
        return Approvals.TaskId.Of(caseId, task.Task);
    }

    public EnforcementDb Db() => Services.GetRequiredService<IDbContextFactory<EnforcementDb>>().CreateDbContext();

    /// <summary>Does the work that commands asked for, until there is none.</summary>
    public async Task Work()
    {
        var requests = Services.GetRequiredService<JobRequests>();
        while (true)
        {
            await using var db = Db();
            var now = Time.GetUtcNow();
            var open = (await db.JobRequests.AsNoTracking().Where(row => row.DoneAt == null && row.Attempts < JobRequests.MaxAttempts).ToListAsync(Ct))
                .Where(row => row.NotBefore is null || row.NotBefore <= now).ToList();
            if (open.Count == 0)
            {
                return;
            }

            foreach (var request in open)
            {
                await requests.Run(request.Id, Ct);
            }
        }
    }

    public Task<SweepResult> Sweep() => Services.GetRequiredService<SweepJob>().Run(Services.GetRequiredService<BureauClock>().Now, Ct);

    /// <summary>Makes an officer of another section.</summary>
    internal async Task AddStranger()
    {
        StartServer();
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await accounts.FindByNameAsync(Stranger) is null)
        {
            var account = new Account { UserName = Stranger, DisplayName = "外科室执法人员", Unit = "另一科室", Demo = true };
            Assert.True((await accounts.CreateAsync(account, Password)).Succeeded);
            Assert.True((await accounts.AddToRoleAsync(account, Roles.Officer)).Succeeded);
        }
    }

    public static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        foreach (var (key, value) in Defaults().Concat(settings))
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            Extra?.Invoke(services);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        SqliteConnection.ClearAllPools();
        if (disposing && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private HttpClient Client(bool cookies)
    {
        var address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = cookies }) { BaseAddress = new Uri(address) };
    }

    private IEnumerable<(string Key, string Value)> Defaults() =>
    [
        ("urls", "http://127.0.0.1:0"),
        ("Storage:Root", Path.Combine(folder, "data")),
        ("ConnectionStrings:Default", $"Data Source={Path.Combine(folder, "data", "enforcement.db")}"),
        ("Workflows:Root", Workflows),
        ("Demo:Password", Password),
        ("Demo:Cases", "false"),
        ("Jobs:Enabled", "false"),
        ("SignIn:AttemptsPerMinute", "100000"),
    ];
}
