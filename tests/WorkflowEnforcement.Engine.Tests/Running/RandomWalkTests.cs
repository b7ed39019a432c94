using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Running;

public sealed class RandomWalkTests
{
    private const int Processes = 1_000;
    private const int WalksEach = 10;

    /// <summary>To walk a failing seed again, run the tests with this variable set to it.</summary>
    private const string SeedVariable = "WALK_SEED";

    [Fact]
    public void Ten_thousand_random_walks_lose_no_token_and_replay_to_the_live_state()
    {
        foreach (var seed in Seeds())
        {
            try
            {
                WalkProcess(seed);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Failing seed: {seed} (set {SeedVariable} to walk it again). Process:\n{new ProcessGenerator(new Random(seed)).Draw()}", e);
            }
        }
    }

    private static IEnumerable<int> Seeds() =>
        int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), out var only) ? [only] : Enumerable.Range(1, Processes);

    private static void WalkProcess(int seed)
    {
        var model = Bpmn.Read(new ProcessGenerator(new Random(seed)).Draw()).Model;
        Assert.NotNull(model);
        for (var walk = 0; walk < WalksEach; walk++)
        {
            new RandomWalk(model, new Random((seed * WalksEach) + walk)).Walk();
        }
    }
}
