using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Deadlines;
using WorkflowEnforcement.Server.Registers;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Jobs;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

/// <summary>Versions of calendar and clocks in the database, and what they do to running cases. T11 of a case opened on 2026-03-02 ends on Monday 2026-06-01.</summary>
public sealed class LawKeepingTests
{
    private static readonly DateOnly June1 = new(2026, 6, 1);

    [Fact]
    public async Task Another_version_of_a_year_counts_the_open_clocks_of_every_case_anew_and_leaves_it_in_the_record()
    {
        await using var server = await TestServer.Start();
        Guid[] open = [await server.OpenCase("一案"), await server.OpenCase("二案")];
        var ended = await server.OpenCase("三案");
        await server.Complete(ended, "Register", "officer1", "submit");
        await server.Complete(ended, "Review", "unithead", "agree");

        var result = await Enter(server, With(June1, CalendarDayKind.Rest));
        Assert.Equal((2, null), (result.Version, result.Refused));
        await using (var db = server.Db())
        {
            Assert.Equal((2, 0, null), await db.Recounts.Select(row => ValueTuple.Create(row.Total, row.Done, row.FinishedAt)).SingleAsync(TestServer.Ct));
        }

        await Work(server);

        foreach (var id in open)
        {
            var events = await server.Cases.AllEvents(id, TestServer.Ct);
            var moved = Assert.Single(events, ledgered => ledgered.Type == "clocks.recomputed").Recorded;
            Assert.Equal(new ClocksRecomputed("2026年第2版", [new RecomputedClock("T11", June1, new(2026, 5, 29), new(2026, 6, 2), new(2026, 5, 29), false)]), moved.Event);
            Assert.Equal("system", moved.By);
        }

        Assert.DoesNotContain(await server.Cases.AllEvents(ended, TestServer.Ct), ledgered => ledgered.Type == "clocks.recomputed");
        await using var after = server.Db();
        Assert.Equal([new DateOnly(2026, 6, 2), new DateOnly(2026, 6, 2)], await after.Cases.Where(row => row.EndedAt == null).Select(row => row.NextDue!.Value).ToListAsync(TestServer.Ct));
        var progress = await after.Recounts.SingleAsync(TestServer.Ct);
        Assert.Equal((2, 2, 0), (progress.Done, progress.Moved, progress.Failed));
        Assert.NotNull(progress.FinishedAt);
    }

    [Fact]
    public async Task A_recount_that_runs_twice_does_nothing_the_second_time()
    {
        await using var server = await TestServer.Start();
        var id = await server.OpenCase();
        await Enter(server, With(June1, CalendarDayKind.Rest));
        var job = server.Get<RecountJob>();
        await job.Run("2026/2", TestServer.Ct);
        server.Sql("UPDATE recounts SET last_case = NULL, done = 0, finished_at = NULL");
        await job.Run("2026/2", TestServer.Ct);
        await job.Run("2026/2", TestServer.Ct);

        Assert.Single(await server.Cases.AllEvents(id, TestServer.Ct), ledgered => ledgered.Type == "clocks.recomputed");
    }

    [Fact]
    public async Task A_recount_goes_on_in_parts_until_every_case_was_looked_at()
    {
        await using var server = await TestServer.Start();
        for (var number = 0; number < RecountJob.AtOnce + 1; number++)
        {
            await server.OpenCase($"第{number}案");
        }

        await Enter(server, With(June1, CalendarDayKind.Rest));
        Assert.NotNull(await server.Get<RecountJob>().Run("2026/2", TestServer.Ct));
        await using (var db = server.Db())
        {
            Assert.Equal((RecountJob.AtOnce, null), await db.Recounts.Select(row => ValueTuple.Create(row.Done, row.FinishedAt)).SingleAsync(TestServer.Ct));
        }

        await Work(server);
        await using var after = server.Db();
        Assert.Equal(RecountJob.AtOnce + 1, (await after.Recounts.SingleAsync(TestServer.Ct)).Moved);
    }

    [Fact]
    public async Task A_node_that_did_not_enter_it_counts_by_the_new_version_too()
    {
        await using var server = await TestServer.Start();
        await using var node = await TestServer.Start(folder: server.Folder);
        await Enter(server, With(June1, CalendarDayKind.Rest));
        var id = await node.OpenCase();
        Assert.Equal(new DateOnly(2026, 6, 2), (await node.Cases.Load(id, TestServer.Ct))!.State.Clocks["T11"].Due);
    }

    [Fact]
    public async Task A_year_that_is_published_ends_what_was_provisional()
    {
        await using var server = await TestServer.Start();
        server.Time.Advance(TimeSpan.FromDays(300)); // 2026-12-27: T11 runs into 2027
        var id = await server.OpenCase();
        Assert.True((await server.Cases.Load(id, TestServer.Ct))!.State.Clocks["T11"].Provisional);

        var year = new CalendarYear(2027, new("通知", string.Empty, Provenance.CheckedSecondHand), true, new HashSet<DateOnly> { new(2027, 1, 1) }, new HashSet<DateOnly>());
        Assert.Equal(1, (await Enter(server, year)).Version);
        await Work(server);
        Assert.False((await server.Cases.Load(id, TestServer.Ct))!.State.Clocks["T11"].Provisional);
    }

