namespace WorkflowEnforcement.Engine.Signing;

public static partial class WorkItems
{
    private static Step Sign(WorkItem item, SignWork command) => OnOwnSeat(item, command, seat => OutOfTurn(item, seat) is { } refusal
        ? refusal
        : new WorkSigned(seat.Id, command.Outcome, command.Counts, command.Note) { Hand = command.Hand });

    private static Step TakeBack(WorkItem item, TakeBackSignature command)
    {
        if (item.LastSignedBy(command.Principal) is not { } seat)
        {
            return new SigningRefused("work.not-signed", $"Expected a signature of {command.Principal}, but there is none");
        }

        var refusal = Seated(item, command.Principal) ?? ReliedOn(item, seat);
        return refusal is not null ? refusal : new SignatureTakenBack(seat.Id) { Hand = command.Hand };
    }

    private static SigningRefused? ReliedOn(WorkItem item, Seat seat) =>
        item.Seats.FirstOrDefault(later => later.Signature is not null && later.Awaits.Contains(seat.Id)) is { } signed
            ? new("work.relied-on", $"Expected nobody to have signed after {seat.Person}, but {signed.Person} has")
            : null;

    private static Step Urge(WorkItem item, UrgeWork command)
    {
        ValueList<string> others = [.. item.Due.Where(person => person != command.By && person != command.Principal)];
        return others.Count > 0 || item.IsPoolDue
            ? new WorkUrged(others, command.Note) { Hand = command.Hand, Pool = item.IsPoolDue }
            : new SigningRefused("work.nobody-due", $"Expected somebody other than {command.Principal} whose turn it is, but there is nobody");
    }

    private static Step Copy(WorkItem item, SendCopy command)
    {
        if (Named(command.Persons) is { } refusal)
        {
            return refusal;
        }

        return item.Copies.FirstOrDefault(copy => command.Persons.Contains(copy.Person)) is { } copied
            ? new SigningRefused("work.copied", $"Expected {copied.Person} to have no copy yet, but they have one")
            : new CopySent(command.Persons, command.Note) { Hand = command.Hand };
    }
}
