using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>How often an activity is done.</summary>
public abstract record LoopDefinition;

/// <summary>Once for each of a number or of a list, side by side or one after the other.</summary>
public sealed record MultiInstance : LoopDefinition
{
    /// <summary>Whether one instance must be over before the next begins.</summary>
    public required bool Sequential { get; init; }

    /// <summary>Number of instances; null where a collection is named.</summary>
    public FeelExpression? Cardinality { get; init; }

    /// <summary>The list with one item for each instance (<c>enf:collection</c>); null where a cardinality is drawn.</summary>
    public FeelExpression? Collection { get; init; }

    /// <summary>Name under which an instance sees its item (<c>enf:elementVariable</c>); null for none.</summary>
    public string? ElementVariable { get; init; }

    /// <summary>Tried after each instance: when it holds, the others are cancelled; null for none.</summary>
    public FeelExpression? CompletionCondition { get; init; }
}

/// <summary>Again and again while a condition holds.</summary>
public sealed record StandardLoop : LoopDefinition
{
    /// <summary>Whether it goes on; null: until the maximum is reached.</summary>
    public FeelExpression? Condition { get; init; }

    /// <summary>Whether the condition is tried before the first time too.</summary>
    public bool TestBefore { get; init; }

    /// <summary>Most times it is done; null for no bound of its own.</summary>
    public int? Maximum { get; init; }
}
