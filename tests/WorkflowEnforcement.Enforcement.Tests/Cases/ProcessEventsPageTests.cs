using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Model;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>docs/process-events.md says which events each step emits; what the scenarios emitted says whether that is true.</summary>
public sealed class ProcessEventsPageTests
{
    private const string Begin = "<!-- penalty.ordinary, from the scenarios -->";
    private const string End = "<!-- end -->";

    private static readonly string Page = RepositoryFiles.Page("docs", "process-events.md").ReplaceLineEndings("\n");

    private static readonly string[] WholeWay = ["full-penalty", "overdue-payment"];

    private static readonly WalkedCommand[] Emitted = [.. ScenarioFile.AllNames.SelectMany(name => ScenarioTests.WalkOf(name).Commands)];

    [Fact]
    public void The_page_says_what_the_scenarios_emitted()
    {
        var stated = Page[(Page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..Page.IndexOf(End, StringComparison.Ordinal)].Trim();
        Assert.True(Table() == stated, $"Expected the page to state:\n{Table()}");
    }

    [Fact]
    public void The_page_names_every_event_there_is() =>
        Assert.Equal([], CaseEventJson.AllTypes.Where(type => !Page.Contains($"`{type}`", StringComparison.Ordinal)));

    [Fact]
    public void The_scenarios_walk_every_step_of_the_flow() =>
        Assert.Equal([], Steps().Select(node => node.Id).Except(Emitted.Select(command => command.Element)));

    [Fact]
    public void The_scenarios_take_every_outcome_of_every_step()
    {
        var taken = Emitted.SelectMany(command => command.Events).OfType<TaskCompleted>().Select(done => (done.Element, done.Outcome)).ToHashSet();
        var drawn = TestBureau.Penalty.Steps.Values.SelectMany(step => step.Outcomes.Select(outcome => (step.Id, outcome.Key)));
        Assert.Equal([], drawn.Except(taken));
    }

    private static string Table() => string.Join('\n',
    [
        "| step | by | always | sometimes |",
        "|---|---|---|---|",
        Row("(opening)", "`OpenCase`", command => command.Command is OpenCase),
        .. Steps().Select(node => Row($"{node.Name} `{node.Id}`", node is UserTask ? "`CompleteTask`" : "`ReportDocument`", command => command.Element == node.Id && IsOwn(command))),
        .. TestBureau.Penalty.Model.Nodes.Values.OfType<BoundaryEvent>().Where(node => node.Trigger is TimerTrigger).OrderBy(node => node.Id, StringComparer.Ordinal)
            .Select(node => Row($"{node.Name} `{node.Id}`", "`FireDueTimer`", command => command.Element == node.Id)),
        Row("(a document nobody waits for)", "`ReportDocument`", command => command.Command is ReportDocument && !IsOwn(command)),
    ]);

    // A document that a user task asked for is made later, by a job, and moves nothing.
    private static bool IsOwn(WalkedCommand command) =>
        command.Command is CompleteTask || (command.Command is ReportDocument && TestBureau.Penalty.Model.Nodes[command.Element] is ServiceTask);

    // In the order in which the scenarios come to them, those of the whole way first.
    private static IEnumerable<FlowNode> Steps()
    {
        var order = WholeWay.SelectMany(name => ScenarioTests.WalkOf(name).Commands).Select(command => command.Element).ToList();
        return TestBureau.Penalty.Model.Nodes.Values.Where(node => node is UserTask or ServiceTask)
            .OrderBy(node => order.IndexOf(node.Id) is var at && at < 0 ? int.MaxValue : at).ThenBy(node => node.Id, StringComparer.Ordinal);
    }

    private static string Row(string step, string by, Func<WalkedCommand, bool> such)
    {
        var emitted = Emitted.Where(such).Select(command => command.Events.Select(CaseEventJson.TypeOf).ToHashSet()).ToList();
        var every = emitted.SelectMany(types => types).Distinct().Order(StringComparer.Ordinal).ToList();
        var always = every.Where(type => emitted.TrueForAll(types => types.Contains(type))).ToList();
        return $"| {step} | {by} | {string.Join(", ", always)} | {string.Join(", ", every.Except(always))} |";
    }
}
