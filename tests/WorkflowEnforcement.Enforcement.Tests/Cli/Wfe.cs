using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Cli;

/// <summary>The tool as a process of its own, as a user starts it.</summary>
internal static class Wfe
{
    public static async Task<Answer> Run(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8 };
        foreach (var arg in (ReadOnlySpan<string>)[Path.Combine(AppContext.BaseDirectory, "wfe.dll"), .. args])
        {
            start.ArgumentList.Add(arg);
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return new Answer(process.ExitCode, await output, await error);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal sealed record Answer(int Exit, string Output, string Error)
    {
        public JsonElement Json => JsonElement.Parse(Output);
    }
}
