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
        var walks = Seeds().SelectMany(WalkProcess).ToList();

        Assert.True(Seeds().Count() == 1 || (walks.Exists(walk => walk.Withdrawn > 0) && walks.Exists(walk => walk.Reshaped == true) && walks.Exists(walk => walk.Reshaped == false)),
            "Expected a step to have been withdrawn, a migration to another shape to have been done and one to have been refused somewhere, but that is not so");
    }

    private static IEnumerable<int> Seeds() =>
        int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), out var only) ? [only] : Enumerable.Range(1, Processes);

    private static List<RandomWalk> WalkProcess(int seed)
    {
        var drawn = new ProcessGenerator(new Random(seed)).Draw();
        var models = WalkModels.Of(drawn);
        var walks = new List<RandomWalk>();
        for (var each = 0; each < WalksEach; each++)
        {
            var walk = new RandomWalk(drawn, models, new Random((seed * WalksEach) + each));
            try
            {
                walk.Walk();
                walks.Add(walk);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Failing seed: {seed} (set {SeedVariable} to walk it again). Commands:\n{walk.Commands}\nProcess:\n{drawn.Text}", e);
            }
        }

        return walks;
    }
}
