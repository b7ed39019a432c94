using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Components;
using WorkflowEnforcement.Server.Deadlines;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

/// <summary>A clock that stands still, as lists, pages and the interface show it.</summary>
public sealed class SuspendedClockTests
{
    private const string Stop = "<enf:clock ref=\"T11\" action=\"stop\" on=\"complete\" />";
    private const string Made = "<enf:document ref=\"C01\" when=\"complete\" />";

    [Fact]
    public async Task A_suspended_clock_is_shown_as_such_hurries_nobody_and_is_the_same_after_a_rebuild()
    {
        await using var versions = await TwoVersions.Start(Suspending, cases: 0);
        var server = versions.Server;
        var id = await server.OpenCase();
        server.Time.Advance(TimeSpan.FromDays(1));
        await server.Complete(id, "Register", "officer1", "submit");

        var clock = (await server.Cases.Load(id, TestServer.Ct))!.State.Clocks["T11"];
        Assert.Equal(("suspended", null), (ClockJson.Of(clock, new(2026, 3, 3)).State, ClockJson.Of(clock, new(2026, 3, 3)).DaysLeft));
        Assert.Equal(new DeadlineView(DeadlineLevel.Suspended, "已中止", clock.Due), DeadlineViews.Of("T11", clock.State, clock.Due, new(2026, 3, 3)));
        await using (var db = server.Db())
        {
            Assert.Equal(ClockState.Suspended, (await db.Clocks.SingleAsync(TestServer.Ct)).State);
            Assert.Null((await db.Cases.SingleAsync(TestServer.Ct)).NextDue);
            Assert.Null((await db.Tasks.SingleAsync(row => row.Element == "Review", TestServer.Ct)).DueOn);
        }

        await SameAfterRebuild(server, id);
    }

    [Fact]
    public async Task A_resumed_clock_is_due_later_and_the_same_after_a_rebuild()
    {
        await using var versions = await TwoVersions.Start(flow => Suspending(flow).Replace(Stop, "<enf:clock ref=\"T11\" action=\"resume\" on=\"enter\" />" + Stop, StringComparison.Ordinal), cases: 0);
        var server = versions.Server;
        var id = await server.OpenCase();
        server.Time.Advance(TimeSpan.FromDays(1));
        await server.Complete(id, "Register", "officer1", "submit");

        await using var db = server.Db();
        var row = await db.Clocks.SingleAsync(TestServer.Ct);
        Assert.Equal((ClockState.Running, new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 1)), (row.State, row.Due, row.Internal)); // one day more: day 91 is Monday 06-01
        await SameAfterRebuild(server, id);
    }

    private static string Suspending(string flow) => flow.Replace(Made, "<enf:clock ref=\"T11\" action=\"suspend\" ground=\"技术鉴定\" />" + Made, StringComparison.Ordinal);

    private static async Task SameAfterRebuild(TestServer server, Guid id)
    {
        var lived = await ReadTablesTests.Dump(server);
        server.Sql("DELETE FROM clocks");
        Assert.NotEqual(lived, await ReadTablesTests.Dump(server));
        await server.Cases.Rebuild(id, TestServer.Ct);
        Assert.Equal(lived, await ReadTablesTests.Dump(server));
    }
}
