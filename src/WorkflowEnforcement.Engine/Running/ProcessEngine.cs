using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>The engine: decides what a command makes happen in a process instance, and applies what happened.</summary>
public static class ProcessEngine
{
    /// <summary>Decides what a command makes happen.</summary>
    /// <param name="model">The definition the instance started with.</param>
    /// <param name="state">The state so far; null before <see cref="StartInstance"/>.</param>
    /// <param name="command">What is asked.</param>
    /// <returns>Events and the state after them, or a refusal.</returns>
    public static EngineOutcome Decide(ProcessModel model, ProcessInstance? state, EngineCommand command) => throw new NotSupportedException();

    /// <summary>Applies one event. Holds no rule and asks nothing.</summary>
    /// <param name="state">The state before; null before the first event.</param>
    /// <param name="happened">The event.</param>
    /// <returns>The state after it.</returns>
    public static ProcessInstance Evolve(ProcessInstance? state, EngineEvent happened) => throw new NotSupportedException();
}
