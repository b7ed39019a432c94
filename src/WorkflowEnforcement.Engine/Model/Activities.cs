using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>A node in which something is done, which takes time and may carry boundary events.</summary>
public abstract record Activity : FlowNode
{
    /// <summary>Id of the flow taken when no condition of the others holds; null where none is drawn.</summary>
    public string? Default { get; init; }

    /// <summary>Ids of the boundary events attached to it, in the order of the file; that of compensation is not among them.</summary>
    public ImmutableArray<string> BoundaryEvents { get; init; } = [];

    /// <summary>How often it is done; null for once.</summary>
    public LoopDefinition? Loop { get; init; }

    /// <summary>Whether it stands outside the flow and is done only to undo another (<c>isForCompensation</c>).</summary>
    public bool IsForCompensation { get; init; }

    /// <summary>Id of the activity that undoes it, drawn by an association from its compensation boundary event; null where there is none.</summary>
    public string? CompensatedBy { get; init; }

    /// <inheritdoc/>
    public virtual bool Equals(Activity? other) =>
        base.Equals(other)
        && (Default, Loop, IsForCompensation, CompensatedBy) == (other.Default, other.Loop, other.IsForCompensation, other.CompensatedBy)
        && BoundaryEvents.SequenceEqual(other.BoundaryEvents);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();
}

/// <summary>Work of a person; waits for a command.</summary>
public sealed record UserTask : Activity
{
    /// <summary>Who signs it and what that decides; null where one person completes it.</summary>
    public SigningDefinition? Signing { get; init; }
}

/// <summary>Work of a person outside the system; waits until it is reported.</summary>
public sealed record ManualTask : Activity;

/// <summary>Work of the system; asked for by an event, reported by a command.</summary>
public sealed record ServiceTask : Activity;

/// <summary>Sends a message: asked for by an event, reported by a command.</summary>
public sealed record SendTask : Activity
{
    /// <summary>The message; null where none is drawn, and the task is like a service task.</summary>
    public MessageTrigger? Message { get; init; }
}

/// <summary>Waits for a message, or until its coming is reported.</summary>
public sealed record ReceiveTask : Activity
{
    /// <summary>The message; null where none is drawn, and it can only be reported.</summary>
    public MessageTrigger? Message { get; init; }
}

/// <summary>An expression that is worked out at once.</summary>
public sealed record ScriptTask : Activity
{
    /// <summary>The expression.</summary>
    public required FeelExpression Script { get; init; }

    /// <summary>Name of the variable that takes its value; null where the value is not kept.</summary>
    public string? ResultVariable { get; init; }
}

/// <summary>A decision by rules, worked out at once where a decision is named; else work like a service task's.</summary>
public sealed record BusinessRuleTask : Activity
{
    /// <summary>Id of the decision; null where none is named.</summary>
    public string? Decision { get; init; }

    /// <summary>Name of the variable that takes its value; null where the value is not kept.</summary>
    public string? ResultVariable { get; init; }
}

/// <summary>Calls another process, which has variables of its own.</summary>
public sealed record CallActivity : Activity
{
    /// <summary>Process id or procedure key of what is called.</summary>
    public required string CalledElement { get; init; }

    /// <summary>What goes in; with no mapping at all, every variable the caller sees.</summary>
    public ImmutableArray<VariableMapping> In { get; init; } = [];

    /// <summary>What comes out; with no mapping at all, every variable of the called process.</summary>
    public ImmutableArray<VariableMapping> Out { get; init; } = [];

    /// <summary>True where no mapping is drawn, so that all variables go both ways.</summary>
    public bool PassesAll => In.IsEmpty && Out.IsEmpty;

    /// <inheritdoc/>
    public bool Equals(CallActivity? other) =>
        base.Equals(other) && CalledElement == other.CalledElement && In.SequenceEqual(other.In) && Out.SequenceEqual(other.Out);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();
}

/// <summary>One variable handed over (<c>enf:in</c>, <c>enf:out</c>).</summary>
/// <param name="Source">Worked out where the value comes from.</param>
/// <param name="Target">Name of the variable that takes it.</param>
public sealed record VariableMapping(FeelExpression Source, string Target);
