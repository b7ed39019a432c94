using System.Diagnostics;

namespace WorkflowEnforcement.Engine.Signing;

public static partial class WorkItems
{
    /// <summary>Applies one event. Holds no rule and asks nothing.</summary>
    /// <param name="item">The item before; null before the first event.</param>
    /// <param name="happened">The event.</param>
    public static WorkItem Evolve(WorkItem? item, WorkEvent happened) => (item, happened) switch
    {
        (null, WorkOpened e) => Opened(e),
        (null, _) => throw new UnreachableException($"{happened.GetType().Name} cannot be the first event"),
        (_, WorkClaimed e) => At(item, e.Seat, seat => seat with { Person = e.Hand.Principal }),
        (_, WorkReleased e) => At(item, e.Seat, seat => seat with { Person = null, RightsOf = [] }),
        (_, WorkTransferred e) => At(item, e.Seat, seat => seat with { Person = e.To, RightsOf = Rights(item, seat) }),
        (_, WorkDelegated e) => At(item, e.Seat, seat => seat with { Delegates = [.. seat.Delegates, e.To] }),
        (_, WorkHandedBack e) => At(item, e.Seat, seat => seat with
        {
            Delegates = [.. seat.Delegates.SkipLast(1)],
            Opinions = [.. seat.Opinions, new Opinion(e.Note, e.Hand)],
        }),
        (_, DelegationRecalled e) => At(item, e.Seat, seat => seat with { Delegates = [.. seat.Delegates.SkipLast(e.Persons.Count)] }),
        (_, SignersAdded e) => Added(item, e),
        (_, SignersRemoved e) => e.Seats.Aggregate(item, (left, id) => At(left, id, seat => seat with { Removed = true })),
        (_, WorkSigned e) => At(item, e.Seat, seat => seat with
        {
            Signature = new Signature(e.Outcome, e.Counts, e.Note, e.Hand, NextOrder(item)),
        }),
        (_, SignatureTakenBack e) => At(item, e.Seat, seat => seat with { Signature = null }),
        (_, WorkUrged e) => item with { Urges = new Urges((item.Urges?.Count ?? 0) + 1, e.Hand) },
        (_, CopySent e) => item with
        {
            Copies = [.. item.Copies, .. e.Persons.Select(person => new WorkCopy(person, e.Note, e.Hand))],
        },
        (_, WorkDecided e) => item with { Verdict = new Decided(e.Outcome, e.Counts) },
        (_, WorkSentBack e) => item with { Verdict = new GoBack(e.To) },
        _ => throw new UnreachableException($"{happened.GetType().Name} has no arm in Evolve"),
    };

    private static WorkItem Opened(WorkOpened e) => new()
    {
        Seats =
        [
            .. e.Persons.Select((person, at) => new Seat
            {
                Id = at + 1,
                Person = person,
                FromPool = person is null,
                Awaits = [.. Enumerable.Range(1, e.InTurn ? at : 0)],
            }),
        ],
    };

    private static WorkItem At(WorkItem item, int id, Func<Seat, Seat> change) =>
        item with { Seats = [.. item.Seats.Select(seat => seat.Id == id ? change(seat) : seat)] };

    // Who only advises has no right in the item to give away, and what was given away already is not given twice.
    private static ValueList<string> Rights(WorkItem item, Seat seat) =>
        seat is { Person: { } giver, Standing: not Standing.Adviser } && !seat.RightsOf.Contains(giver) && item.HasRightOf(seat, giver) ? [.. seat.RightsOf, giver] : seat.RightsOf;

    private static WorkItem Added(WorkItem item, SignersAdded e)
    {
        int[] ids = [.. e.Added.Select(added => added.Id)];
        var earlier = item.Seats.Select(seat => Follows(seat, e) ? seat with { Awaits = [.. seat.Awaits, .. ids] } : seat);
        return item with { Seats = [.. earlier, .. e.Added.Select(added => NewSeat(e, added))] };
    }

    private static bool Follows(Seat seat, SignersAdded e) =>
        seat.Awaits.Contains(e.Seat) || (e.Position == SignerPosition.Before && seat.Id == e.Seat);

    private static Seat NewSeat(SignersAdded e, AddedSeat added) => new()
    {
        Id = added.Id,
        Person = added.Person,
        Origin = e.Position switch
        {
            SignerPosition.Before => SeatOrigin.Before,
            SignerPosition.After => SeatOrigin.After,
            _ => SeatOrigin.Beside,
        },
        Standing = added.Standing,
        Awaits = added.Awaits,
        AddedFor = e.Seat,
        AddedBy = e.Hand,
    };

    private static int NextOrder(WorkItem item) => 1 + item.Seats.Max(seat => seat.Signature?.Order ?? 0);
}
