using WorkflowEnforcement.Engine.Migrating;
using WorkflowEnforcement.Engine.Signing;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Migrating;

public sealed class OtherMeaningTests
{
    private static readonly string All = Signed("a", "mode=\"all\"", "A", "B", "C");

    public static TheoryData<string, string> Signings => new()
    {
        { All, Signed("a", "mode=\"first\"", "A", "B", "C") },
        { All, Signed("a", "mode=\"single\"") },
        { All, Signed("a", "mode=\"all\"", "A", "B") },
        { All, User("a") },
        { User("a"), All },
    };

    [Theory]
    [MemberData(nameof(Signings))]
    public void Where_people_are_at_work_the_way_of_signing_stays(string before, string after)
    {
        var run = new TestRun(Of("P", Beginning(before))).Start();

        run.To(Of("P", Beginning(after))).Prevented("a", "migration.signing");
    }

    [Theory]
    [MemberData(nameof(Signings))]
    public void In_a_loop_too(string before, string after)
    {
        var run = new TestRun(Of("P", Beginning(Times(before, "2", sequential: true)))).Start();

        run.To(Of("P", Beginning(Times(after, "2", sequential: true)))).Prevented("a", "migration.signing");
    }

    [Fact]
    public void Where_nobody_is_at_work_yet_it_may_be_drawn_otherwise()
    {
        string[] Later(string task) => [Start(), User("d"), task, End(), Path("start", "d", "a", "end")];

        new TestRun(Of("P", Later(All))).Start().To(Of("P", Later(User("a")))).Possible();
        new TestRun(Of("P", Beginning(All))).Start().Act("a", new SignWork("agree", Vote.For) { By = "A", At = TestRun.Monday }).To(Of("P", Beginning(All))).Possible();
    }

    [Fact]
    public void A_timer_that_is_drawn_otherwise_keeps_its_moment_and_the_dry_run_says_so()
    {
        var run = new TestRun(Of("P", Beginning(User("a") + On("a", "late", Timer("P1D"))))).Start();

        Told(run.To(Of("P", Beginning(User("a") + On("a", "late", Timer("P9D"))))), MigrationEffect.KeepsTimer, "late", "late is drawn as 'P9D' in place of 'P1D', but the timer that runs stays due at 2026-03-03T09:00:00.0000000+08:00");
    }

    [Fact]
    public void A_loop_that_runs_keeps_the_number_of_times_it_had()
    {
        var run = new TestRun(Of("P", Beginning(Times(User("a"), "3")))).Start();

        Told(run.To(Of("P", Beginning(Times(User("a"), "5")))), MigrationEffect.KeepsCount, "a", "a is drawn for '5' in place of '3', but the loop that runs keeps its 3 times");
    }

    [Fact]
    public void Whoever_waits_for_a_message_waits_for_the_other_afterwards()
    {
        string[] Drawn(string name) =>
        [
            Start(), Parallel("fork"), Catches("come", Message(name)), Receive("receive", name), User("task"), On("task", "called", Message(name)), Awaits("either"), Catch("day", "P1D"), Catches("first", Message(name)),
            Path("start", "fork", "come"), Path("fork", "receive"), Path("fork", "task"), Path("fork", "either", "day"), Path("either", "first"), Handles("stop", Begins("stopped", Message(name)), User("after"), Path("stopped", "after")),
        ];

        var report = new TestRun(Of("P", Drawn("M"))).Start().To(Of("P", Drawn("N")));

        report.Possible();
        var told = report.Lines.Where(line => line.Effect == MigrationEffect.WaitsForOther).ToList();
        Assert.Equal(["called", "come", "first", "receive", "stopped"], told.Select(line => line.Element).Order(StringComparer.Ordinal));
        Assert.Equal("come waits for message N in place of message M", told.Single(line => line.Element == "come").Message);
    }

    [Fact]
    public void What_is_drawn_as_before_is_not_told()
    {
        string[] parts = Beginning(Times(User("a"), "3") + On("a", "late", Timer("P1D")) + On("a", "called", Message("M")));

        Assert.All(new TestRun(Of("P", parts)).Start().To(Of("P", parts)).Lines, line => Assert.Equal(MigrationEffect.Stays, line.Effect));
    }

    private static string[] Beginning(string task) => [Start(), task, End(), Path("start", "a", "end")];

    private static void Told(MigrationReport report, MigrationEffect effect, string element, string message)
    {
        report.Possible();
        Assert.Equal((element, message), Assert.Single(report.Lines, line => line.Effect == effect) is var line ? (line.Element, line.Message) : default);
    }
}
