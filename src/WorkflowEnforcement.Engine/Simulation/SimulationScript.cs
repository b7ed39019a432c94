using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Simulation;

/// <summary>What a simulation is told: when it begins, with which variables, and what happens then.</summary>
/// <param name="Now">The moment at which it begins; its offset is the local time of the flow.</param>
/// <param name="Variables">The first variables of the process.</param>
/// <param name="Hold">Ids of tasks of the system that wait for their report instead of finishing by themselves.</param>
/// <param name="Steps">What happens, in order.</param>
public sealed record SimulationScript(DateTimeOffset Now, FeelContext Variables, ImmutableSortedSet<string> Hold, ImmutableArray<ScriptStep> Steps)
{
    /// <inheritdoc/>
    public bool Equals(SimulationScript? other) =>
        other is not null
        && (Now, Variables) == (other.Now, other.Variables)
        && Hold.SequenceEqual(other.Hold, StringComparer.Ordinal)
        && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Now, Hold.Count, Steps.Length);
}

/// <summary>One thing that happens.</summary>
public abstract record ScriptStep;

/// <summary>Work is done: <c>{"complete":"id"}</c>.</summary>
/// <param name="Element">Id of the activity.</param>
/// <param name="Variables">Its results.</param>
/// <param name="Instance">Which of the tokens that wait there, from 0 in order of creation; null for the first.</param>
public sealed record CompleteStep(string Element, FeelContext Variables, int? Instance) : ScriptStep;

/// <summary>A message comes: <c>{"message":"name"}</c>.</summary>
public sealed record MessageStep(string Name, FeelContext Variables) : ScriptStep;

/// <summary>A signal comes: <c>{"signal":"name"}</c>.</summary>
public sealed record SignalStep(string Name, FeelContext Variables) : ScriptStep;

/// <summary>An error is thrown from an activity: <c>{"error":{"element":"id","code":"c"}}</c>.</summary>
public sealed record ErrorStep(string Element, string Code) : ScriptStep;

/// <summary>An escalation is thrown from an activity: <c>{"escalation":{"element":"id","code":"c"}}</c>.</summary>
public sealed record EscalationStep(string Element, string Code) : ScriptStep;

/// <summary>Time passes: <c>{"advance":"P3D"}</c>.</summary>
/// <param name="Duration">ISO 8601, not negative.</param>
public sealed record AdvanceStep(string Duration) : ScriptStep;

/// <summary>Variables of the process change: <c>{"set":{"name":1}}</c>.</summary>
public sealed record SetStep(FeelContext Variables) : ScriptStep;