    [Fact]
    public async Task A_preview_tells_what_would_move_and_keeps_nothing()
    {
        await using var server = await TestServer.Start();
        await server.OpenCase();
        var preview = await server.Get<RecountJob>().Preview(With(June1, CalendarDayKind.Rest), TestServer.Ct);

        Assert.Equal((1, 1, 0), (preview.Cases, preview.Clocks, preview.Left));
        Assert.Equal([new CalendarDayChange(June1, CalendarDayKind.Plain, CalendarDayKind.Rest)], preview.Days);
        Assert.Equal(0, server.Count("SELECT count(*) FROM calendar_years"));
        Assert.Equal(0, (await server.Get<RecountJob>().Preview(With(new(2026, 12, 31), CalendarDayKind.Rest), TestServer.Ct)).Cases);
    }

    [Fact]
    public async Task What_is_entered_stays_as_it_is_and_only_the_administrator_enters()
    {
        await using var server = await TestServer.Start();
        Assert.Equal("law.keeper", (await Enter(server, With(June1, CalendarDayKind.Rest), by: "legalhead")).Refused?.Code);
        Assert.Equal("calendar.changed", (await Enter(server, With(June1, CalendarDayKind.Rest), basedOn: 7)).Refused?.Code);
        await Enter(server, With(June1, CalendarDayKind.Rest), id: "once");
        Assert.Equal(2, (await Enter(server, With(June1, CalendarDayKind.Rest), id: "once")).Version);
        Assert.Equal("command.reused", (await Enter(server, With(new(2026, 6, 2), CalendarDayKind.Rest), id: "once")).Refused?.Code);
        await server.Get<LawKeeping>().Enter("T37", new(20, ClockUnit.NaturalDays, new(2026, 3, 2), LegalSource.ProductDefault("会议纪要"), "试行。"), Entry(server, "admin", "clock"), TestServer.Ct);

        var change = new RegisterChange("matters", "CF-JN-01", null, new(2026, 3, 2), "职权划出。");
        Assert.Null((await server.Get<RegisterKeeping>().Enter(change, null, Entry(server, "admin", "matter"), TestServer.Ct)).Refused);

        foreach (var table in new[] { "calendar_years", "calendar_days", "clock_wordings", "register_entries" })
        {
            Assert.True(server.Count($"SELECT count(*) FROM {table}") > 0);
            Assert.Throws<SqliteException>(() => server.Sql($"UPDATE {table} SET version = 9"));
            Assert.Throws<SqliteException>(() => server.Sql($"DELETE FROM {table}"));
            Assert.Throws<SqliteException>(() => server.Sql($"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"));
        }
    }

    [Fact]
    public async Task A_parameter_applies_to_periods_that_start_from_its_day_on()
    {
        await using var server = await TestServer.Start();
        var from = new DateOnly(2026, 3, 9);
        Assert.Null((await server.Get<LawKeeping>().Enter("T37", new(20, ClockUnit.NaturalDays, from, LegalSource.ProductDefault("会议纪要"), "试行。"), Entry(server, "admin", "clock"), TestServer.Ct)).Refused);
        var book = (await server.Get<LawBook>().Current(TestServer.Ct)).Clocks;
        Assert.Equal((30, 20), (book.Find("T37", from.AddDays(-1))!.Length, book.Find("T37", from)!.Length));

        await using var node = await TestServer.Start(folder: server.Folder);
        Assert.Equal(20, node.Get<LawBook>().Known.Clocks.Find("T37", from)!.Length);
        var refused = (await server.Get<LawKeeping>().Enter("T11", new(60, ClockUnit.NaturalDays, from, LegalSource.ProductDefault("会议纪要"), "试行。"), Entry(server, "admin", "law"), TestServer.Ct)).Refused;
        Assert.Equal(("clock.checked", "《行政处罚法》第六十条"), (refused?.Code, refused?.Source?.ToString()));
    }

    private static CalendarYear With(DateOnly day, CalendarDayKind kind) => HolidayCalendar.Official.Find(day.Year)!.WithDay(day, kind);

    private static LawEntry Entry(TestServer server, string by, string id) => new(server.Person(by), server.Now, id, "核对通知。");

    private static Task<LawResult> Enter(TestServer server, CalendarYear year, string by = "admin", int? basedOn = null, string? id = null) =>
        server.Get<LawKeeping>().Enter(year, basedOn, Entry(server, by, id ?? Guid.NewGuid().ToString("N")), TestServer.Ct);

    private static async Task Work(TestServer server)
    {
        while (true)
        {
            await using var db = server.Db();
            if (await db.JobRequests.AsNoTracking().FirstOrDefaultAsync(row => row.Kind == RecountJob.Kind && row.DoneAt == null, TestServer.Ct) is not { } request)
            {
                return;
            }

            await server.Get<JobRequests>().Run(request.Id, TestServer.Ct);
        }
    }
}
