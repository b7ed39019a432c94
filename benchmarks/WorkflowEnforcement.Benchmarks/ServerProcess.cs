using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WorkflowEnforcement.Benchmarks;

/// <summary>The real server as a child process, on a folder of its own and a free port.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private const string Password = "benchmark-pass-2026";

    private readonly ConcurrentQueue<string> said = [];
    private readonly Process process;

    private ServerProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? string.Empty);
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? string.Empty);
    }

    public Uri Address { get; }

    /// <summary>Time from the start of the process to the first answer 200 of the sign-in page.</summary>
    public TimeSpan UntilFirstPage { get; private set; }

    /// <summary>Processor time that the process used until then, on all processors; other load on the machine moves it little.</summary>
    public TimeSpan ProcessorUntilFirstPage { get; private set; }

    /// <summary>Memory in use, in MB of a million bytes: VmRSS where there is a /proc, else the working set.</summary>
    public double Memory
    {
        get
        {
            var status = $"/proc/{process.Id}/status";
            if (File.Exists(status) && File.ReadLines(status).FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)) is { } line)
            {
                return double.Parse(Digits().Match(line).Value, CultureInfo.InvariantCulture) * 1024 / 1e6;
            }

            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    public static async Task<ServerProcess> Start(string folder, params (string Key, string Value)[] settings)
    {
        var project = Path.Combine(RepositoryRoot(), "src", "WorkflowEnforcement.Server");
        var binary = Path.Combine(project, "bin", Machine.Configuration, "net10.0", "WorkflowEnforcement.Server.dll");
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [binary, "--urls", address.GetLeftPart(UriPartial.Authority)])
        {
            WorkingDirectory = project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Demo__Password"] = Password;
        start.Environment["Storage__Root"] = folder;
        start.Environment["ConnectionStrings__Default"] = $"Data Source={Path.Combine(folder, "enforcement.db")}";
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        var begun = Stopwatch.GetTimestamp();
        var server = new ServerProcess(Process.Start(start)!, address);
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        await server.WaitForFirstPage(begun);
        return server;
    }

    /// <summary>A client that speaks the HTTP interface as a person.</summary>
    public async Task<HttpClient> Api(string user)
    {
        var client = new HttpClient { BaseAddress = Address };
        var answer = await client.PostAsJsonAsync("/api/v1/session", new { userName = user, password = Password });
        var session = await Read(answer);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("accessToken").GetString());
        return client;
    }

    /// <summary>A client that looks at pages as a person: it signed in by the form.</summary>
    public async Task<HttpClient> Browser(string user)
    {
        var client = new HttpClient { BaseAddress = Address };
        var page = await client.GetStringAsync("/sign-in");
        using var form = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", Token().Match(page).Groups[1].Value), new("_handler", "sign-in"), new("UserName", user), new("Password", Password),
        ]);
        (await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form)).EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>The JSON of an answer that says yes.</summary>
    public static async Task<JsonElement> Read(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonElement.Parse(text)
            : throw new InvalidOperationException($"Expected success, but {answer.RequestMessage!.RequestUri} answered {(int)answer.StatusCode}: {text}");
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    private async Task WaitForFirstPage(long begun)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
        while (Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(120) && !process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    UntilFirstPage = Stopwatch.GetElapsedTime(begun);
                    process.Refresh();
                    ProcessorUntilFirstPage = process.TotalProcessorTime;
                    return;
                }
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20);
            }
        }

        Dispose();
        throw new InvalidOperationException($"Expected the server to answer, but it said:{Environment.NewLine}{string.Join(Environment.NewLine, said)}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WorkflowEnforcement.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Expected the benchmarks to run inside the repository");
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Token();
}
