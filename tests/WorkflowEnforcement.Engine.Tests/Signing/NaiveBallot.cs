using WorkflowEnforcement.Engine.Signing;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Signing;

/// <summary>
/// What the verdict must be, worked out again from the stored events alone and in the plainest way: it keeps its own account of who sits where, and tries
/// every way in which the open votes of a ballot may still fall.
/// </summary>
internal sealed class NaiveBallot
{
    private readonly SigningRule _rule;
    private readonly Dictionary<int, string?> _persons = [];
    private readonly Dictionary<int, (int Adder, SignerPosition Position)> _added = [];
    private readonly HashSet<int> _removed = [];

    // The seat with which a person gave their rights away.
    private readonly Dictionary<string, int> _given = [];
    private readonly List<WorkSigned> _signed = [];

    public NaiveBallot(SigningRule rule, IEnumerable<WorkEvent> events)
    {
        _rule = rule;
        foreach (var happened in events)
        {
            Account(happened);
        }
    }

    /// <summary>Null while the item must stay open.</summary>
    public Verdict? Verdict()
    {
        foreach (var signed in _signed)
        {
            if (signed.Counts == Vote.Against && Counts(signed.Seat) && _rule.Veto.Any(person => IsRightOf(person, signed.Seat)))
            {
                return Reject(signed.Outcome);
            }
        }

        return _rule.Mode switch
        {
            SigningMode.First => First(),
            SigningMode.Ratio => Ratio(),
            _ => Everybody(),
        };
    }

    private void Account(WorkEvent happened)
    {
        switch (happened)
        {
            case WorkOpened e:
                for (var at = 0; at < e.Persons.Count; at++)
                {
                    _persons[at + 1] = e.Persons[at];
                }

                break;
            case WorkClaimed e:
                Assert.Null(_persons[e.Seat]);
                _persons[e.Seat] = e.Hand.OnBehalfOf ?? e.Hand.By;
                break;
            case WorkReleased e:
                _persons[e.Seat] = null;
                foreach (var person in _given.Keys.Where(person => _given[person] == e.Seat).ToList())
                {
                    _given.Remove(person);
                }

                break;
            case WorkTransferred e:
                if (Votes(e.Seat) || Consents(e.Seat))
                {
                    _given.TryAdd(_persons[e.Seat]!, e.Seat);
                }

                _persons[e.Seat] = e.To;
                break;
            case SignersAdded e:
                foreach (var added in e.Added)
                {
                    _persons.Add(added.Id, added.Person);
                    _added[added.Id] = (e.Seat, e.Position);
                }

                break;
            case SignersRemoved e:
                Assert.DoesNotContain(_signed, signed => e.Seats.Contains(signed.Seat));
                _removed.UnionWith(e.Seats);
                break;
            case WorkSigned e:
                Assert.DoesNotContain(_signed, signed => signed.Seat == e.Seat);
                Assert.DoesNotContain(e.Seat, _removed);
                _signed.Add(e);
                break;
            case SignatureTakenBack e:
                Assert.Equal(1, _signed.RemoveAll(signed => signed.Seat == e.Seat));
                break;
        }
    }

    private bool Votes(int seat) => !_added.TryGetValue(seat, out var how) || (how.Position == SignerPosition.Beside && Votes(how.Adder));

    private bool Consents(int seat) => _added.TryGetValue(seat, out var how) && how.Position switch
    {
        SignerPosition.After => Votes(how.Adder) || Consents(how.Adder),
        SignerPosition.Beside => Consents(how.Adder),
        _ => false,
    };

    private bool Counts(int seat) => Votes(seat) || (Consents(seat) && _rule.Mode is not (SigningMode.First or SigningMode.Ratio));

    private bool IsRightOf(string person, int seat) => _given.TryGetValue(person, out var with) ? with == seat : _persons[seat] == person;

    private bool IsOpen(int seat) => !_removed.Contains(seat) && !_signed.Exists(signed => signed.Seat == seat);

    private bool IsAnythingOpen() => _persons.Keys.Any(IsOpen);

    // Somebody whom a signed voter, or somebody asked by him in that way, asked to follow, has not signed.
    private bool IsConsentOpen() => _persons.Keys.Any(seat => IsOpen(seat) && Consents(seat) && !IsOpen(Root(seat)));

    private int Root(int seat) => Votes(seat) ? seat : Root(_added[seat].Adder);

    private Verdict Reject(string outcome) =>
        _rule.OnRejection == RejectionRule.Return ? new GoBack(_rule.ReturnTo) : new Decided(outcome, Vote.Against);

