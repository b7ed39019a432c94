using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.FeelOracle;

/// <summary>feelin, run once in Node over all cases. Installed by its lock file when it is missing; no script of a package is run.</summary>
internal static class FeelinOracle
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The answers in the order of the cases. Skips the test where Node is missing; in CI it must be there.</summary>
    public static IReadOnlyList<OracleAnswer> Answers(string context, IReadOnlyList<OracleCase> cases)
    {
        var folder = Folder();
        Install(folder);
        var exchange = Directory.CreateTempSubdirectory("feel-oracle-");
        try
        {
            var (question, answer) = (Path.Combine(exchange.FullName, "cases.json"), Path.Combine(exchange.FullName, "answers.json"));
            var asked = new JsonObject { ["context"] = JsonNode.Parse(context), ["cases"] = JsonSerializer.SerializeToNode(cases) };
            File.WriteAllText(question, asked.ToJsonString());
            Run(folder, "node", "evaluate.mjs", question, answer);
            return JsonSerializer.Deserialize<List<OracleAnswer>>(File.ReadAllText(answer))!;
        }
        finally
        {
            exchange.Delete(recursive: true);
        }
    }

    public static string Folder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "WorkflowEnforcement.sln")))
        {
            at = at.Parent;
        }

        Assert.NotNull(at);
        return Path.Combine(at.FullName, "tests", "WorkflowEnforcement.Engine.Tests", "FeelOracle");
    }

    private static void Install(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "node_modules", "feelin", "package.json")))
        {
            Run(folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        }
    }

    private static void Run(string folder, string program, params string[] arguments)
    {
        try
        {
            using var running = System.Diagnostics.Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            var (output, errors) = (running.StandardOutput.ReadToEndAsync(), running.StandardError.ReadToEndAsync());
            Assert.True(running.WaitForExit(Patience), $"Expected {program} to end within {Patience.TotalMinutes} minutes, but it did not");
            Assert.True(running.ExitCode == 0, $"Expected {program} to succeed, but it says: {errors.Result}{output.Result}");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            Missing(program, missing.Message);
        }
    }

    private static void Missing(string program, string message)
    {
        var reason = $"Expected {program} to compare our FEEL with feelin, but it cannot be started ({message}). Install Node.js 20 or later.";
        Assert.False(string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase), reason);
        Assert.Skip(reason);
    }
}
