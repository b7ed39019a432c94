using System.Globalization;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Simulation;

/// <summary>Steps that name the activity at which a token waits.</summary>
internal static class WorkSteps
{
    public static EngineRefused? Complete(VirtualRun run, CompleteStep step)
    {
        var instance = step.Instance ?? 0;
        var active = Active(run, step.Element);
        if (instance < active.Count)
        {
            return run.Do(new CompleteElement(active[instance].Id, step.Variables) { Now = run.Now });
        }

        if (active.Count > 0)
        {
            return new EngineRefused(
                "instance.out-of-range",
                string.Create(CultureInfo.InvariantCulture, $"Expected {step.Element} to have an active instance {instance}, but it has {active.Count}, counted from 0"));
        }

        return OpenChoice(run, step.Element) is { } host ? BeginAndComplete(run, host, step) : NotActive(run, step.Element);
    }

    public static EngineRefused? Throw(VirtualRun run, string element, Func<long, EngineCommand> command) =>
        Active(run, element) is [var token, ..] ? run.Do(command(token.Id)) : NotActive(run, element);

    private static EngineRefused? BeginAndComplete(VirtualRun run, long host, CompleteStep step)
    {
        if (run.Do(new BeginAdHoc(host, step.Element) { Now = run.Now }) is { } refused)
        {
            return refused;
        }

        // What is no work of its own, a script or a subprocess, is begun and goes its way.
        return Active(run, step.Element) is [var begun, ..] ? run.Do(new CompleteElement(begun.Id, step.Variables) { Now = run.Now }) : null;
    }

    private static List<Token> Active(VirtualRun run, string element) => [.. run.Waiting.Where(token => token.Element == element && run.Node(token) is Activity)];

    private static long? OpenChoice(VirtualRun run, string element) => run.State!.Scopes.Values
        .FirstOrDefault(scope => scope.Host is { } host
            && scope.Counter is null
            && run.Node(run.State.Tokens[host]) is AdHocSubprocess
            && run.Drawn(scope.Id) is { } drawn
            && drawn.Begins.Contains(element))
        ?.Host;

    private static EngineRefused NotActive(VirtualRun run, string element) => run.Knows(element)
        ? new EngineRefused("element.not-active", $"Expected work to wait at {element}, but none does")
        : Unknown(element);

    public static EngineRefused Unknown(string element) => new("element.unknown", $"Expected an element of the process, but none has the id '{element}'");
}
