using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Migrating;

/// <summary>What a migration does, or why it cannot be done.</summary>
public enum MigrationEffect
{
    /// <summary>What waits here waits at the same element afterwards.</summary>
    Stays,

    /// <summary>What waits here waits at another element afterwards.</summary>
    Moves,

    /// <summary>A timer is drawn otherwise, and the one that runs stays due when it was.</summary>
    KeepsTimer,

    /// <summary>A loop is drawn for another number or list, and the one that runs keeps the number of times it had.</summary>
    KeepsCount,

    /// <summary>What waits here waits for another message, signal or condition afterwards.</summary>
    WaitsForOther,

    /// <summary>A timer is put away, since its event is not drawn any more.</summary>
    DropsTimer,

    /// <summary>A timer is set anew, since its event was not drawn before; it counts from the migration.</summary>
    SetsTimer,

    /// <summary>A step that was done is not drawn any more: nobody can return to it.</summary>
    ForgetsStep,

    /// <summary>The migration can be done, but what comes after it may go wrong.</summary>
    Warns,

    /// <summary>The migration cannot be done.</summary>
    Prevents,
}

/// <summary>One line of a dry run.</summary>
/// <param name="Effect">What happens.</param>
/// <param name="Element">Id of the element before.</param>
/// <param name="Target">Id of the element afterwards; null where there is none.</param>
/// <param name="Code">Stable code of what prevents it or is warned of, for example <c>migration.other-kind</c>; empty for the other effects.</param>
/// <param name="Message">A sentence: what was expected and what was found; empty where the effect says all.</param>
public sealed record MigrationLine(MigrationEffect Effect, string Element, string? Target, string Code, string Message);

/// <summary>What would happen to one instance.</summary>
/// <param name="Lines">All that would happen, and everything that prevents it.</param>
public sealed record MigrationReport(ImmutableArray<MigrationLine> Lines)
{
    /// <summary>Whether the migration can be done.</summary>
    public bool IsPossible => Lines.All(line => line.Effect != MigrationEffect.Prevents);

    /// <inheritdoc/>
    public bool Equals(MigrationReport? other) => other is not null && Lines.SequenceEqual(other.Lines);

    /// <inheritdoc/>
    public override int GetHashCode() => Lines.Length;
}
