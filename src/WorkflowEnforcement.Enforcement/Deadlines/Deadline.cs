namespace WorkflowEnforcement.Enforcement.Deadlines;

/// <summary>The last day of a period.</summary>
/// <param name="Due">Statutory last day, local to the bureau; the whole day still counts.</param>
/// <param name="Internal">Day on which the bureau warns itself: the last working day not later than the day reached by plain counting (law.md 3.3a no. 1).</param>
/// <param name="Provisional">True where the span touches a year without a published calendar, so weekends only were known.</param>
public sealed record Deadline(DateOnly Due, DateOnly Internal, bool Provisional);
