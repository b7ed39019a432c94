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

    /// <summary>Key of the outcome by which a case leaves the summary for the ordinary procedure.</summary>
    public const string Ordinary = "ordinary";

    /// <summary>The fact that the party was told on the spot, by word of mouth (口头告知).</summary>
    public const string ToldOrally = "summary.told";

    // What was entered of a hearing that was announced before and did not take place, or of an earlier one.
    private static readonly string[] OfTheHearing =
        ["hearing.heldOn", "hearing.attendees", "hearing.course", "hearing.absence", "hearing.waived", "hearing.endReason", "hearing.issues", "hearing.opinion"];

    /// <summary>Register of clues (线索), in which a case is numbered until it is filed.</summary>
    public const string ClueRegister = "线";

    /// <summary>Register of filed cases (立案).</summary>
    public const string CaseRegister = "立";

    /// <summary>The register in which a case is numbered as it is opened, until it is filed.</summary>
    /// <param name="kind">Kind of its procedure.</param>
    public static string RegisterOf(string kind) => kind switch
    {
        "licensing" => "许申",
        "coercion" => "强",
        "inspection" => "检",
        _ => ClueRegister,
    };

    /// <summary>How the opening of a case is told.</summary>
    /// <param name="kind">Kind of its procedure.</param>
    public static string OpeningOf(string kind) => kind switch
    {
        "licensing" => "收到申请",
        "coercion" => "登记强制事项",
        "inspection" => "登记检查任务",
        _ => "登记线索",
    };

    /// <summary>True for a clock within which the party may use a right or come for what is to be served; not used, it lapses by itself.</summary>
    public static bool IsPartyPeriod(string clock) => clock is "T01a" or "T05" or "T13" or "T14" or "T20" or "T21a" or "T23" or "T38";

    /// <summary>The clock that begins with the service of a document, whoever serves it and in whatever flow; null for most.</summary>
    /// <param name="document">Catalogue number of the document served.</param>
    public static string? ClockOfService(string document) => document == "Q11" ? "T23" : null;

    /// <summary>True for a clock that ends by itself with its last day: a period of the party, and those of the remedies, which hold nobody up.</summary>
    public static bool EndsByItself(string clock) => IsPartyPeriod(clock) || clock == "T21";

    /// <summary>True when a fact answers a document and is asked for afresh each time that document is made.</summary>
    public static bool IsAnsweredAfresh(string document, string fact) => document switch
    {
        "C21" or "C22" => fact.StartsWith("notice.", StringComparison.Ordinal) || fact.StartsWith("statement.", StringComparison.Ordinal)
            || fact.StartsWith("recheck.", StringComparison.Ordinal) || fact.StartsWith("hearing.", StringComparison.Ordinal) || fact == "decision.hearingUse",
        "C07" => fact is ToldOrally or "summary.heard" || fact.StartsWith("statement.", StringComparison.Ordinal) || fact.StartsWith("recheck.", StringComparison.Ordinal),
        "G09" => fact.StartsWith("review.", StringComparison.Ordinal) && fact is not ("review.trigger" or "review.materials"),
        "C26" or "L12d" => OfTheHearing.Contains(fact),
        _ => false,
    };
}
