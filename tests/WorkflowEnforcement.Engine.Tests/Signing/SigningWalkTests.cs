using WorkflowEnforcement.Engine.Signing;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Signing;

public sealed class SigningWalkTests
{
    private const int Walks = 2_000;

    /// <summary>To walk a failing seed again, run the tests with this variable set to it.</summary>
    private const string SeedVariable = "WALK_SEED";

    [Fact]
    public void Random_commands_keep_the_item_whole_and_the_verdict_that_of_a_naive_count()
    {
        var seen = new HashSet<string>();
        foreach (var seed in Seeds())
        {
            try
            {
                seen.UnionWith(new SigningWalk(seed).Walk());
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Failing seed: {seed} (set {SeedVariable} to walk it again)", e);
            }
        }

        ExpectEverythingSeen(seen);
    }

    private static IEnumerable<int> Seeds() =>
        int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), out var only) ? [only] : Enumerable.Range(1, Walks);

    // A walk that never comes to an event proves nothing about it.
    private static void ExpectEverythingSeen(HashSet<string> seen)
    {
        if (Environment.GetEnvironmentVariable(SeedVariable) is null)
        {
            var events = typeof(WorkEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(WorkEvent)) && !type.IsAbstract);
            Assert.Equal([], events.Select(type => type.Name).Except(seen).Except([nameof(WorkOpened)]));
        }
    }
}
