using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Model;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>docs/process-events.md says which events each step emits; what the scenarios emitted says whether that is true.</summary>
public sealed class ProcessEventsPageTests
{
    private const string End = "<!-- end -->";

    private static readonly string Page = RepositoryFiles.Page("docs", "process-events.md").ReplaceLineEndings("\n");

    private static readonly Dictionary<string, WalkedCommand[]> Emitted = TestBureau.Folders.ToDictionary(
        folder => folder,
        folder => ScenarioFile.NamesOf(folder).OrderBy(name => name.StartsWith("full-", StringComparison.Ordinal) ? 0 : name == "overdue-payment" ? 1 : 2)
            .SelectMany(name => ScenarioTests.WalkOf(folder, name).Commands).ToArray(),
        StringComparer.Ordinal);

    /// <summary>Procedures that open cases; a shared one is walked within those that call it.</summary>
    public static TheoryData<string> Opened => [.. TestBureau.Folders.Where(folder => TestBureau.Procedure(folder).Kind != Vocabulary.Shared)];

    [Theory]
    [MemberData(nameof(Opened))]
    public void The_page_says_what_the_scenarios_emitted(string folder)
    {
        var begin = $"<!-- {TestBureau.Procedure(folder).Key}, from the scenarios -->";
        var from = Page.IndexOf(begin, StringComparison.Ordinal);
        var stated = from < 0 ? string.Empty : Page[(from + begin.Length)..Page.IndexOf(End, from, StringComparison.Ordinal)].Trim();
        Assert.True(Table(folder) == stated, $"Expected the page to state:\n{begin}\n{Table(folder)}\n{End}");
    }

    [Fact]
    public void The_page_names_every_event_there_is() =>
        Assert.Equal([], CaseEventJson.AllTypes.Where(type => !Page.Contains($"`{type}`", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Opened))]
    public void The_scenarios_walk_every_step_of_the_flow(string folder) =>
        Assert.Equal([], TestBureau.Procedure(folder).Model.Nodes.Values.Where(IsStep).Select(node => node.Id).Except(Emitted[folder].Select(command => command.Element)));

    [Theory]
    [MemberData(nameof(Opened))]
    public void The_scenarios_take_every_outcome_of_every_step(string folder)
    {
        var taken = Emitted[folder].SelectMany(command => command.Events).OfType<TaskCompleted>().Select(done => (done.Element, done.Outcome)).ToHashSet();
        Assert.Equal([], Drawn(folder).Except(taken));
    }

    [Fact]
    public void The_scenarios_walk_every_step_and_outcome_of_what_is_called()
    {
        var all = Emitted.Values.SelectMany(commands => commands).Concat(SharedProcedureTests.Walks.SelectMany(story => story.Walk.Commands)).ToList();
        var (walked, taken) = (all.Select(command => command.Element).ToHashSet(), all.SelectMany(command => command.Events).OfType<TaskCompleted>().Select(done => (done.Element, done.Outcome)).ToHashSet());
        var shared = TestBureau.Folders.Where(folder => TestBureau.Procedure(folder).Kind == Vocabulary.Shared).ToList();
        Assert.Equal([], shared.SelectMany(folder => TestBureau.Procedure(folder).Model.Nodes.Values).Where(IsStep).Select(node => node.Id).Except(walked));
        Assert.Equal([], shared.SelectMany(Drawn).Except(taken));
    }

    private static IEnumerable<(string, string)> Drawn(string folder)
    {
        var procedure = TestBureau.Procedure(folder);
        return procedure.Steps.Values.Where(step => procedure.Model.Nodes.ContainsKey(step.Id)).SelectMany(step => step.Outcomes.Select(outcome => (step.Id, outcome.Key)));
    }

    // What somebody or something must do or enter: people, documents, what comes from outside, the passing of time.
    private static bool IsStep(FlowNode node) => node is UserTask or ServiceTask || IsEntered(node) || IsTimed(node);

    private static bool IsEntered(FlowNode node) => node is EventNode { Trigger: MessageTrigger } and not (ThrowEvent or EndEvent);

    private static bool IsTimed(FlowNode node) => node is EventNode { Trigger: TimerTrigger };

    private static string Table(string folder)
    {
        var procedure = TestBureau.Procedure(folder);
        return string.Join('\n',
        [
            "| step | by | always | sometimes |",
            "|---|---|---|---|",
            Row(folder, "(opening)", "`OpenCase`", command => command.Command is OpenCase),
            .. Steps(folder).Select(node => Row(
                folder,
                $"{node.Name} `{node.Id}`",
                node is UserTask ? "`CompleteTask`" : node is ServiceTask ? "`ReportDocument`" : "`ReceiveMessage`",
                command => command.Element == node.Id && IsOwn(procedure, command))),
            .. procedure.Nodes.Where(IsTimed).OrderBy(node => node.Id, StringComparer.Ordinal)
                .Select(node => Row(folder, $"{node.Name} `{node.Id}`", "`FireDueTimer`", command => command.Element == node.Id)),
            Row(folder, "(a document nobody waits for)", "`ReportDocument`", command => command.Command is ReportDocument && !IsOwn(procedure, command)),
        ]);
    }

    // A document that a user task asked for is made later, by a job, and moves nothing.
    private static bool IsOwn(ProcedureDefinition procedure, WalkedCommand command) =>
        command.Command is CompleteTask or ReceiveMessage || (command.Command is ReportDocument && procedure.NodeAt(command.Element) is ServiceTask);

    // In the order in which the scenarios come to them, those of the whole way first.
    private static IEnumerable<FlowNode> Steps(string folder)
    {
        var order = Emitted[folder].Select(command => command.Element).ToList();
        return TestBureau.Procedure(folder).Nodes.Where(node => node is UserTask or ServiceTask || IsEntered(node))
            .Where(node => order.Contains(node.Id))
            .OrderBy(node => order.IndexOf(node.Id)).ThenBy(node => node.Id, StringComparer.Ordinal);
    }

    private static string Row(string folder, string step, string by, Func<WalkedCommand, bool> such)
    {
        var emitted = Emitted[folder].Where(such).Select(command => command.Events.Select(CaseEventJson.TypeOf).ToHashSet()).ToList();
        var every = emitted.SelectMany(types => types).Distinct().Order(StringComparer.Ordinal).ToList();
        var always = every.Where(type => emitted.TrueForAll(types => types.Contains(type))).ToList();
        return $"| {step} | {by} | {string.Join(", ", always)} | {string.Join(", ", every.Except(always))} |";
    }
}
