namespace WorkflowEnforcement.Enforcement.Documents;

/// <summary>What came of checking a party's code.</summary>
public abstract record PartyCodeCheck
{
    private PartyCodeCheck()
    {
    }

    /// <summary>The code is well formed.</summary>
    /// <param name="Code">The code to store: letters in capitals.</param>
    public sealed record Valid(string Code) : PartyCodeCheck;

    /// <summary>The code cannot be right.</summary>
    /// <param name="Reason">Stable code, for example <c>party.code-check</c>.</param>
    /// <param name="Text">Chinese sentence for the officer: what was expected and what was found.</param>
    /// <param name="Source">The standard that says so.</param>
    public sealed record Invalid(string Reason, string Text, LegalSource Source) : PartyCodeCheck;
}
