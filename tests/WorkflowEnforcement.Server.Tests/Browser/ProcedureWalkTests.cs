using Microsoft.Playwright;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>A case of each penalty and coercion, done in the browser by its people on the days of its scenario.</summary>
public sealed class PenaltyWalkTests(WalkBrowser browser) : IClassFixture<WalkBrowser>
{
    [Theory]
    [InlineData("penalty-summary", "full-summary")]
    [InlineData("coercion-measure", "seized-and-released")]
    [InlineData("coercion-enforcement", "ruling-accepted")]
    public Task A_case_goes_from_its_opening_to_its_archive(string folder, string scenario) => ProcedureWalk.Run(browser, folder, scenario);
}

/// <summary>An application of each kind, done in the browser by its people on the days of its scenario.</summary>
public sealed class LicensingWalkTests(WalkBrowser browser) : IClassFixture<WalkBrowser>
{
    [Theory]
    [InlineData("licensing-ordinary", "supplemented")]
    [InlineData("licensing-change", "full-change")]
    [InlineData("licensing-renewal", "full-renewal")]
    [InlineData("licensing-revocation", "cancelled-ended")]
    public Task A_case_goes_from_its_opening_to_its_archive(string folder, string scenario) => ProcedureWalk.Run(browser, folder, scenario);
}

/// <summary>An inspection of each kind, done in the browser by its people on the days of its scenario.</summary>
public sealed class InspectionWalkTests(WalkBrowser browser) : IClassFixture<WalkBrowser>
{
    [Theory]
    [InlineData("inspection-daily", "transferred")]
    [InlineData("inspection-case", "full-case")]
    [InlineData("inspection-special", "full-special")]
    public Task A_case_goes_from_its_opening_to_its_archive(string folder, string scenario) => ProcedureWalk.Run(browser, folder, scenario);
}

/// <summary>One browser for several walks, each of which has a server of its own.</summary>
public sealed class WalkBrowser : IAsyncLifetime
{
    private IPlaywright? playwright;

    internal IBrowser? Browser { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (Chromium.IsThere)
        {
            playwright = await Playwright.CreateAsync();
            Browser = await playwright.Chromium.LaunchAsync(Chromium.Options);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
