namespace WorkflowEnforcement.Engine.Signing;

public static partial class WorkItems
{
    // On the pending seat that the person sits on and has not handed on.
    private static Step OnOwnSeat(WorkItem item, WorkCommand command, Func<Seat, Step> act) => OnWorkedSeat(item, command, seat =>
        seat.Person == command.Principal ? act(seat) : new SigningRefused(
            "work.delegate-only",
            $"Expected who sits on seat {seat.Id} to do this, but {command.Principal} is a delegate and may only hand back or delegate further"));

    // On the pending seat at which the person works, as the one who sits there or as the last delegate.
    private static Step OnWorkedSeat(WorkItem item, WorkCommand command, Func<Seat, Step> act)
    {
        var person = command.Principal;
        if (item.SeatWorkedBy(person) is not { } seat)
        {
            return WithoutSeat(item, person);
        }

        return seat.Worker == person ? act(seat) : new SigningRefused(
            "work.delegated",
            $"Expected the work of {person} to be in their own hands, but {seat.Worker} has it by delegation");
    }

    private static SigningRefused WithoutSeat(WorkItem item, string person)
    {
        if (item.LastSignedBy(person) is not null)
        {
            return Signed(person);
        }

        return item.InPool ? new("work.unclaimed", $"Expected {person} to have claimed the work, but it is in the pool") : NotSeated(person);
    }

    private static SigningRefused Signed(string person) => new("work.signed", $"Expected {person} to have something left to sign, but they have signed");

    private static SigningRefused NotSeated(string person) => new("work.not-seated", $"Expected {person} to have an open seat, but they have none");

    private static SigningRefused? OutOfTurn(WorkItem item, Seat seat)
    {
        var earlier = seat.Awaits.Select(item.SeatAt).Where(awaited => awaited.Pending).Select(awaited => awaited.Person ?? "a seat in the pool").ToList();
        return earlier.Count == 0 ? null : new("work.waiting", $"Expected nobody left to sign before {seat.Person}, but found {string.Join(", ", earlier)}");
    }

    // Why the person cannot be given work by this command.
    private static SigningRefused? Newcomer(WorkItem item, WorkCommand command, string person, Standing standing)
    {
        if (person == command.By || person == command.Principal)
        {
            return new("work.to-oneself", $"Expected another person than {person}, who gives the work, but it is the same");
        }

        return Seated(item, person) ?? Voted(item, person, standing);
    }

    private static SigningRefused? Seated(WorkItem item, string person) => item.SeatWorkedBy(person) is null ? null
        : new("work.seated", $"Expected {person} to have no other seat open, but they have one");

    // One person's word counts once, so who has given it cannot sit on another seat that counts; advice may be asked again.
    private static SigningRefused? Voted(WorkItem item, string person, Standing standing) =>
        standing != Standing.Adviser
        && item.Seats.Any(seat => seat.Person == person && seat.Signature is not null && seat.Standing != Standing.Adviser)
            ? new("work.voted", $"Expected {person} not to have voted yet, but they have")
            : null;
}
