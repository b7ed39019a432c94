namespace WorkflowEnforcement.Engine.Signing;

/// <summary>How a signature counts.</summary>
public enum Vote
{
    /// <summary>同意.</summary>
    For,

    /// <summary>不同意.</summary>
    Against,

    /// <summary>弃权.</summary>
    Abstain,
}

/// <summary>How a seat came into the item.</summary>
public enum SeatOrigin
{
    /// <summary>By the drawing.</summary>
    Drawn,

    /// <summary>前加签: added to sign before another seat.</summary>
    Before,

    /// <summary>后加签: added to sign after another seat.</summary>
    After,

    /// <summary>并加签: added to sign in the same turn as another seat.</summary>
    Beside,
}

/// <summary>What the signature of a seat can do.</summary>
public enum Standing
{
    /// <summary>It decides, by the mode of the rule: drawn seats and those added beside them.</summary>
    Voter,

    /// <summary>The item waits for it; against, it rejects where everybody must agree and is only recorded where votes are counted: added after a voter.</summary>
    Consenter,

    /// <summary>It is recorded for who signs next and decides nothing: added before a seat.</summary>
    Adviser,
}

/// <summary>Who did something, and when.</summary>
/// <param name="By">The person who acted.</param>
/// <param name="OnBehalfOf">代理: the person represented, null when acting for oneself.</param>
/// <param name="At">The moment.</param>
public sealed record Hand(string By, string? OnBehalfOf, DateTimeOffset At)
{
    /// <summary>The person whose seat is acted for.</summary>
    public string Principal => OnBehalfOf ?? By;
}

/// <summary>A signature on a seat.</summary>
/// <param name="Outcome">Key of the chosen outcome.</param>
/// <param name="Counts">How it counts.</param>
/// <param name="Note">Words of the signer.</param>
/// <param name="Hand">Who signed.</param>
/// <param name="Order">Signatures are counted in the order of these numbers; the next is one above the highest that stands.</param>
public sealed record Signature(string Outcome, Vote Counts, string? Note, Hand Hand, int Order);

/// <summary>What a delegate handed back to who had delegated.</summary>
public sealed record Opinion(string Note, Hand Hand);

/// <summary>The right and duty of one person to sign once. Seats are numbered from 1 and never taken out of the item.</summary>
public sealed record Seat
{
    /// <summary>Number within the item.</summary>
    public required int Id { get; init; }

    /// <summary>Who sits there; null while the seat is in the pool.</summary>
    public string? Person { get; init; }

    /// <summary>转办: who had the seat before and gave it away with what only they could do in the item: a veto, the presiding vote.</summary>
    public ValueList<string> RightsOf { get; init; } = [];

    /// <summary>Whether the seat was offered to a pool and can be given back to it.</summary>
    public bool FromPool { get; init; }

    /// <summary>How it came.</summary>
    public SeatOrigin Origin { get; init; }

    /// <summary>What its signature can do.</summary>
    public Standing Standing { get; init; }

    /// <summary>The seat for which it was added, null for a drawn one.</summary>
    public int? AddedFor { get; init; }

    /// <summary>Who added it, null for a drawn one.</summary>
    public Hand? AddedBy { get; init; }

    /// <summary>All seats that sign before this one; whatever those wait for is among them.</summary>
    public ValueList<int> Awaits { get; init; } = [];

    /// <summary>委派: whom the work was handed on to, one by the other; the last one is due, the others wait for him.</summary>
    public ValueList<string> Delegates { get; init; } = [];

    /// <summary>What delegates handed back.</summary>
    public ValueList<Opinion> Opinions { get; init; } = [];

    /// <summary>The signature, null while there is none.</summary>
    public Signature? Signature { get; init; }

    /// <summary>减签: whether the seat was removed unsigned.</summary>
    public bool Removed { get; init; }

    /// <summary>Neither signed nor removed.</summary>
    public bool Pending => !Removed && Signature is null;

    /// <summary>The person at work on a pending seat: the last delegate, else the one who sits there; null in the pool.</summary>
    public string? Worker => Delegates.Count > 0 ? Delegates[^1] : Person;

    internal bool Occupies(string person) => Pending && (Person == person || Delegates.Contains(person));
}
