namespace WorkflowEnforcement.Engine.Signing;

public static partial class WorkItems
{
    private static Step Claim(WorkItem item, ClaimWork command)
    {
        if (Seated(item, command.Principal) is { } seated)
        {
            return seated;
        }

        var free = item.Unclaimed.ToList();
        if (free.Count == 0)
        {
            return new SigningRefused("work.held", "Expected a seat in the pool, but every seat is held");
        }

        var seat = free.Find(item.IsDue) ?? free[0];
        return Voted(item, command.Principal, seat.Standing) is { } voted ? voted : new WorkClaimed(seat.Id) { Hand = command.Hand };
    }

    private static Step Release(WorkItem item, ReleaseWork command) => OnOwnSeat(item, command, seat => seat.FromPool
        ? new WorkReleased(seat.Id) { Hand = command.Hand }
        : new SigningRefused("work.not-from-pool", $"Expected a seat that came from the pool, but seat {seat.Id} was given to {seat.Person} by name"));

    private static Step Transfer(WorkItem item, TransferWork command) => OnOwnSeat(item, command, seat =>
        Newcomer(item, command, command.To, seat.Standing) is { } refusal ? refusal : new WorkTransferred(seat.Id, command.To) { Hand = command.Hand });

    private static Step Delegate(WorkItem item, DelegateWork command) => OnWorkedSeat(item, command, seat =>
    {
        var refusal = OutOfTurn(item, seat) ?? ChainFull(seat) ?? Newcomer(item, command, command.To, Standing.Adviser);
        return refusal is not null ? refusal : new WorkDelegated(seat.Id, command.To) { Hand = command.Hand };
    });

    private static Step HandBack(WorkItem item, HandBackWork command) => OnWorkedSeat(item, command, seat => seat.Delegates.Count > 0
        ? new WorkHandedBack(seat.Id, command.Note) { Hand = command.Hand }
        : new SigningRefused("work.not-delegated", $"Expected delegated work, but {seat.Person} works on their own seat"));

    private static Step Recall(WorkItem item, RecallDelegation command)
    {
        if (item.SeatWorkedBy(command.Principal) is not { } seat)
        {
            return WithoutSeat(item, command.Principal);
        }

        ValueList<string> later = [.. seat.Delegates.Prepend(seat.Person).SkipWhile(person => person != command.Principal).Skip(1).OfType<string>()];
        return later.Count > 0
            ? new DelegationRecalled(seat.Id, later) { Hand = command.Hand }
            : new SigningRefused("work.not-delegated", $"Expected work that {command.Principal} has handed on, but it is in their own hands");
    }

    private static SigningRefused? ChainFull(Seat seat) => seat.Delegates.Count < LongestDelegation ? null
        : new("work.chain-full", $"Expected fewer than {LongestDelegation} delegates on seat {seat.Id}, but found {seat.Delegates.Count}");
}
