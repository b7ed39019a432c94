using WorkflowEnforcement.Engine.Migrating;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Migrating;

public sealed class OtherScopeTests
{
    private static readonly string[] Inner = [Start("s"), User("c"), User("more"), Path("s", "c", "more")];

    private static readonly string[] Plain = [Start(), User("d"), User("c"), User("z"), End(), Path("start", "d", "c", "z", "end")];

    private static readonly string[] Ends = [User("z"), End(), Path("within", "z", "end")];

    private static readonly string[] Beginning = [Start(), User("d"), Path("start", "d", "within")];

    public static TheoryData<string> Within =>
    [
        Sub("within", Inner),
        Times(Sub("within", Inner), "3"),
        Sub("within", Inner) + On("within", "late", Timer("P1D")) + User("lapse") + Path("late", "lapse", "end"),
        Transaction("within", Inner),
    ];

    [Theory]
    [MemberData(nameof(Within))]
    public void A_task_that_waits_is_not_moved_into_a_subprocess(string within) =>
        new TestRun(Of("P", Plain)).Start().Complete("d").To(Of("P", [.. Beginning, within, .. Ends])).Prevented("c", "migration.other-scope");

    [Fact]
    public void Nor_into_an_event_subprocess()
    {
        string[] parts = [Start(), User("d"), User("z"), End(), Path("start", "d", "z", "end"), Handles("stop", Begins("stopped", Message("M")), User("c"), Path("stopped", "c"))];

        new TestRun(Of("P", Plain)).Start().Complete("d").To(Of("P", parts)).Prevented("c", "migration.other-scope");
    }

    [Fact]
    public void Nor_out_of_one()
    {
        var run = new TestRun(Of("P", [.. Beginning, Sub("within", Inner), .. Ends])).Start().Complete("d");

        var prevented = run.To(Of("P", Plain)).Lines.Where(line => line.Code.Length > 0).Select(line => (line.Element, line.Code));

        Assert.Equal([("within", "migration.no-place"), ("c", "migration.other-scope")], prevented);
    }

    [Fact]
    public void Nor_into_one_of_a_called_process()
    {
        var root = Of("P", Start(), Call("call", "Q"), Path("start", "call"));
        var run = new TestRun(Linked(root, Of("Q", Start("q"), User("c"), Path("q", "c")))).Start();

        run.To(Linked(root, Of("Q", Start("q"), Sub("within", Inner), Path("q", "within")))).Prevented("c", "migration.other-scope");
    }

    [Fact]
    public void What_lies_directly_in_the_process_stays_there_whatever_the_process_is_called() =>
        new TestRun(Of("P", Plain)).Start().Complete("d").To(Of("Renamed", Plain)).Possible();

    [Fact]
    public void A_subprocess_that_gets_another_id_takes_what_waits_in_it_along()
    {
        var run = new TestRun(Of("P", [.. Beginning, Sub("within", Inner), .. Ends])).Start().Complete("d");
        string[] renamed = [.. new[] { Sub("within", Inner) }.Concat(Beginning).Concat(Ends).Select(part => part.Replace("within", "inside", StringComparison.Ordinal))];

        run.To(Of("P", renamed), ("within", "inside")).Possible();
    }

    [Fact]
    public void Nobody_returns_to_a_step_that_lies_in_another_scope_afterwards()
    {
        string[] after = [Start(), Sub("before", Start("b"), User("d"), Path("b", "d")), User("c"), User("z"), End(), Path("start", "before", "c", "z", "end")];
        var run = new TestRun(Of("P", Plain)).Start().Complete("d");

        var report = run.To(Of("P", after));

        Assert.Contains(report.Lines, line => line is { Effect: MigrationEffect.ForgetsStep, Element: "d" });
    }
}
