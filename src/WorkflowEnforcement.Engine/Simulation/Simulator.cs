using System.Collections.Immutable;
using System.Diagnostics;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Reading;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Simulation;

/// <summary>Runs a definition with the real engine on a virtual clock, as a script says.</summary>
public static class Simulator
{
    /// <summary>Faults of a script that only show beside the definition.</summary>
    /// <param name="model">The definition, linked to what it calls.</param>
    /// <param name="script">The script.</param>
    public static ImmutableArray<ModelFault> Check(ProcessModel model, SimulationScript script) => HeldTasks.Unknown(model, script.Hold);

    /// <summary>Runs a script to its end; steps that cannot be taken are refused and the later ones still run.</summary>
    /// <param name="model">The definition, linked to what it calls.</param>
    /// <param name="script">The script.</param>
    public static SimulationAnswer Run(ProcessModel model, SimulationScript script)
    {
        var run = new VirtualRun(HeldTasks.Replace(model, script.Hold), script.Hold, script.Now);
        var start = new AwaitedStart(run, script.Variables);
        start.Begin();
        run.Settle();
        var refused = ImmutableArray.CreateBuilder<RefusedStep>();
        foreach (var (index, step) in script.Steps.Index())
        {
            if (Take(run, start, step) is { } no)
            {
                refused.Add(new RefusedStep(index, no.Code, no.Message));
            }
        }

        return new SimulationAnswer
        {
            Status = Status(run, start),
            Active = [.. run.Waiting.Select(token => token.Element).Order(StringComparer.Ordinal)],
            Variables = run.State?.Variables ?? start.Variables,
            Refused = refused.ToImmutable(),
            Events = run.Events,
        };
    }

    private static EngineRefused? Take(VirtualRun run, AwaitedStart start, ScriptStep step)
    {
        run.BeginStep();
        if (step is AdvanceStep advance)
        {
            return VirtualTime.Advance(run, start, advance);
        }

        var refused = run.State is null ? start.Take(step) : Take(run, step);
        run.Settle();
        return refused;
    }

    private static EngineRefused? Take(VirtualRun run, ScriptStep step) => step switch
    {
        CompleteStep complete => run.IsOver ?? WorkSteps.Complete(run, complete),
        ErrorStep error => run.IsOver ?? WorkSteps.Throw(run, error.Element, token => new ThrowError(token, error.Code) { Now = run.Now }),
        EscalationStep escalation => run.IsOver ?? WorkSteps.Throw(run, escalation.Element, token => new ThrowEscalation(token, escalation.Code) { Now = run.Now }),
        MessageStep message => run.Do(new PublishMessage(message.Name, message.Variables) { Now = run.Now }),
        SignalStep signal => run.Do(new BroadcastSignal(signal.Name, signal.Variables) { Now = run.Now }),
        SetStep set => run.Do(new SetVariables(set.Variables) { Now = run.Now }),
        _ => throw new UnreachableException($"{step.GetType().Name} is no step"),
    };

    private static SimulationStatus Status(VirtualRun run, AwaitedStart start) => run.State switch
    {
        null => start.IsFaulty ? SimulationStatus.Incident : SimulationStatus.Waiting,
        { Status: InstanceStatus.Completed } => SimulationStatus.Completed,
        { Status: InstanceStatus.Terminated } => SimulationStatus.Terminated,
        { Incidents.IsEmpty: false } => SimulationStatus.Incident,
        _ => SimulationStatus.Waiting,
    };
}
