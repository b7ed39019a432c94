using WorkflowEnforcement.Engine.Migrating;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Migrating;

/// <summary>Words in which the tests of migration speak.</summary>
internal static class Migrating
{
    /// <summary>The dry run of an instance, which agrees with what the migration itself says.</summary>
    public static MigrationReport To(this TestRun run, ProcessModel to, params ReadOnlySpan<(string From, string To)> moved)
    {
        var plan = new MigrationPlan(run.Model, to).Moving(moved);
        var report = Migration.DryRun(plan, run.State, run.Now);
        Assert.Equal(report.IsPossible, Migration.Migrate(plan, run.State, run.Now) is EngineAccepted);
        return report;
    }

    /// <summary>The one thing that prevents it.</summary>
    public static MigrationLine Prevented(this MigrationReport report) => Assert.Single(report.Lines, line => line.Effect == MigrationEffect.Prevents);

    public static void Prevented(this MigrationReport report, string element, string code)
    {
        var line = report.Prevented();
        Assert.Equal((element, code), (line.Element, line.Code));
    }

    public static void Possible(this MigrationReport report) =>
        Assert.True(report.IsPossible, string.Join('\n', report.Lines));
}
