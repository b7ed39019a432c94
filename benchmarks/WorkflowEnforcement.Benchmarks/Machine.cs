using System.Runtime.InteropServices;

namespace WorkflowEnforcement.Benchmarks;

/// <summary>What the figures were measured on, since they mean nothing without it.</summary>
internal static class Machine
{
    public static void Tell()
    {
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {Configuration}");
        Console.WriteLine($"{Environment.ProcessorCount} processors{Of("/proc/cpuinfo", "model name", ", ")}{Of("/proc/meminfo", "MemTotal", ", memory ")}{Load}");
    }

    /// <summary>Debug or Release, as this program and so the server beside it was built.</summary>
    public static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string Load => File.Exists("/proc/loadavg") ? $", load {string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3))}" : string.Empty;

    private static string Of(string file, string key, string before) =>
        File.Exists(file) && File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) is { } line
            ? before + line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : string.Empty;
}
