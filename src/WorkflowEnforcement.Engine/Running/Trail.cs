using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>A step that lies behind a token on every way it came: where it can be returned to.</summary>
/// <param name="Element">Id of the activity.</param>
/// <param name="Visit">Number of the token that did it. Negative where the way since then was joined with one that does not come from it, so that no return is possible.</param>
public readonly record struct TrailStep(string Element, long Visit);

/// <summary>The activities behind a token in its scope, each with its last visit. Equal by content.</summary>
/// <remarks>At a join only what lies behind all the joined tokens stays a step to return to; of the rest it is kept that it cannot be undone alone.</remarks>
public sealed class Trail : IEquatable<Trail>
{
    /// <summary>Nothing lies behind.</summary>
    public static readonly Trail Empty = new([]);

    private readonly ImmutableArray<TrailStep> _steps;

    internal Trail(ImmutableArray<TrailStep> steps) => _steps = steps;

    /// <summary>The steps in ordinal order of their elements.</summary>
    public ImmutableArray<TrailStep> Steps => _steps;

    /// <summary>The visit of an element: positive where it can be returned to, negative where it cannot, 0 where it does not lie behind.</summary>
    public long VisitOf(string element)
    {
        var at = IndexOf(element);
        return at >= 0 ? _steps[at].Visit : 0;
    }

    /// <summary>The element of a visit that can be returned to; null where it does not lie behind.</summary>
    public string? ElementOf(long visit)
    {
        foreach (var step in _steps)
        {
            if (step.Visit == visit)
            {
                return step.Element;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(Trail? other) =>
        ReferenceEquals(this, other) || (other is not null && _steps.AsSpan().SequenceEqual(other._steps.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Trail);

    /// <inheritdoc/>
    public override int GetHashCode() => _steps.Length == 0 ? 0 : HashCode.Combine(_steps.Length, _steps[^1]);

    internal Trail With(string element, long visit)
    {
        var at = IndexOf(element);
        return new Trail(at >= 0 ? _steps.SetItem(at, new TrailStep(element, visit)) : _steps.Insert(~at, new TrailStep(element, visit)));
    }

    /// <summary>What lay behind already when that visit began.</summary>
    internal Trail Before(long visit) => new([.. _steps.Where(step => Math.Abs(step.Visit) < visit)]);

    /// <summary>What lies behind a token made of two.</summary>
    internal Trail JoinedWith(Trail other)
    {
        if (Equals(other))
        {
            return this;
        }

        var joined = ImmutableArray.CreateBuilder<TrailStep>();
        foreach (var step in _steps)
        {
            var visit = other.VisitOf(step.Element);
            joined.Add(visit == step.Visit ? step : new TrailStep(step.Element, -Math.Max(Math.Abs(step.Visit), Math.Abs(visit))));
        }

        joined.AddRange(other._steps.Where(step => IndexOf(step.Element) < 0).Select(step => new TrailStep(step.Element, -Math.Abs(step.Visit))));
        joined.Sort(static (a, b) => string.CompareOrdinal(a.Element, b.Element));
        return new Trail(joined.ToImmutable());
    }

    /// <summary>The same with some visits that cannot be undone alone any more.</summary>
    internal Trail Spending(ImmutableSortedSet<long> visits) => _steps.Any(step => visits.Contains(step.Visit))
        ? new Trail([.. _steps.Select(step => visits.Contains(step.Visit) ? step with { Visit = -step.Visit } : step)])
        : this;

    /// <summary>The same with other ids; a step whose id is null is forgotten.</summary>
    internal Trail Renamed(Func<string, string?> id)
    {
        if (_steps.IsEmpty)
        {
            return this;
        }

        var renamed = Empty;
        foreach (var step in _steps)
        {
            renamed = id(step.Element) is { } other ? renamed.With(other, step.Visit) : renamed;
        }

        return renamed;
    }

    private int IndexOf(string element)
    {
        var (low, high) = (0, _steps.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(_steps[middle].Element, element);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
