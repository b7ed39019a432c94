using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage.Jobs;
using WorkflowEnforcement.Server.Storage.Rows;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

public sealed class SweepTests
{
    [Fact]
    public async Task A_timer_fires_once_when_it_is_due_and_not_before()
    {
        await using var server = await TestServer.Start();
        var id = await server.OpenCase();
        var sweep = server.Get<SweepJob>();

        var early = await sweep.Run(server.Now.AddMinutes(9), TestServer.Ct);
        var due = await sweep.Run(server.Now.AddMinutes(10), TestServer.Ct);
        var late = await sweep.Run(server.Now.AddMinutes(11), TestServer.Ct);

        Assert.Equal((0, 1, 0), (early.TimersFired, due.TimersFired, late.TimersFired));
        var state = (await server.Cases.Load(id, TestServer.Ct))!.State;
        Assert.Equal(["Register", "Urge"], state.Tasks.Values.Select(task => task.Element).Order());
    }

    [Fact]
    public async Task Two_servers_that_sweep_at_once_fire_each_timer_once()
    {
        await using var server = await TestServer.Start();
        await using var node = await TestServer.Start(folder: server.Folder);
        for (var i = 0; i < 20; i++)
        {
            await server.OpenCase($"第{i}案");
        }

        var now = server.Now.AddDays(3);
        var results = await Task.WhenAll(
            Task.Run(() => server.Get<SweepJob>().Run(now, TestServer.Ct)), Task.Run(() => node.Get<SweepJob>().Run(now, TestServer.Ct)));

        Assert.Equal(20, results.Sum(result => result.TimersFired));
        Assert.Equal(20, server.Count("SELECT count(*) FROM commands WHERE command_id LIKE 'timer-%'"));
    }

    [Fact]
    public async Task A_case_that_cannot_be_swept_does_not_keep_the_others_waiting()
    {
        await using var server = await TestServer.Start();
        await server.OpenCase();
        server.Sql(
            $"""
            INSERT INTO timers (bureau, case_id, timer, element, due_at)
            SELECT bureau, '{Guid.NewGuid().ToString().ToUpperInvariant()}', 1, 'Waited', 0 FROM timers LIMIT 1
            """);

        var result = await server.Get<SweepJob>().Run(server.Now.AddHours(1), TestServer.Ct);

        Assert.Equal(1, result.TimersFired);
        Assert.Contains(server.Log, line => line.Contains("case.unknown", StringComparison.Ordinal));
    }

    // T11 from 2026-03-02 is due on 2026-06-01, a Monday; its internal day is Friday 05-29, two working days before that is 05-27.
    [Theory]
    [InlineData("2026-05-26", null)]
    [InlineData("2026-05-27", ReminderKind.Before)]
    [InlineData("2026-05-31", ReminderKind.Before)]
    [InlineData("2026-06-01", ReminderKind.Due)]
    [InlineData("2026-06-02", ReminderKind.After)]
    [InlineData("2026-07-15", ReminderKind.After)]
    public async Task The_first_sweep_of_a_day_sends_the_reminder_that_the_day_calls_for(string day, ReminderKind? expected)
    {
        await using var server = await TestServer.Start();
        await server.OpenCase();

        await server.Get<SweepJob>().Run(At(day), TestServer.Ct);

        await using var db = server.Db();
        var kinds = await db.Reminders.Select(reminder => reminder.Kind).Distinct().ToListAsync(TestServer.Ct);
        Assert.Equal(expected is null ? [] : [expected.Value], kinds);
    }

    [Fact]
    public async Task Reminders_are_never_sent_twice_however_often_the_sweep_runs()
    {
        await using var server = await TestServer.Start();
        await server.OpenCase();
        var sweep = server.Get<SweepJob>();

        for (var day = new DateOnly(2026, 5, 20); day < new DateOnly(2026, 6, 20); day = day.AddDays(1))
        {
            for (var run = 0; run < 3; run++)
            {
                await sweep.Run(At(day.ToString("O", null)).AddMinutes(run), TestServer.Ct);
            }
        }

        await using var db = server.Db();
        var sent = await db.Reminders.OrderBy(r => r.SentAt).ThenBy(r => r.Recipient).ToListAsync(TestServer.Ct);
        Assert.Equal(
            [("officer1", ReminderKind.Before), ("officer1", ReminderKind.Due), ("officer1", ReminderKind.After), ("unithead", ReminderKind.After)],
            sent.Select(r => (r.Recipient, r.Kind)));
    }

    [Fact]
    public async Task Two_servers_that_sweep_at_once_send_each_reminder_once()
    {
        await using var server = await TestServer.Start();
        await using var node = await TestServer.Start(folder: server.Folder);
        for (var i = 0; i < 10; i++)
        {
            await server.OpenCase($"第{i}案");
        }

        await Task.WhenAll(new[] { server, node }.Select(each => Task.Run(() => each.Get<Reminders>().Send(At("2026-06-02"), TestServer.Ct))));

        Assert.Equal(20, server.Count("SELECT count(*) FROM reminders"));
    }

    [Fact]
    public async Task A_reminder_is_a_plain_sentence_with_day_and_article()
    {
        await using var server = await TestServer.Start();
        await server.OpenCase("某企业未报送能源利用状况报告案");

        await server.Get<Reminders>().Send(At("2026-06-01"), TestServer.Ct);

        await using var db = server.Db();
        Assert.Equal(
            "辽太工信线字〔2026〕第1号「某企业未报送能源利用状况报告」案「处罚决定」期限今日到期（2026年6月1日），依据《行政处罚法》第六十条。",
            (await db.Reminders.SingleAsync(TestServer.Ct)).Text);
    }

    [Fact]
    public async Task A_clock_that_was_met_is_not_reminded_of()
    {
        await using var server = await TestServer.Start();
        var id = await server.OpenCase();
        await server.Complete(id, "Register", "officer1", "submit");
        await server.Complete(id, "Review", "unithead", "agree");

        Assert.Equal(0, await server.Get<Reminders>().Send(At("2026-06-02"), TestServer.Ct));
    }

    [Fact]
    public async Task Who_holds_the_task_is_reminded_before_officers_are_named()
    {
        await using var server = await TestServer.Start();
        var id = await server.OpenCase();
        var task = (await server.Cases.Load(id, TestServer.Ct))!.State.Tasks.Keys.Single();
        await server.Cases.Run(id, new ClaimTask(task) { By = server.Person("officer2"), At = server.Now, CommandId = "claim" }, TestServer.Ct);

        await server.Get<Reminders>().Send(At("2026-06-01"), TestServer.Ct);

        await using var db = server.Db();
        Assert.Equal("officer2", (await db.Reminders.SingleAsync(TestServer.Ct)).Recipient);
    }

    private static DateTimeOffset At(string day) =>
        new(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).ToDateTime(new TimeOnly(8, 30)), TimeSpan.FromHours(8));
}
