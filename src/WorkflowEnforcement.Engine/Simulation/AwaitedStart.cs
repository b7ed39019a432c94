using System.Diagnostics;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Simulation;

/// <summary>The start of the one instance: at once where the process has a start event without a trigger, else when the first of its events comes.</summary>
internal sealed class AwaitedStart(VirtualRun run, FeelContext variables)
{
    private readonly List<(DateTimeOffset DueAt, string Element)> _timers = [];

    /// <summary>The variables with which it will start.</summary>
    public FeelContext Variables { get; private set; } = variables;

    /// <summary>Whether the moment of a start could not be worked out.</summary>
    public bool IsFaulty { get; private set; }

    public void Begin()
    {
        if (run.Model.Root.Start is not null || run.Model.Root.Starts.IsEmpty)
        {
            Start(null);
            return;
        }

        foreach (var start in Awaited)
        {
            if (start.Trigger is TimerTrigger { Timer: var timer })
            {
                Set(timer, start.Id);
            }
        }

        TryConditions();
        FireUntil(run.Now);
    }

    /// <summary>Takes a step before the start.</summary>
    public EngineRefused? Take(ScriptStep step)
    {
        switch (step)
        {
            case MessageStep message:
                return StartBy(trigger => trigger is MessageTrigger m && (m.Name == message.Name || m.Id == message.Name), message.Variables)
                    ? null
                    : new EngineRefused("message.not-awaited", $"Expected an event that waits for message '{message.Name}', but there is none");
            case SignalStep signal:
                return StartBy(trigger => trigger is SignalTrigger s && (s.Name == signal.Name || s.Id == signal.Name), signal.Variables)
                    ? null
                    : new EngineRefused("signal.not-awaited", $"Expected an event that waits for signal '{signal.Name}', but there is none");
            case SetStep set:
                Merge(set.Variables);
                TryConditions();
                return null;
            case CompleteStep complete:
                return NotBegun(complete.Element);
            case ErrorStep error:
                return NotBegun(error.Element);
            case EscalationStep escalation:
                return NotBegun(escalation.Element);
            default:
                throw new UnreachableException($"{step.GetType().Name} is no step before the start");
        }
    }

    /// <summary>Starts by the first timer that is due up to a moment.</summary>
    public void FireUntil(DateTimeOffset until)
    {
        if (run.State is not null || _timers.Count == 0 || _timers.MinBy(timer => timer.DueAt) is var (due, element) && due > until)
        {
            return;
        }

        run.Now = due > run.Now ? due.ToOffset(run.Now.Offset) : run.Now;
        Start(element);
        run.Settle();
    }

    private IEnumerable<StartEvent> Awaited => run.Model.Root.Starts.Select(id => (StartEvent)run.Model.Nodes[id]);

    private void Set(TimerDefinition timer, string element)
    {
        if (timer.TryPlan(FeelSurroundings.Of(Variables, run.Now), out var plan, out _))
        {
            _timers.Add((plan.DueAt, element));
        }
        else
        {
            IsFaulty = true;
        }
    }

    private void TryConditions() => StartBy(
        trigger => trigger is ConditionalTrigger { Condition: var condition } && condition.Evaluate(FeelSurroundings.Of(Variables, run.Now)).Value is FeelBoolean { Value: true },
        FeelContext.Empty);

    private bool StartBy(Func<EventTrigger, bool> comes, FeelContext brought)
    {
        if (Awaited.FirstOrDefault(start => comes(start.Trigger)) is not { } start)
        {
            return false;
        }

        Merge(brought);
        Start(start.Id);
        return true;
    }

    private void Merge(FeelContext more) => Variables = new FeelContext(Variables.Entries.SetItems(more.Entries));

    private void Start(string? element) => _ = run.Do(new StartInstance(Variables) { Element = element, Now = run.Now });

    private EngineRefused NotBegun(string element) => run.Knows(element)
        ? new EngineRefused("element.not-active", $"Expected work to wait at {element}, but the process has not begun")
        : WorkSteps.Unknown(element);
}
