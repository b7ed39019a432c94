using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>The work of people at a waiting user task, once somebody has touched it or signers were named.</summary>
/// <param name="Token">The waiting token.</param>
/// <param name="Item">Seats, signatures, copies and urges.</param>
public sealed record OpenWork(long Token, WorkItem Item)
{
    /// <summary>Persons with a veto, as they were named when the task was entered.</summary>
    public ValueList<string> Veto { get; init; } = [];

    /// <summary>The person who presides, as named when the task was entered; null for nobody.</summary>
    public string? Presiding { get; init; }

    /// <summary>The rule by which the item is decided.</summary>
    public SigningRule RuleOf(UserTask node) => (node.Signing?.Rule ?? new SigningRule()) with { Veto = Veto, Presiding = Presiding };
}
