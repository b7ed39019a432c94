using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Migrating;

/// <summary>What the migration of a case does, or why it cannot be done.</summary>
public enum CaseMigrationEffect
{
    /// <summary>What waits here waits at the same element afterwards.</summary>
    Stays,

    /// <summary>What waits here waits at another element afterwards.</summary>
    Moves,

    /// <summary>A timer of the flow goes on to the moment it had.</summary>
    KeepsTimer,

    /// <summary>A timer of the flow is put away, since it is not drawn any more.</summary>
    DropsTimer,

    /// <summary>A timer of the flow is set, since it was not drawn before.</summary>
    SetsTimer,

    /// <summary>A step that was done is not drawn any more: nobody can return to it.</summary>
    ForgetsStep,

    /// <summary>A loop that runs keeps the number of times it had, though it is drawn otherwise.</summary>
    KeepsCount,

    /// <summary>What waits here waits for another message, signal or condition afterwards.</summary>
    WaitsForOther,

    /// <summary>The migration can be done, but what comes after it may go wrong.</summary>
    Warns,

    /// <summary>The migration cannot be done.</summary>
    Prevents,
}

/// <summary>One line of the dry run for one case.</summary>
/// <param name="Effect">What happens.</param>
/// <param name="Element">Id of the element before; empty where the whole case is concerned.</param>
/// <param name="Target">Id of the element afterwards; null where there is none.</param>
/// <param name="Code">Stable code of what prevents it or is warned of; empty for the other effects.</param>
/// <param name="Text">A plain Chinese sentence.</param>
/// <param name="Source">The law that speaks, where it does.</param>
public sealed record CaseMigrationLine(CaseMigrationEffect Effect, string Element, string? Target, string Code, string Text, LegalSource? Source = null)
{
    /// <summary>A line of a refusal.</summary>
    internal static CaseMigrationLine Of(Refused refused, string element = "", string? target = null) =>
        new(CaseMigrationEffect.Prevents, element, target, refused.Code, refused.Message, refused.Source);
}

/// <summary>What the migration of one case would do.</summary>
/// <param name="Lines">All that would happen, and everything that prevents it.</param>
public sealed record CaseMigrationReport(ImmutableArray<CaseMigrationLine> Lines)
{
    /// <summary>Whether it can be done.</summary>
    public bool IsPossible => Lines.All(line => line.Effect != CaseMigrationEffect.Prevents);

    /// <inheritdoc/>
    public bool Equals(CaseMigrationReport? other) => other is not null && Lines.SequenceEqual(other.Lines);

    /// <inheritdoc/>
    public override int GetHashCode() => Lines.Length;
}
