namespace WorkflowEnforcement.Engine.Signing;

/// <summary>票签: decided as soon as no vote still to come can change the result.</summary>
internal static class RatioBallot
{
    public static Verdict? Count(SigningRule rule, WorkItem item) => Settled(rule, item) switch
    {
        null => null,
        Vote.Against => IsCollecting(rule, item) ? null : Ballot.Rejected(rule, Deciding(rule, item)),
        { } vote => Ballot.AwaitsConsent(item) ? null : Ballot.MostFrequent(item, vote),
    };

    private static bool IsCollecting(SigningRule rule, WorkItem item) => rule.OnRejection == RejectionRule.Stay && item.Pending.Any();

    // The casting vote when it broke a tie; else the last vote against, or the last abstention when nobody was against.
    private static Seat Deciding(SigningRule rule, WorkItem item)
    {
        var against = Ballot.Votes(rule, item, Vote.Against).ToList();
        var isTie = against.Count == Ballot.Votes(rule, item, Vote.For).Count() && !item.Pending.Any(seat => seat.Standing == Standing.Voter);
        var casting = isTie ? against.Find(seat => item.Presides(rule, seat)) : null;
        return casting ?? against.LastOrDefault() ?? Ballot.Votes(rule, item, Vote.Abstain).Last();
    }

    // The only result that is still possible, or null while there are several.
    private static Vote? Settled(SigningRule rule, WorkItem item)
    {
        var voters = item.Present.Where(seat => seat.Standing == Standing.Voter).ToList();
        var open = voters.Where(seat => seat.Pending).ToList();
        var mayVeto = open.Exists(seat => item.HasVeto(rule, seat));
        var presiding = voters.Find(seat => item.Presides(rule, seat));
        var results = Results(rule, voters, presiding, open.Count).Concat(mayVeto ? [Vote.Against] : []);
        return results.Distinct().Take(2).ToList() is [var only] ? only : null;
    }

    private static IEnumerable<Vote> Results(SigningRule rule, List<Seat> voters, Seat? presiding, int open)
    {
        var (votesFor, against) = (Signed(voters, Vote.For), Signed(voters, Vote.Against));
        return
            from moreFor in Enumerable.Range(0, open + 1)
            from moreAgainst in Enumerable.Range(0, open - moreFor + 1)
            from casting in CastingVotes(presiding, moreFor, moreAgainst, open - moreFor - moreAgainst)
            select Result(rule, votesFor + moreFor, against + moreAgainst, voters.Count, casting);
    }

    private static int Signed(List<Seat> voters, Vote vote) => voters.Count(seat => seat.Signature?.Counts == vote);

    // What the presiding voter's vote is, or may be among so many votes to come; an abstention breaks no tie.
    private static IEnumerable<Vote> CastingVotes(Seat? presiding, int moreFor, int moreAgainst, int moreAbstaining)
    {
        if (presiding is null or { Signature: not null })
        {
            return [presiding?.Signature?.Counts ?? Vote.Abstain];
        }

        (Vote Vote, int Coming)[] possible = [(Vote.For, moreFor), (Vote.Against, moreAgainst), (Vote.Abstain, moreAbstaining)];
        return possible.Where(may => may.Coming > 0).Select(may => may.Vote);
    }

    // In a tie the presiding vote counts once more, in the part and in the whole.
    private static Vote Result(SigningRule rule, int votesFor, int against, int seats, Vote casting)
    {
        if (votesFor + against == 0)
        {
            return Vote.Abstain;
        }

        var (extraFor, extraAgainst) = (votesFor == against, casting) switch
        {
            (true, Vote.For) => (1, 0),
            (true, Vote.Against) => (0, 1),
            _ => (0, 0),
        };
        var whole = (rule.RatioOf == RatioBase.Seats ? seats : votesFor + against) + extraFor + extraAgainst;
        return rule.Ratio.IsReachedBy(votesFor + extraFor, whole) ? Vote.For : Vote.Against;
    }
}
