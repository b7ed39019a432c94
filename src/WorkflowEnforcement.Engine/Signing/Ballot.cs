using System.Diagnostics;

namespace WorkflowEnforcement.Engine.Signing;

/// <summary>The verdict on an item, counted from nothing but its seats as they stand.</summary>
internal static class Ballot
{
    /// <summary>Null while the item stays open.</summary>
    public static Verdict? Count(SigningRule rule, WorkItem item)
    {
        if (Votes(rule, item, Vote.Against).FirstOrDefault(seat => item.HasVeto(rule, seat)) is { } vetoed)
        {
            return Rejected(rule, vetoed);
        }

        return rule.Mode switch
        {
            SigningMode.SingleSeat or SigningMode.All or SigningMode.Sequence => Unanimity(rule, item),
            SigningMode.First => FirstVote(rule, item),
            SigningMode.Ratio => RatioBallot.Count(rule, item),
            _ => throw new UnreachableException($"{rule.Mode} has no way to count"),
        };
    }

    /// <summary>Seats signed with that vote, in the order of signing, where the vote can decide.</summary>
    public static IEnumerable<Seat> Votes(SigningRule rule, WorkItem item, Vote vote) =>
        item.Seats.Where(seat => seat.Signature?.Counts == vote && CanDecide(rule, seat)).OrderBy(seat => seat.Signature!.Order);

    public static Verdict Rejected(SigningRule rule, Seat deciding) =>
        rule.OnRejection == RejectionRule.Return ? new GoBack(rule.ReturnTo) : new Decided(deciding.Signature!.Outcome, Vote.Against);

    /// <summary>The outcome most voters of that vote chose; of several, the one chosen earliest.</summary>
    public static Decided MostFrequent(WorkItem item, Vote vote)
    {
        var votes = item.Seats.Where(seat => seat.Standing == Standing.Voter && seat.Signature?.Counts == vote).OrderBy(seat => seat.Signature!.Order);
        return new Decided(votes.GroupBy(seat => seat.Signature!.Outcome).MaxBy(same => same.Count())!.Key, vote);
    }

    /// <summary>Whether somebody is still asked to consent to a vote that was given.</summary>
    public static bool AwaitsConsent(WorkItem item) =>
        item.Pending.Any(seat => seat.Standing == Standing.Consenter && AskingVoter(item, seat).Signature is not null);

    private static Seat AskingVoter(WorkItem item, Seat seat) =>
        seat.Standing == Standing.Voter ? seat : AskingVoter(item, item.SeatAt(seat.AddedFor!.Value));

    // Where votes are counted, the adder may not multiply them: consent is then waited for, not counted.
    private static bool CanDecide(SigningRule rule, Seat seat) =>
        seat.Standing == Standing.Voter || (seat.Standing == Standing.Consenter && rule.Mode is not (SigningMode.First or SigningMode.Ratio));

    private static Verdict? Unanimity(SigningRule rule, WorkItem item)
    {
        var against = Votes(rule, item, Vote.Against).FirstOrDefault();
        if (against is not null && rule.OnRejection != RejectionRule.Stay)
        {
            return Rejected(rule, against);
        }

        if (item.Pending.Any())
        {
            return null;
        }

        return against is not null ? Rejected(rule, against) : MostFrequent(item, IsAnybodyFor(item) ? Vote.For : Vote.Abstain);
    }

    private static bool IsAnybodyFor(WorkItem item) =>
        item.Seats.Any(seat => seat.Standing == Standing.Voter && seat.Signature?.Counts == Vote.For);

    private static Verdict? FirstVote(SigningRule rule, WorkItem item)
    {
        var first = item.Seats.Where(seat => CanDecide(rule, seat) && seat.Signature is { Counts: not Vote.Abstain }).MinBy(seat => seat.Signature!.Order);
        return first?.Signature switch
        {
            { Counts: Vote.Against } => Rejected(rule, first),
            { } vote => AwaitsConsent(item) ? null : new Decided(vote.Outcome, Vote.For),
            null => item.Pending.Any() ? null : MostFrequent(item, Vote.Abstain),
        };
    }
}
