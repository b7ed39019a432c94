using Microsoft.Playwright;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>The browser that is installed here; none is ever downloaded.</summary>
internal static class Chromium
{
    private static readonly string Path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } set ? set : "/usr/bin/chromium";

    public static bool IsThere => File.Exists(Path);

    public static BrowserTypeLaunchOptions Options => new()
    {
        ExecutablePath = Path,
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        ],
        Timeout = 60_000,
    };

    /// <summary>Skips the test where there is no Chromium. In CI it must be there.</summary>
    public static void Demand()
    {
        if (IsThere)
        {
            return;
        }

        var reason = $"Expected Chromium at {Path}, but it is not there. Install the package chromium, or set CHROMIUM_PATH.";
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }
}
