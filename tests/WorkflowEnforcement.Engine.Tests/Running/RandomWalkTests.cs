using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Running;

public sealed class RandomWalkTests
{
    private const int Processes = 1_000;
    private const int WalksEach = 2;

    /// <summary>To walk a failing seed again, run the tests with this variable set to it.</summary>
    private const string SeedVariable = "WALK_SEED";

    [Fact]
    public void Thousands_of_random_walks_lose_no_token_and_replay_to_the_live_state()
    {
        var withdrawn = Seeds().Sum(WalkProcess);

        Assert.True(withdrawn > 0 || Seeds().Count() == 1, "Expected a step to have been withdrawn somewhere, but none was");
    }

    private static IEnumerable<int> Seeds() =>
        int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), out var only) ? [only] : Enumerable.Range(1, Processes);

    private static int WalkProcess(int seed)
    {
        var drawn = new ProcessGenerator(new Random(seed)).Draw();
        var models = WalkModels.Of(drawn);
        var withdrawn = 0;
        for (var each = 0; each < WalksEach; each++)
        {
            var walk = new RandomWalk(drawn, models, new Random((seed * WalksEach) + each));
            try
            {
                walk.Walk();
                withdrawn += walk.Withdrawn;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Failing seed: {seed} (set {SeedVariable} to walk it again). Commands:\n{walk.Commands}\nProcess:\n{drawn.Text}", e);
            }
        }

        return withdrawn;
    }
}
