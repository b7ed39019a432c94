using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using WorkflowEnforcement.Server.Tests.Http;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Faults;

/// <summary>The real program as a process of its own, which can be killed.</summary>
internal sealed class ChildServer : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process process;
    private readonly TaskCompletionSource<string> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> lines = [];

    private ChildServer(Process process) => this.process = process;

    /// <summary>What it said, on both outputs.</summary>
    public string Said
    {
        get
        {
            lock (lines)
            {
                return string.Join('\n', lines);
            }
        }
    }

    /// <summary>Starts it on a folder that holds <c>data</c>, <c>workflows</c> and <c>templates</c>.</summary>
    public static ChildServer Start(string folder)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        string[] settings =
        [
            Path.Combine(AppContext.BaseDirectory, "WorkflowEnforcement.Server.dll"),
            "--urls", "http://127.0.0.1:0",
            "--environment", "Development",
            "--contentRoot", folder,
            "--Workflows:Root", Path.Combine(folder, "workflows"),
            "--Templates:Root", Path.Combine(folder, "templates"),
            "--Demo:Password", ApiServer.Password,
            "--Demo:Cases", "false",
            "--Logging:LogLevel:Default", "Warning",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information",
        ];
        Array.ForEach(settings, start.ArgumentList.Add);
        var server = new ChildServer(new Process { StartInfo = start, EnableRaisingEvents = true });
        server.process.OutputDataReceived += (_, line) => server.Hear(line.Data);
        server.process.ErrorDataReceived += (_, line) => server.Hear(line.Data);
        server.process.Exited += (_, _) => server.address.TrySetException(new InvalidOperationException("The server ended before it listened"));
        server.process.Start();
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        return server;
    }

    /// <summary>A client of it, once it listens.</summary>
    public async Task<HttpClient> Client(string? token = null)
    {
        var client = new HttpClient { BaseAddress = new Uri(await address.Task.WaitAsync(TimeSpan.FromSeconds(60), ApiServer.Ct)) };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return client;
    }

    public async Task<string> SignIn(string user)
    {
        using var client = await Client();
        var answer = await client.PostAsJsonAsync("/api/v1/session", new { userName = user, password = ApiServer.Password }, ApiServer.Ct);
        Assert.True(answer.IsSuccessStatusCode, Said);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(ApiServer.Ct)).GetProperty("accessToken").GetString()!;
    }

    /// <summary>Ends it as a power cut would: SIGKILL, at once.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync(ApiServer.Ct);
    }

    /// <summary>Its exit code, once it ends by itself.</summary>
    public async Task<int> End()
    {
        await process.WaitForExitAsync(ApiServer.Ct).WaitAsync(TimeSpan.FromSeconds(60), ApiServer.Ct);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        _ = address.Task.Exception;
        process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (lines)
        {
            lines.Add(line);
        }

        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            address.TrySetResult(line[(at + Listening.Length)..].Trim());
        }
    }
}
