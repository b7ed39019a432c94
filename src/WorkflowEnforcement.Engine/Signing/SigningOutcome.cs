namespace WorkflowEnforcement.Engine.Signing;

/// <summary>What became of a command: events, or a refusal that changed nothing.</summary>
public abstract record SigningOutcome;

/// <summary>The command was taken.</summary>
/// <param name="Events">What happened, in order; never empty, and the last one closes the item when there is a verdict.</param>
/// <param name="Item">The item after them, equal to applying <see cref="WorkItems.Evolve"/> to each.</param>
public sealed record SigningAccepted(ValueList<WorkEvent> Events, WorkItem Item) : SigningOutcome
{
    /// <summary>How the item ended with this command; null while it is open, and for a copy of what was closed before.</summary>
    public Verdict? Verdict => Events[^1] is WorkDecided or WorkSentBack ? Item.Verdict : null;
}

/// <summary>The item makes the command impossible; nothing changed.</summary>
/// <param name="Code">Stable code, for example <c>work.waiting</c>.</param>
/// <param name="Message">A sentence: what was expected and what was found.</param>
public sealed record SigningRefused(string Code, string Message) : SigningOutcome;

/// <summary>One decision under way: the act it leads to, or a refusal.</summary>
internal readonly record struct Step(WorkEvent? Happened, SigningRefused? Refusal)
{
    public static implicit operator Step(WorkEvent happened) => new(happened, null);

    public static implicit operator Step(SigningRefused refusal) => new(null, refusal);
}
