using WorkflowEnforcement.Enforcement.Inspections;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Inspections;

/// <summary>What holds for every seed.</summary>
public sealed class RandomDrawTests
{
    private const int Seeds = 6000;

    [Fact]
    public void The_same_seed_gives_the_same_result_in_whatever_order_the_pools_come() =>
        Assert.All(Enumerable.Range(0, 200), number =>
        {
            var request = DrawKit.Request with { Seed = DrawKit.Seed(number), Count = 2 };
            var turned = request with { Objects = [.. request.Objects.Reverse()], Inspectors = [.. request.Inspectors.Reverse()] };
            var (one, other) = (DrawKit.Hold(request), DrawKit.Hold(turned));
            Assert.Equal(one.Assignments, other.Assignments);
            Assert.Equal(one.Log, other.Log);
            Assert.Equal(one.PoolDigest, other.PoolDigest);
        });

    [Fact]
    public void Objects_are_drawn_as_often_as_their_classes_weigh()
    {
        var drawn = Enumerable.Range(0, Seeds).Select(number => DrawKit.Hold(DrawKit.Request with { Seed = DrawKit.Seed(number) }).Assignments[0].Inspected.Class).CountBy(one => one).ToDictionary();
        var weights = DrawKit.Rules.Classes.ToDictionary(rule => rule.Class, rule => rule.Weight);
        Assert.All(weights, weight => AssertWithin(drawn[weight.Key], (double)weight.Value / weights.Values.Sum()));
    }

    [Fact]
    public void Every_officer_leads_and_assists_as_often_as_any_other()
    {
        var drawn = Enumerable.Range(0, Seeds).Select(number => DrawKit.Hold(DrawKit.Request with { Seed = DrawKit.Seed(number) }).Assignments[0]).ToList();
        Assert.All(DrawKit.Officers, officer =>
        {
            AssertWithin(drawn.Count(one => one.Lead == officer.Id), 1.0 / DrawKit.Officers.Length);
            AssertWithin(drawn.Count(one => one.Assist == officer.Id), 1.0 / DrawKit.Officers.Length);
        });
    }

    [Fact]
    public void The_others_are_drawn_alike_when_one_has_an_interest()
    {
        var request = DrawKit.Request with { Interests = [new("officer1", string.Empty, "近亲属在该单位任职")] };
        var drawn = Enumerable.Range(0, Seeds).Select(number => DrawKit.Hold(request with { Seed = DrawKit.Seed(number) }).Assignments[0]).ToList();
        Assert.DoesNotContain(drawn, one => one.Lead == "officer1" || one.Assist == "officer1");
        Assert.All(DrawKit.Officers.Skip(1), officer => AssertWithin(drawn.Count(one => one.Lead == officer.Id), 1.0 / 3));
    }

    [Fact]
    public void Two_different_officers_and_different_objects_are_drawn() =>
        Assert.All(Enumerable.Range(0, 500), number =>
        {
            var drawn = DrawKit.Hold(DrawKit.Request with { Seed = DrawKit.Seed(number), Count = 4 }).Assignments;
            Assert.Equal(4, drawn.Select(one => one.Inspected.Id).Distinct().Count());
            Assert.All(drawn, one => Assert.NotEqual(one.Lead, one.Assist));
        });

    [Fact]
    public void An_officer_whose_credential_has_run_out_and_an_object_at_its_cap_are_never_drawn() =>
        Assert.All(Enumerable.Range(0, 500), number =>
        {
            var request = DrawKit.Request with
            {
                Seed = DrawKit.Seed(number),
                Objects = DrawKit.Objects.SetItem(3, DrawKit.Objects[3] with { CountedThisYear = 4 }),
                Inspectors = [.. DrawKit.Officers, DrawKit.Officer("officer0", lastYear: 2025)],
            };
            var drawn = DrawKit.Hold(request);
            Assert.NotEqual("D", drawn.Assignments[0].Inspected.Class);
            Assert.Equal("D", Assert.Single(drawn.Barred).Class);
            Assert.DoesNotContain("officer0", drawn.Log.Select(name => name.Name));
        });

    [Fact]
    public void A_declared_interest_changes_nobody_but_the_one_who_has_it() =>
        Assert.All(Enumerable.Range(0, 500), number =>
        {
            var request = DrawKit.Request with { Seed = DrawKit.Seed(number) };
            var first = DrawKit.Hold(request).Assignments[0];
            var again = DrawKit.Hold(request with { Interests = [new(first.Assist, first.Inspected.Id, "曾在该单位任职")] });
            Assert.Equal(first.Inspected, again.Assignments[0].Inspected);
            Assert.Equal(first.Lead, again.Assignments[0].Lead);
            Assert.NotEqual(first.Assist, again.Assignments[0].Assist);
            Assert.Equal("曾在该单位任职", Assert.Single(again.Log, name => name.Name == first.Assist).Excluded);
        });

    [Fact]
    public void The_digest_of_the_pools_changes_with_any_of_their_entries()
    {
        var digest = RandomDraw.Digest(DrawKit.Request);
        Assert.NotEqual(digest, RandomDraw.Digest(DrawKit.Request with { Objects = DrawKit.Objects.RemoveAt(0) }));
        Assert.NotEqual(digest, RandomDraw.Digest(DrawKit.Request with { Objects = DrawKit.Objects.SetItem(0, DrawKit.Objects[0] with { CountedThisYear = 1 }) }));
        Assert.NotEqual(digest, RandomDraw.Digest(DrawKit.Request with { Inspectors = DrawKit.Officers.RemoveAt(0) }));
    }

    // Five standard deviations of a binomial: the seeds are fixed, so this passes always or never.
    private static void AssertWithin(int times, double share) =>
        Assert.InRange(times, (Seeds * share) - (5 * Math.Sqrt(Seeds * share * (1 - share))), (Seeds * share) + (5 * Math.Sqrt(Seeds * share * (1 - share))));
}
