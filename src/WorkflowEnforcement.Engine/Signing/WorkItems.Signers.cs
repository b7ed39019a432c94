namespace WorkflowEnforcement.Engine.Signing;

public static partial class WorkItems
{
    private static Step Add(SigningRule rule, WorkItem item, AddSigners command) => OnOwnSeat(item, command, adder =>
    {
        var standing = StandingOfAdded(adder, command.Position);
        var refusal = Named(command.Persons)
            ?? command.Persons.Select(person => Newcomer(item, command, person, standing)).FirstOrDefault(refused => refused is not null);
        return refusal is not null ? refusal : new SignersAdded(adder.Id, command.Position, NewSeats(rule, item, adder, command)) { Hand = command.Hand };
    });

    // Nobody gets a vote by being asked; who shares a seat's turn shares what the seat can do.
    private static Standing StandingOfAdded(Seat adder, SignerPosition position) => position switch
    {
        SignerPosition.Beside => adder.Standing,
        SignerPosition.After when adder.Standing != Standing.Adviser => Standing.Consenter,
        _ => Standing.Adviser,
    };

    private static ValueList<AddedSeat> NewSeats(SigningRule rule, WorkItem item, Seat adder, AddSigners command)
    {
        var inTurn = rule.Mode == SigningMode.Sequence && command.Position != SignerPosition.Beside;
        int[] awaits = command.Position == SignerPosition.After ? [.. adder.Awaits, adder.Id] : [.. adder.Awaits];
        var first = item.Seats.Count + 1;
        return
        [
            .. command.Persons.Select((person, at) => new AddedSeat(
                first + at,
                person,
                StandingOfAdded(adder, command.Position),
                [.. awaits, .. Enumerable.Range(first, inTurn ? at : 0)])),
        ];
    }

    private static Step Remove(SigningRule rule, WorkItem item, RemoveSigners command)
    {
        var refusal = Named(command.Persons)
            ?? command.Persons.Select(person => Unremovable(rule, item, command, person)).FirstOrDefault(refused => refused is not null);
        if (refusal is not null)
        {
            return refusal;
        }

        var gone = command.Persons.SelectMany(person => WithThoseAsked(item, item.SeatWorkedBy(person)!)).Select(seat => seat.Id).ToHashSet();
        return item.Pending.Any(seat => !gone.Contains(seat.Id))
            ? new SignersRemoved([.. gone.Order()]) { Hand = command.Hand }
            : new SigningRefused("work.last-seat", "Expected a seat to be left that is not signed, but this would take the last one");
    }

    private static SigningRefused? Unremovable(SigningRule rule, WorkItem item, RemoveSigners command, string person)
    {
        if (item.SeatWorkedBy(person) is not { } seat || seat.Person != person)
        {
            return item.LastSignedBy(person) is null ? NotSeated(person) : Signed(person);
        }

        if (seat.AddedFor is null && !rule.DrawnSeatsRemovable)
        {
            return new("work.drawn-seat", $"Expected a seat that was added, but the drawing gave one to {person}");
        }

        var adder = seat.AddedFor is { } id ? item.SeatAt(id).Person : null;
        return command.Principal == adder || command.Principal == item.Lead(rule) ? null : new(
            "work.not-adder",
            $"Expected {adder ?? "who leads the work"} to remove {person}, but {command.Principal} would");
    }

    // With the seat go the pending ones that were asked to sign before or after it, and whom they asked; those beside it stand for themselves.
    // So nobody is left to advise or consent where nobody votes.
    private static IEnumerable<Seat> WithThoseAsked(WorkItem item, Seat seat) =>
        [seat, .. AddedFor(item, seat).Where(added => added.Origin != SeatOrigin.Beside).SelectMany(added => AllAskedBy(item, added))];

    private static IEnumerable<Seat> AllAskedBy(WorkItem item, Seat asked) =>
        [.. asked.Pending ? [asked] : Array.Empty<Seat>(), .. AddedFor(item, asked).SelectMany(added => AllAskedBy(item, added))];

    private static IEnumerable<Seat> AddedFor(WorkItem item, Seat seat) => item.Seats.Where(other => other.AddedFor == seat.Id);
}
