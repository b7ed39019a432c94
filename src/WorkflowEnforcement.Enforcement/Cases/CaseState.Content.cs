using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Cases;

public sealed partial record CaseState
{
    /// <summary>The handlers once they were asked for; no part of what the events add up to, and carried on by copies as long as it fits them.</summary>
    internal KnownHandlers? Handlers { get; set; }

    /// <summary>Equal when all that the events add up to is, however the two states were reached: live or by replay.</summary>
    public bool Equals(CaseState? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && (Procedure, Definition, ClueNumber, Title, Unit, OpenedBy) == (other.Procedure, other.Definition, other.ClueNumber, other.Title, other.Unit, other.OpenedBy)
            && (OpenedAt, Version, Number, FiledOn, Stage) == (other.OpenedAt, other.Version, other.Number, other.FiledOn, other.Stage)
            && (IncidentCount, ReviewPassed, Result, EndedAt, Origin, EnteredBy) == (other.IncidentCount, other.ReviewPassed, other.Result, other.EndedAt, other.Origin, other.EnteredBy)
            && Same(Facts, other.Facts)
            && (NoticedFacts is null ? other.NoticedFacts is null : other.NoticedFacts is not null && Same(NoticedFacts, other.NoticedFacts))
            && Equals(Instance, other.Instance)
            && Tasks.Values.SequenceEqual(other.Tasks.Values)
            && Completions.SequenceEqual(other.Completions)
            && Clocks.Values.SequenceEqual(other.Clocks.Values)
            && Documents.SequenceEqual(other.Documents)
            && Incidents.SequenceEqual(other.Incidents)
            && Readers.SequenceEqual(other.Readers)
            && EarlierHandlers.SequenceEqual(other.EarlierHandlers));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ClueNumber, Version, Facts.Count, Completions.Count, Documents.Count);

    private static bool Same(ImmutableSortedDictionary<string, FeelValue> one, ImmutableSortedDictionary<string, FeelValue> other) =>
        one.Keys.SequenceEqual(other.Keys, StringComparer.Ordinal) && one.Values.SequenceEqual(other.Values);
}
