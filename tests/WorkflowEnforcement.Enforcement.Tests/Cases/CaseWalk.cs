using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>What a command that was taken made happen, and at which element it acted (empty for none).</summary>
internal sealed record WalkedCommand(CaseCommand Command, string Element, ImmutableArray<CaseEvent> Events);

/// <summary>A case that is walked command by command, as the store would: decided, appended, numbers kept.</summary>
internal sealed class CaseWalk(CaseSetting setting)
{
    private int commands;

    /// <summary>Procedure, people and registers as they stand.</summary>
    public CaseSetting Setting { get; set; } = setting;

    /// <summary>The case; null before it was opened.</summary>
    public CaseState? State { get; private set; }

    /// <summary>All events so far.</summary>
    public List<RecordedEvent> Events { get; } = [];

    /// <summary>All commands taken so far.</summary>
    public List<WalkedCommand> Commands { get; } = [];

    /// <summary>An id no command had yet.</summary>
    public string NextId() => $"walk-{commands++}";

    /// <summary>Runs a command; a refused one changes nothing.</summary>
    public CaseOutcome Run(CaseCommand command)
    {
        var element = ElementOf(command);
        var outcome = CaseDecider.Decide(Setting, State, command);
        if (outcome is Accepted accepted)
        {
            Commands.Add(new WalkedCommand(command, element, accepted.Events));
            Events.AddRange(accepted.Events.Select(happened => new RecordedEvent(happened, command.At, command.By.Id, command.By.Name)));
            Setting = Setting with { Numbers = accepted.Events.Aggregate(Setting.Numbers, GivenNumbers.Keep), Procedure = command is MigrateCase migrate ? migrate.To.Definition : Setting.Procedure };
            State = accepted.State;
        }

        return outcome;
    }

    /// <summary>Opens a case as a scenario says.</summary>
    public CaseOutcome Open(ScenarioFile scenario) => Run(
        new OpenCase(scenario.Title, scenario.Facts) { By = TestBureau.Actor(Setting, scenario.By), At = scenario.At, CommandId = NextId() });

    /// <summary>Runs a step of a scenario; documents are made at once.</summary>
    public CaseOutcome Run(ScenarioStep step)
    {
        if (step.Advance)
        {
            return Advance(step.At);
        }

        var outcome = Run(CommandOf(step));
        MakeDocuments(step.At);
        return step.Refused.Length > 0 ? Expected(step, outcome) : outcome;
    }

    // A refusal that the scenario tells of is as good as a step that is taken.
    private CaseOutcome Expected(ScenarioStep step, CaseOutcome outcome) => outcome switch
    {
        Refused refused when refused.Code == step.Refused && (refused.Source?.ToString() ?? string.Empty).Contains(step.Basis, StringComparison.Ordinal)
            && (step.Field.Length == 0 || refused.Fields.Any(fault => fault.Key == step.Field)) => new Accepted([], State!),
        Refused refused => new Refused(
            "scenario.refusal",
            $"Expected {step.Refused} by {step.Basis} at {step.Field}, but {refused.Code} by {refused.Source} at {string.Join(", ", refused.Fields.Select(fault => fault.Key))}: {refused.Message}"),
        _ => new Refused("scenario.taken", $"Expected {step.Task}{step.Message} to be refused with {step.Refused}, but it was taken"),
    };

    /// <summary>The command of a step. A task that does not wait any more is looked for among the finished ones.</summary>
    public CaseCommand CommandOf(ScenarioStep step)
    {
        if (step.Message.Length > 0)
        {
            return new ReceiveMessage(step.Message, step.Facts, step.Comment) { By = TestBureau.Actor(Setting, step.By), At = step.At, CommandId = NextId() };
        }

        var task = State!.Tasks.Values.FirstOrDefault(task => task.Element == step.Task)?.Task
            ?? State.Completions.LastOrDefault(done => done.Element == step.Task)?.Task
            ?? throw new InvalidOperationException($"Expected the case to wait at {step.Task}, but it waits at {string.Join(' ', State.Tasks.Values.Select(task => task.Element))}");
        return new CompleteTask(task, step.Outcome, step.Facts, step.Comment)
        {
            By = TestBureau.Actor(Setting, step.By),
            At = step.At,
            CommandId = NextId(),
        };
    }

    /// <summary>Fires every timer that is due; one whose clock stands still or was extended is left for later.</summary>
    public CaseOutcome Advance(DateTimeOffset at)
    {
        CaseOutcome outcome = new Refused("timer.none", "没有到期的计时。");
        var later = new HashSet<long>();
        while (State!.Instance!.Timers.Values.FirstOrDefault(timer => timer.DueAt <= at && !later.Contains(timer.Id)) is { } due)
        {
            var fired = Run(new FireDueTimer(due.Id) { By = Actor.TheSystem, At = at, CommandId = NextId() });
            if (fired is Refused { Code: "timer.not-due" })
            {
                later.Add(due.Id);
                continue;
            }

            outcome = Demand(fired, due.Element);
            MakeDocuments(at);
        }

        return outcome;
    }

    /// <summary>Reports every document that is asked for as made.</summary>
    public void MakeDocuments(DateTimeOffset at)
    {
        while (State?.Documents.FirstOrDefault(document => document.State == DocumentState.Requested) is { } asked)
        {
            var report = new ReportDocument(asked.Id, new string('a', 64), 4711, new string('b', 64)) { By = Actor.TheSystem, At = at, CommandId = NextId() };
            Demand(Run(report), asked.Code);
        }
    }

    /// <summary>The outcome, which must not be a refusal.</summary>
    public static CaseOutcome Demand(CaseOutcome outcome, string what) => outcome is Refused refused
        ? throw new InvalidOperationException(
            $"Expected {what} to be taken, but {refused.Code}: {refused.Message}{string.Concat(refused.Fields.Select(fault => $" {fault.Key}: {fault.Message}"))}")
        : outcome;

    private string ElementOf(CaseCommand command) => command switch
    {
        CompleteTask c => State?.Tasks.GetValueOrDefault(c.Task)?.Element ?? string.Empty,
        ReceiveMessage c => c.Element,
        ClaimTask c => State?.Tasks.GetValueOrDefault(c.Task)?.Element ?? string.Empty,
        ReleaseTask c => State?.Tasks.GetValueOrDefault(c.Task)?.Element ?? string.Empty,
        FireDueTimer c => State?.Instance?.Timers.GetValueOrDefault(c.Timer)?.Element ?? string.Empty,
        ReportDocument c => State?.Documents.Find(document => document.Id == c.Document)?.Element ?? string.Empty,
        ReportDocumentFailure c => State?.Documents.Find(document => document.Id == c.Document)?.Element ?? string.Empty,
        _ => string.Empty,
    };
}
