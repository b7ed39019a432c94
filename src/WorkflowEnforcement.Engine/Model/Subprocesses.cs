using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>An activity with a flow within it. Its nodes are those of the scope of the same id.</summary>
public abstract record ContainerActivity : Activity;

/// <summary>A flow within the flow.</summary>
public sealed record Subprocess : ContainerActivity;

/// <summary>A flow that is done as a whole or taken back as a whole.</summary>
public sealed record Transaction : ContainerActivity;

/// <summary>A flow that starts when its start event comes while the enclosing scope goes on; no sequence flow leads to it.</summary>
public sealed record EventSubprocess : ContainerActivity
{
    /// <summary>Id of its one start event, which has a trigger.</summary>
    public required string Start { get; init; }
}

/// <summary>Activities that people do in what order they like, as often as they like, until a condition holds.</summary>
public sealed record AdHocSubprocess : ContainerActivity
{
    /// <summary>Tried after each activity within; null: done when all have been done once.</summary>
    public FeelExpression? CompletionCondition { get; init; }

    /// <summary>Whether what still goes on is cancelled when the condition holds; else it is waited for.</summary>
    public bool CancelsRemaining { get; init; } = true;

    /// <summary>Whether one activity must be over before the next may be begun (<c>ordering="Sequential"</c>).</summary>
    public bool Sequential { get; init; }
}