    private Decided Favourite(Vote vote)
    {
        var chosen = _signed.Where(signed => Votes(signed.Seat) && signed.Counts == vote).Select(signed => signed.Outcome).ToList();
        var best = chosen[0];
        foreach (var outcome in chosen)
        {
            best = chosen.Count(other => other == outcome) > chosen.Count(other => other == best) ? outcome : best;
        }

        return new Decided(best, vote);
    }

    private Verdict? Everybody()
    {
        var against = _signed.Find(signed => signed.Counts == Vote.Against && Counts(signed.Seat));
        var mustWait = IsAnythingOpen() && (against is null || _rule.OnRejection == RejectionRule.Stay);
        if (mustWait)
        {
            return null;
        }

        return against is not null
            ? Reject(against.Outcome)
            : Favourite(_signed.Exists(signed => Votes(signed.Seat) && signed.Counts == Vote.For) ? Vote.For : Vote.Abstain);
    }

    private Verdict? First()
    {
        foreach (var signed in _signed.Where(signed => Votes(signed.Seat) && signed.Counts != Vote.Abstain))
        {
            if (signed.Counts == Vote.Against)
            {
                return Reject(signed.Outcome);
            }

            return IsConsentOpen() ? null : new Decided(signed.Outcome, Vote.For);
        }

        return IsAnythingOpen() ? null : Favourite(Vote.Abstain);
    }

    private Verdict? Ratio()
    {
        var voters = _persons.Keys.Where(seat => Votes(seat) && !_removed.Contains(seat)).ToList();
        var possible = new HashSet<Vote>();
        Fall(voters, 0, new Vote[voters.Count], possible);
        if (possible.Count > 1)
        {
            return null;
        }

        if (possible.Single() != Vote.Against)
        {
            return IsConsentOpen() ? null : Favourite(possible.Single());
        }

        return _rule.OnRejection == RejectionRule.Stay && IsAnythingOpen() ? null : Reject(Tipping(voters));
    }

    private string Tipping(List<int> voters)
    {
        var cast = _signed.Where(signed => voters.Contains(signed.Seat)).ToList();
        var against = cast.Where(signed => signed.Counts == Vote.Against).ToList();
        var isTie = !voters.Exists(IsOpen) && against.Count * 2 == cast.Count(signed => signed.Counts != Vote.Abstain);
        var presiding = against.Find(signed => _persons[signed.Seat] == _rule.Presiding);
        return isTie && presiding is not null ? presiding.Outcome : (against.LastOrDefault() ?? cast.Last(signed => signed.Counts == Vote.Abstain)).Outcome;
    }

    private void Fall(List<int> voters, int at, Vote[] votes, HashSet<Vote> possible)
    {
        if (at == voters.Count)
        {
            possible.Add(Final(voters, votes));
            return;
        }

        var signed = _signed.Find(signed => signed.Seat == voters[at]);
        Vote[] may = signed is null ? [Vote.For, Vote.Against, Vote.Abstain] : [signed.Counts];
        foreach (var vote in may)
        {
            votes[at] = vote;
            Fall(voters, at + 1, votes, possible);
        }
    }

    private Vote Final(List<int> voters, Vote[] votes)
    {
        for (var at = 0; at < voters.Count; at++)
        {
            if (votes[at] == Vote.Against && _rule.Veto.Any(person => IsRightOf(person, voters[at])))
            {
                return Vote.Against;
            }
        }

        List<Vote> counted = [.. votes];
        var presiding = voters.FindIndex(seat => _rule.Presiding is { } person && IsRightOf(person, seat));
        if (presiding >= 0 && votes[presiding] != Vote.Abstain && votes.Count(vote => vote == Vote.For) == votes.Count(vote => vote == Vote.Against))
        {
            counted.Add(votes[presiding]);
        }

        return Share(counted);
    }

    private Vote Share(List<Vote> counted)
    {
        if (counted.TrueForAll(vote => vote == Vote.Abstain))
        {
            return Vote.Abstain;
        }

        var whole = counted.Count(vote => _rule.RatioOf == RatioBase.Seats || vote != Vote.Abstain);
        var missing = ((long)_rule.Ratio.Numerator * whole) - ((long)_rule.Ratio.Denominator * counted.Count(vote => vote == Vote.For));
        return missing < 0 || (missing == 0 && !_rule.Ratio.MoreThan) ? Vote.For : Vote.Against;
    }
}
