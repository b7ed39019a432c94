namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>Words of the flow that the law gives a meaning.</summary>
internal static class CaseWords
{
    /// <summary>Key of every outcome that sends a step back: nothing need be filled in, no clock or document hangs on it.</summary>
    public const string Return = "return";

    /// <summary>Key of the reviewer's outcome that lets a decision be made.</summary>
    public const string Pass = "pass";

    /// <summary>Register of clues (线索), in which a case is numbered until it is filed.</summary>
    public const string ClueRegister = "线";

    /// <summary>Register of filed cases (立案).</summary>
    public const string CaseRegister = "立";
}
