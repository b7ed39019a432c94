using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>The handlers of a case, and all from which they follow.</summary>
internal sealed record KnownHandlers(
    ProcedureDefinition Procedure,
    ImmutableList<Completion> Completions,
    ImmutableSortedDictionary<string, FeelValue> Facts,
    ImmutableSortedSet<string> Earlier,
    IReadOnlySet<string> Handlers)
{
    /// <summary>True where they are those of a state.</summary>
    public bool AreOf(ProcedureDefinition procedure, CaseState state) =>
        ReferenceEquals(Procedure, procedure) && ReferenceEquals(Completions, state.Completions)
        && ReferenceEquals(Facts, state.Facts) && ReferenceEquals(Earlier, state.EarlierHandlers);
}
