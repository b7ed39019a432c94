using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Inspections;

/// <summary>An object in the pool of inspection objects (检查对象名录库).</summary>
/// <param name="Id">What it is sorted and told apart by, for example its unified social credit code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Class">Its credit or risk class.</param>
/// <param name="CountedThisYear">Inspections in this calendar year that count toward its cap.</param>
public sealed record InspectionObject(string Id, string Name, string Class, int CountedThisYear);

/// <summary>An interest that keeps an officer from inspecting (回避).</summary>
/// <param name="Officer">User name.</param>
/// <param name="About">Id of the object; empty for every object of the draw.</param>
/// <param name="Reason">Why, in words; a draw refuses an interest without.</param>
public sealed record DeclaredInterest(string Officer, string About, string Reason);

/// <summary>All that a draw depends on. The same request always gives the same result.</summary>
public sealed record DrawRequest
{
    /// <summary>The seed: 64 lower-case hexadecimal digits, from outside and logged.</summary>
    public required string Seed { get; init; }

    /// <summary>Local day on which the officers must hold a valid credential.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Kind of the inspection: decides whether the cap bars an object.</summary>
    public required string Kind { get; init; }

    /// <summary>The pool of objects, in any order.</summary>
    public required ImmutableArray<InspectionObject> Objects { get; init; }

    /// <summary>The pool of inspectors, in any order.</summary>
    public required ImmutableArray<StaffMember> Inspectors { get; init; }

    /// <summary>How many objects are drawn.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Interests declared so far; who is drawn with one stays in the log and the next is drawn.</summary>
    public ImmutableArray<DeclaredInterest> Interests { get; init; } = [];
}
