using WorkflowEnforcement.Engine.Signing;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Signing;

/// <summary>What holds after every command.</summary>
internal static class SigningInvariants
{
    public static void Check(SigningRun run)
    {
        var item = run.Item;
        Assert.Equal(new NaiveBallot(run.Rule, run.Events).Verdict(), item.Verdict);
        Assert.Equal(item, SigningRun.ReadItem(SigningRun.Write(item)));
        Assert.Equal(item.Due.Distinct(), item.Due);
        CheckPersons(item);
        CheckOrder(run.Rule, item);
        if (item.Verdict is null)
        {
            CheckWhoCanSign(run.Rule, item);
        }
        else
        {
            Assert.Empty(item.Due);
        }
    }

    // At most one open seat or delegation, and at most one voice, for each person.
    private static void CheckPersons(WorkItem item)
    {
        var busy = item.Seats.Where(seat => seat.Pending).SelectMany(seat => seat.Delegates.Append(seat.Person)).OfType<string>().ToList();
        Assert.Equal(busy.Distinct(), busy);
        var voices = item.Seats.Where(seat => !seat.Removed && seat.Standing != Standing.Adviser).Select(seat => seat.Person).OfType<string>().ToList();
        Assert.Equal(voices.Distinct(), voices);
        Assert.All(item.Seats, seat => Assert.InRange(seat.Delegates.Count, 0, seat.Signature is null ? WorkItems.LongestDelegation : 0));
        Assert.Contains(item.Seats, seat => seat is { Removed: false, Standing: Standing.Voter });
    }

    private static void CheckOrder(SigningRule rule, WorkItem item)
    {
        foreach (var seat in item.Seats)
        {
            Assert.All(seat.Awaits, id => Assert.Subset(seat.Awaits.ToHashSet(), item.SeatAt(id).Awaits.ToHashSet()));
            Assert.DoesNotContain(seat.Id, seat.Awaits);
            if (seat.Signature is not null)
            {
                Assert.DoesNotContain(seat.Awaits, id => item.SeatAt(id).Pending);
            }

            if (seat.AddedFor is { } adder)
            {
                Assert.Equal(seat.Origin == SeatOrigin.Before, item.SeatAt(adder).Awaits.Contains(seat.Id));
                Assert.Equal(seat.Origin == SeatOrigin.After, seat.Awaits.Contains(adder));
            }
            else if (rule.Mode == SigningMode.Sequence)
            {
                Assert.Subset(seat.Awaits.ToHashSet(), Enumerable.Range(1, seat.Id - 1).ToHashSet());
            }
        }
    }

    private static void CheckWhoCanSign(SigningRule rule, WorkItem item)
    {
        Assert.True(item.InPool || item.Due.Any(), "Expected somebody to be due or a seat in the pool, but there is neither");
        foreach (var person in item.Seats.Select(seat => seat.Person).OfType<string>().Distinct())
        {
            var signs = WorkItems.Decide(rule, item, new SignWork("agree", Vote.For) { By = person, At = TestRun.Monday });
            var isDue = item.Seats.Any(seat => item.IsDue(seat) && seat.Person == person && seat.Delegates.Count == 0);
            Assert.Equal(isDue, signs is SigningAccepted);
        }
    }
}
