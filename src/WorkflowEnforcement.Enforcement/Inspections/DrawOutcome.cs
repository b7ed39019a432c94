using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Inspections;

/// <summary>What became of a draw.</summary>
public abstract record DrawOutcome;

/// <summary>There was a result.</summary>
/// <param name="Assignments">Objects in the order in which they were drawn, each with its officers.</param>
/// <param name="Log">Every name that was drawn, in order, those excluded among them.</param>
/// <param name="Barred">Objects that took no part because their yearly cap is reached.</param>
/// <param name="PoolDigest">SHA-256 of both pools as they entered the draw, lower-case hex.</param>
public sealed record Drawn(ImmutableArray<DrawnObject> Assignments, ImmutableArray<DrawnName> Log, ImmutableArray<InspectionObject> Barred, string PoolDigest) : DrawOutcome;

/// <summary>The draw could not be held.</summary>
/// <param name="Refusal">A plain sentence with its source.</param>
public sealed record DrawRefused(Refused Refusal) : DrawOutcome;

/// <summary>A drawn object and who inspects it.</summary>
/// <param name="Inspected">The object.</param>
/// <param name="Lead">User name of the officer in charge (主办).</param>
/// <param name="Assist">User name of the second officer (协办).</param>
public sealed record DrawnObject(InspectionObject Inspected, string Lead, string Assist);

/// <summary>One name that was drawn.</summary>
/// <param name="Series">Series of numbers it was drawn by: <c>object</c>, or <c>officer/</c> and the object's id.</param>
/// <param name="Name">Id of the object, or user name of the officer.</param>
/// <param name="Excluded">Why it was passed over; empty where it stands.</param>
public sealed record DrawnName(string Series, string Name, string Excluded);
