using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>A node in which something is done, which takes time and may carry boundary events.</summary>
public abstract record Activity : FlowNode
{
    /// <summary>Id of the flow taken when no condition of the others holds; null where none is drawn.</summary>
    public string? Default { get; init; }

    /// <summary>Ids of the boundary events attached to it, in the order of the file.</summary>
    public ImmutableArray<string> BoundaryEvents { get; init; } = [];

    /// <inheritdoc/>
    public virtual bool Equals(Activity? other) =>
        base.Equals(other) && Default == other.Default && BoundaryEvents.SequenceEqual(other.BoundaryEvents);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();
}

/// <summary>Work of a person; waits for a command.</summary>
public sealed record UserTask : Activity;

/// <summary>Work of the system; asked for by an event, reported by a command.</summary>
public sealed record ServiceTask : Activity;

/// <summary>A flow within the flow, with variables of its own. Its nodes are those of the scope of the same id.</summary>
public sealed record Subprocess : Activity;
