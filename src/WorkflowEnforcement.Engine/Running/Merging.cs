using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>What the tokens taken up by a join leave to the one that goes on.</summary>
/// <param name="Trail">What lies behind all of them.</param>
/// <param name="Spent">Visits that can no longer be undone alone, because what came of them was joined with what did not.</param>
internal sealed record Merging(Trail Trail, ImmutableSortedSet<long> Spent)
{
    public static Merging Of(Trail first) => new(first, []);

    public Merging With(Trail other)
    {
        if (Trail.Equals(other))
        {
            return this;
        }

        var joined = Trail.JoinedWith(other);
        var visits = Trail.Steps.Concat(other.Steps).Select(step => Math.Abs(step.Visit));
        return new Merging(joined, Spent.Union(visits.Where(visit => joined.ElementOf(visit) is null)));
    }
}
