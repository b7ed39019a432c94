using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Jobs;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

/// <summary>The store, the accounts and the jobs on a database in a folder of their own, on the morning of 2026-03-02, without Hangfire.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string Password = "demo-pass-2026";

    private readonly bool keepsFolder;

    private TestServer(WebApplication app, string folder, bool keepsFolder, FakeTimeProvider time, List<string> log)
    {
        App = app;
        Folder = folder;
        Time = time;
        Log = log;
        this.keepsFolder = keepsFolder;
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public WebApplication App { get; }

    public string Folder { get; }

    public FakeTimeProvider Time { get; }

    /// <summary>What the server said.</summary>
    public List<string> Log { get; }

    public CaseStore Cases => Get<CaseStore>();

    public DateTimeOffset Now => Get<BureauClock>().Now;

    public string DatabaseFile => Path.Combine(Folder, "data", "enforcement.db");

    public static async Task<TestServer> Start(
        string environment = "Development", string? folder = null, Action<IServiceCollection>? services = null, params (string Key, string? Value)[] settings)
    {
        var root = folder ?? Directory.CreateTempSubdirectory("wfe-test-").FullName;
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)));
        var log = new List<string>();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = root });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Workflows:Root"] = Path.Combine(SourceFolder(), "workflows"),
            ["Demo:Password"] = Password,
            ["Jobs:Enabled"] = "false",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddProvider(new ListLog(log));
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<DocumentWork>(provider => (caseId, documentId, ct) => ReportNoMaker(provider, caseId, documentId, ct));
        services?.Invoke(builder.Services);
        builder.AddStorage().AddAccounts().AddJobs();
        var app = builder.Build();
        try
        {
            await app.UseStorage(Ct);
            await app.UseAccounts(Ct);
            app.UseAuthentication();
            app.UseAuthorization();
            app.UseAntiforgery();
            app.MapAccounts();
            app.MapTestPages();
            await app.StartAsync(Ct);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new TestServer(app, root, folder is not null, time, log);
    }

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public EnforcementDb Db() => Get<IDbContextFactory<EnforcementDb>>().CreateDbContext();

    public Actor Person(string user)
    {
        var person = Get<StaffRegister>().Find(user)!;
        return new Actor(person.Id, person.Name, person.Roles, person.Unit);
    }

    public async Task<Guid> OpenCase(string title = "某企业未报送能源利用状况报告")
    {
        var opened = await Cases.Open(Guid.CreateVersion7(), "test.short", Opening(title), Ct);
        Assert.IsType<Accepted>(opened.Outcome);
        return opened.CaseId;
    }

    public OpenCase Opening(string title, string? commandId = null) => new(title, CaseState.NoFacts)
    {
        By = Person("officer1"),
        At = Now,
        CommandId = commandId ?? Guid.NewGuid().ToString(),
    };

    public async Task<CompleteTask> Completing(Guid caseId, string element, string user, string outcome, string? commandId = null)
    {
        var loaded = await Cases.Load(caseId, Ct);
        var task = loaded!.State.Tasks.Values.Single(open => open.Element == element);
        return new CompleteTask(task.Task, outcome, CaseState.NoFacts, string.Empty)
        {
            By = Person(user),
            At = Now,
            CommandId = commandId ?? Guid.NewGuid().ToString(),
        };
    }

    public async Task<CommandResult> Complete(Guid caseId, string element, string user, string outcome) =>
        await Cases.Run(caseId, await Completing(caseId, element, user, outcome), Ct);

    /// <summary>Runs a statement as another program would: none of the server's settings.</summary>
    public int Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public long Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (!keepsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static Task<CommandResult> ReportNoMaker(IServiceProvider provider, Guid caseId, Guid documentId, CancellationToken ct) =>
        provider.GetRequiredService<CaseStore>().Run(
            caseId,
            new ReportDocumentFailure(documentId, "document.no-maker", "没有文书制作功能。")
            {
                By = Actor.TheSystem,
                At = provider.GetRequiredService<BureauClock>().Now,
                CommandId = Guid.NewGuid().ToString(),
            },
            ct);

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private sealed class ListLog(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
            {
                lines.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
