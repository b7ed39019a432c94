namespace WorkflowEnforcement.Enforcement.Registers;

/// <summary>Ids of the parameters that rules read. No rule reads another.</summary>
public static class ParameterIds
{
    /// <summary>Share of the leaders that must be exceeded in a discussion.</summary>
    public const string Quorum = "discussion.quorum";

    /// <summary>Whether what calls for a hearing is discussed by the leaders.</summary>
    public const string DiscussionAsHearing = "discussion.asHearing";

    /// <summary>Whether 限制开展生产经营活动 calls for the offer of a hearing.</summary>
    public const string HearingRestrict = "hearing.restrict";

    /// <summary>First minute of the night.</summary>
    public const string NightFrom = "coercion.nightFrom";

    /// <summary>First minute after the night.</summary>
    public const string NightTo = "coercion.nightTo";

    /// <summary>Whether a seizure must be recorded in sound and picture.</summary>
    public const string CoercionRecording = "coercion.recording";

    /// <summary>Whether a law lets the bureau freeze accounts.</summary>
    public const string Freezing = "coercion.freezing";

    /// <summary>Whether a law lets the bureau enforce by itself.</summary>
    public const string OwnEnforcement = "coercion.ownEnforcement";

    /// <summary>Whether a fine outside the row of the table needs the principal head or the collective.</summary>
    public const string DepartureHead = "discretion.departureHead";

    /// <summary>Whether a fine outside the row of the table needs a passed legal review.</summary>
    public const string DepartureReview = "discretion.departureReview";

    /// <summary>Whether a flow that never asks for the facts of a table is refused its fine.</summary>
    public const string RefuseWhenNotAsked = "discretion.refuseWhenNotAsked";

    /// <summary>Persons who witness a draw.</summary>
    public const string DrawWitnesses = "draw.witnesses";

    /// <summary>Whether a government must have approved the scheme of a special inspection.</summary>
    public const string SpecialApproval = "inspection.specialApproval";

    /// <summary>Whether a warning and a fine may be given together on the spot.</summary>
    public const string SummaryBoth = "summary.both";

    /// <summary>Whether a ballot is signed in person.</summary>
    public const string PersonalBallot = "personal.ballot";

    /// <summary>Whether a hearing is chaired in person.</summary>
    public const string PersonalHearing = "personal.hearing";

    /// <summary>Whether acts of two officers are done in person.</summary>
    public const string PersonalTwoOfficers = "personal.twoOfficers";

    /// <summary>The amount from which on a fine calls for the offer of a hearing.</summary>
    /// <param name="party">person or organization.</param>
    public static string Hearing(string party) => $"hearing.{party}";

    /// <summary>Weight of a class of objects in a draw.</summary>
    public static string Weight(string objectClass) => $"inspection.weight.{objectClass}";

    /// <summary>Inspections of an object of a class that may count in a year.</summary>
    public static string Cap(string objectClass) => $"inspection.cap.{objectClass}";

    /// <summary>Whether a kind of inspection counts toward the cap.</summary>
    public static string Counts(string kind) => $"inspection.counts.{kind}";

    /// <summary>What follows for a kind of inspection when the cap is reached.</summary>
    public static string AtCap(string kind) => $"inspection.atCap.{kind}";
}
