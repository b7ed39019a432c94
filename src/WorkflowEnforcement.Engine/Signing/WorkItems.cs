using System.Diagnostics;

namespace WorkflowEnforcement.Engine.Signing;

/// <summary>
/// The approval operations as one algebra over one work item: decide, then evolve. It refuses only what the item makes impossible; who may do what by role or
/// separation of duties is asked elsewhere. What each operation does in each situation is told, and tested, in <c>docs/approval-operations.md</c>.
/// </summary>
public static partial class WorkItems
{
    /// <summary>How many delegates may stand behind one another at a seat.</summary>
    public const int LongestDelegation = 4;

    /// <summary>Opens an item.</summary>
    /// <param name="rule">What the drawing says.</param>
    /// <param name="persons">Who sits on each seat, null for a seat in the pool; nobody named is one seat in the pool.</param>
    public static SigningOutcome Open(SigningRule rule, ValueList<string?> persons)
    {
        ValueList<string?> seats = persons.Count == 0 ? [null] : persons;
        if (rule.Mode == SigningMode.SingleSeat && seats.Count > 1)
        {
            return new SigningRefused("work.single-seat", $"Expected one seat for who signs alone, but found {seats.Count}");
        }

        if (FirstTwice(seats.OfType<string>()) is { } twice)
        {
            return NamedTwice(twice);
        }

        var opened = new WorkOpened(seats, InTurn: rule.Mode == SigningMode.Sequence);
        return new SigningAccepted([opened], Evolve(null, opened));
    }

    /// <summary>Decides one command. Never throws for a command that a person can give.</summary>
    public static SigningOutcome Decide(SigningRule rule, WorkItem item, WorkCommand command)
    {
        var step = Refusal(item, command) is { } refusal ? refusal : Act(rule, item, command);
        return step.Refusal is { } refused ? refused : Accepted(rule, item, step.Happened!);
    }

    private static SigningRefused? Refusal(WorkItem item, WorkCommand command)
    {
        if (item.Verdict is not null && command is not SendCopy)
        {
            return new("work.closed", "Expected an open work item, but it is closed");
        }

        return command.OnBehalfOf == command.By
            ? new("work.proxy-self", $"Expected somebody to be represented by another person, but {command.By} would represent themselves")
            : null;
    }

    private static Step Act(SigningRule rule, WorkItem item, WorkCommand command) => command switch
    {
        ClaimWork c => Claim(item, c),
        ReleaseWork c => Release(item, c),
        TransferWork c => Transfer(item, c),
        DelegateWork c => Delegate(item, c),
        HandBackWork c => HandBack(item, c),
        RecallDelegation c => Recall(item, c),
        AddSigners c => Add(rule, item, c),
        RemoveSigners c => Remove(rule, item, c),
        SignWork c => Sign(item, c),
        TakeBackSignature c => TakeBack(item, c),
        UrgeWork c => Urge(item, c),
        SendCopy c => Copy(item, c),
        _ => throw new UnreachableException($"{command.GetType().Name} has no arm in Act"),
    };

    private static SigningAccepted Accepted(SigningRule rule, WorkItem item, WorkEvent happened)
    {
        var after = Evolve(item, happened);
        WorkEvent? closing = after.Verdict is not null ? null : Ballot.Count(rule, after) switch
        {
            null => null,
            Decided v => new WorkDecided(v.Outcome, v.Counts),
            GoBack v => new WorkSentBack(v.To),
            var verdict => throw new UnreachableException($"{verdict.GetType().Name} has no event"),
        };
        return closing is null ? new SigningAccepted([happened], after) : new SigningAccepted([happened, closing], Evolve(after, closing));
    }

    private static SigningRefused NamedTwice(string person) =>
        new("work.named-twice", $"Expected each person to be named once, but found {person} twice");

    private static string? FirstTwice(IEnumerable<string> persons) =>
        persons.GroupBy(person => person).FirstOrDefault(same => same.Count() > 1)?.Key;

    private static SigningRefused? Named(ValueList<string> persons) => persons.Count == 0
        ? new("work.nobody-named", "Expected at least one person to be named, but found none")
        : FirstTwice(persons) is { } twice ? NamedTwice(twice) : null;
}
