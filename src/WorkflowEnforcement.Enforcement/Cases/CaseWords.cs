namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>Words of the flow that the law gives a meaning.</summary>
internal static class CaseWords
{
    /// <summary>Key of every outcome that sends a step back: nothing need be filled in, no clock or document hangs on it.</summary>
    public const string Return = "return";

    /// <summary>Key of the reviewer's outcome that lets a decision be made.</summary>
    public const string Pass = "pass";

    /// <summary>Key of the proposal and of the decision to punish.</summary>
    public const string Penalty = "penalty";

    /// <summary>Register of clues (线索), in which a case is numbered until it is filed.</summary>
    public const string ClueRegister = "线";

    /// <summary>Register of filed cases (立案).</summary>
    public const string CaseRegister = "立";

    /// <summary>True for a clock within which the party may use a right; not used, it lapses by itself.</summary>
    public static bool IsPartyPeriod(string clock) => clock is "T13" or "T14";

    /// <summary>True when a fact answers a document and is asked for afresh each time that document is made.</summary>
    public static bool IsAnsweredAfresh(string document, string fact) => document switch
    {
        "C21" => fact.StartsWith("notice.", StringComparison.Ordinal) || fact.StartsWith("statement.", StringComparison.Ordinal)
            || fact.StartsWith("recheck.", StringComparison.Ordinal),
        "G09" => fact.StartsWith("review.", StringComparison.Ordinal) && fact != "review.trigger",
        _ => false,
    };
}
