namespace WorkflowEnforcement.Enforcement.Deadlines;

/// <summary>The answer to a question about a period: its last day, or why the law does not give one.</summary>
public abstract record DeadlineOutcome
{
    private DeadlineOutcome()
    {
    }

    /// <summary>The period ends.</summary>
    /// <param name="Deadline">Its last day.</param>
    public sealed record Computed(Deadline Deadline) : DeadlineOutcome;

    /// <summary>The question asks for what the law does not allow; nothing was counted.</summary>
    /// <param name="Code">Stable code, for example <c>clock.no-extension</c>.</param>
    /// <param name="Text">What was expected and what was found.</param>
    /// <param name="Source">The law that fixes the period.</param>
    public sealed record Refused(string Code, string Text, LegalSource Source) : DeadlineOutcome;
}

/// <summary>Days on which a clock stands still.</summary>
/// <param name="First">First day that is not counted: that of the document that stops the clock.</param>
/// <param name="Last">Last day that is not counted: that of the result; never before <paramref name="First"/>.</param>
/// <param name="Ground">What stops it, for example 鉴定, with the document that says so.</param>
/// <legal>行政强制法 第二十五条第三款; 行政许可法 第四十五条.</legal>
public sealed record ExcludedSpan(DateOnly First, DateOnly Last, string Ground)
{
    internal bool Holds(DateOnly day) => First <= day && day <= Last;
}
