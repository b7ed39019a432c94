using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WorkflowEnforcement.Server.Cases;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>The whole program on a port of its own, with its jobs, on a database in a folder of its own, and a browser to visit it with.</summary>
public abstract class BrowserServer : IAsyncLifetime
{
    public const string Password = "demo-pass-2026";

    private readonly string folder = Directory.CreateTempSubdirectory("wfe-browser-").FullName;
    private readonly MovedTime time;
    private readonly bool demoCases;
    private Program? program;
    private IPlaywright? playwright;
    private IBrowser? browser;

    private protected BrowserServer(DateTimeOffset start, bool demoCases)
    {
        time = new MovedTime(start);
        this.demoCases = demoCases;
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IServiceProvider Services => program!.Services;

    public static string RepositoryFile(params string[] parts) => Path.Combine([SourceFolder(), "..", "..", "..", .. parts]);

    /// <summary>Lets the server's clock stand at a later moment; from there it goes on.</summary>
    public void MoveTo(DateTimeOffset moment) => time.MoveTo(moment);

    /// <summary>Walks one of the scenarios beside the flow, so many days later.</summary>
    public Task<Guid> Walk(string scenario, int days) =>
        Scenario.Read(File.ReadAllBytes(RepositoryFile("workflows", "penalty-ordinary", "scenarios", $"{scenario}.json"))).Later(days).Walk(Services, Ct);

    /// <summary>A browser of its own for a person who is not signed in yet. Skips the test where there is no Chromium; fails it in CI.</summary>
    internal async Task<Visitor> Visit(bool phone = false, bool script = true)
    {
        Chromium.Demand();
        browser ??= await (playwright ??= await Playwright.CreateAsync()).Chromium.LaunchAsync(Chromium.Options);
        return await Visitor.Open(browser, Address, phone, script);
    }

    internal async Task<Visitor> Visit(string user, bool phone = false, bool script = true)
    {
        var visitor = await Visit(phone, script);
        await visitor.SignIn(user);
        return visitor;
    }

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.IsThere)
        {
            return;
        }

        program = new Program(folder, time, demoCases);
        program.UseKestrel(0);
        program.StartServer();
        var address = program.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(address.Replace("[::]", "127.0.0.1", StringComparison.Ordinal));
        await program.Services.GetRequiredService<DemoProgress>().Finished;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (program is not null)
        {
            await program.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private sealed class Program(string folder, TimeProvider time, bool demoCases) : WebApplicationFactory<global::Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("ConnectionStrings:Default", $"Data Source={Path.Combine(folder, "enforcement.db")}");
            builder.UseSetting("Storage:Root", folder);
            builder.UseSetting("Demo:Password", Password);
            builder.UseSetting("Demo:Cases", demoCases ? "true" : "false");
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            builder.UseSetting("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Warning");
            builder.ConfigureTestServices(services => services.AddSingleton(time));
        }
    }
}

/// <summary>No case yet, on the morning of 2026-03-02.</summary>
public sealed class EmptyServer() : BrowserServer(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)), demoCases: false);

/// <summary>The demo cases, on the morning of 2026-06-15.</summary>
public sealed class DemoServer() : BrowserServer(new DateTimeOffset(2026, 6, 15, 9, 0, 0, TimeSpan.FromHours(8)), demoCases: true);

/// <summary>Time that goes on at its usual pace from a moment that the test chooses.</summary>
internal sealed class MovedTime(DateTimeOffset start) : TimeProvider
{
    private long shift = (start - System.GetUtcNow()).Ticks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref shift));

    public void MoveTo(DateTimeOffset moment) => Volatile.Write(ref shift, (moment - System.GetUtcNow()).Ticks);
}
