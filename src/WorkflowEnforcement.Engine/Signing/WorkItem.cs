namespace WorkflowEnforcement.Engine.Signing;

/// <summary>How an item ended.</summary>
public abstract record Verdict;

/// <summary>The element is done.</summary>
/// <param name="Outcome">Key of the outcome that the flow reads.</param>
/// <param name="Counts">How it came out; <see cref="Vote.Abstain"/> when nobody was for and nobody against.</param>
public sealed record Decided(string Outcome, Vote Counts) : Verdict;

/// <summary>退回: rejected, and the flow goes back.</summary>
/// <param name="To">Element to go to, null for the step before.</param>
public sealed record GoBack(string? To) : Verdict;

/// <summary>抄送: somebody was sent a copy.</summary>
public sealed record WorkCopy(string Person, string? Note, Hand Hand);

/// <summary>催办: how often those due were urged.</summary>
/// <param name="Count">How often, from 1.</param>
/// <param name="Last">Who urged last, and when.</param>
public sealed record Urges(int Count, Hand Last);

/// <summary>The work of people at one waiting user task. Equal by content.</summary>
public sealed record WorkItem
{
    /// <summary>All seats there ever were, in order of their numbers.</summary>
    public ValueList<Seat> Seats { get; init; } = [];

    /// <summary>Copies sent, in order.</summary>
    public ValueList<WorkCopy> Copies { get; init; } = [];

    /// <summary>Null while nobody was urged.</summary>
    public Urges? Urges { get; init; }

    /// <summary>How it ended; null while it is open.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The person of the only drawn seat; null while it is in the pool, and when several seats were drawn.</summary>
    public string? Holder => OnlyDrawn?.Person;

    /// <summary>Whether somebody may still claim.</summary>
    public bool InPool => Verdict is null && Unclaimed.Any();

    /// <summary>Persons whose turn it is; nobody in a closed item.</summary>
    public IEnumerable<string> Due => Verdict is null ? Seats.Where(IsDue).Select(seat => seat.Worker).OfType<string>() : [];

    /// <summary>Whether a seat in the pool is due, so that it is the turn of whoever claims it.</summary>
    public bool IsPoolDue => Verdict is null && Unclaimed.Any(IsDue);

    internal IEnumerable<Seat> Pending => Seats.Where(seat => seat.Pending);

    internal IEnumerable<Seat> Present => Seats.Where(seat => !seat.Removed);

    internal IEnumerable<Seat> Unclaimed => Pending.Where(seat => seat.Person is null);

    private Seat? OnlyDrawn => Present.Where(seat => seat.Origin == SeatOrigin.Drawn).ToList() is [var only] ? only : null;

    /// <summary>The seat of that number.</summary>
    public Seat SeatAt(int id) => Seats[id - 1];

    /// <summary>Whether the seat is pending and nobody has to sign before it.</summary>
    public bool IsDue(Seat seat) => seat.Pending && !seat.Awaits.Any(id => SeatAt(id).Pending);

    /// <summary>顺位: the turn in which the seat signs, from 1; seats of one rank do not wait for one another. Removed seats take no turn.</summary>
    public int RankOf(Seat seat)
    {
        var ranks = new Dictionary<int, int>();

        // A seat awaits all that its awaited ones do, so fewer awaited means earlier.
        foreach (var earlier in seat.Awaits.Select(SeatAt).Append(seat).OrderBy(each => each.Awaits.Count))
        {
            ranks[earlier.Id] = earlier.Awaits.Select(id => ranks[id]).DefaultIfEmpty(0).Max() + (earlier.Removed ? 0 : 1);
        }

        return ranks[seat.Id];
    }

    /// <summary>The person who leads: the holder, else who presides and sits in the item.</summary>
    internal string? Lead(SigningRule rule) =>
        OnlyDrawn is { } only ? only.Person : rule.Presiding is { } presiding ? Present.FirstOrDefault(seat => HasRightOf(seat, presiding))?.Person : null;

    /// <summary>Whether the seat has the veto of anybody.</summary>
    internal bool HasVeto(SigningRule rule, Seat seat) => rule.Veto.Any(person => HasRightOf(seat, person));

    /// <summary>Whether the seat's vote is the presiding one.</summary>
    internal bool Presides(SigningRule rule, Seat seat) => rule.Presiding is { } presiding && HasRightOf(seat, presiding);

    /// <summary>Whether what one person can do in the item belongs to that seat: to the one that was transferred with it, else to the person's own.</summary>
    internal bool HasRightOf(Seat seat, string person) =>
        seat.RightsOf.Contains(person) || (seat.Person == person && !Seats.Any(other => other.RightsOf.Contains(person)));

    internal Seat? SeatWorkedBy(string person) => Seats.FirstOrDefault(seat => seat.Occupies(person));

    internal Seat? LastSignedBy(string person) =>
        Seats.Where(seat => seat.Person == person && seat.Signature is not null).MaxBy(seat => seat.Signature!.Order);
}
