namespace WorkflowEnforcement.Enforcement.Documents;

/// <summary>The number of an issued document: one sequence for each agency, kind and year, without gaps.</summary>
/// <param name="Agency">机关代字, for example 辽太工信.</param>
/// <param name="Kind">Kind of document before 字, for example 罚决.</param>
/// <param name="Year">Four-digit year.</param>
/// <param name="Sequence">Place in the sequence, from 1.</param>
public sealed record DocumentNumber(string Agency, string Kind, int Year, int Sequence);
