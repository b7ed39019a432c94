using CsCheck;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Migrating;
using WorkflowEnforcement.Enforcement.Tests.Migrating;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

public sealed class RandomWalkTests
{
    private const int Walks = 500;
    private const int Commands = 90;

    private static readonly DefinitionVersion Redrawn = new(2, Versions.Drawn("Gateway_", "Fork_"));

    private static readonly ValueList<MovedElement> Gateways =
        [.. TestBureau.Penalty.Model.Nodes.Keys.Where(id => id.StartsWith("Gateway_", StringComparison.Ordinal)).Select(id => MovedElement.Of(id, id.Replace("Gateway_", "Fork_", StringComparison.Ordinal)))];

    [Fact]
    public void However_a_case_is_walked_its_record_gives_the_same_case_again() =>
        Gen.Int[0, int.MaxValue - 1].Sample(Holds, iter: Walks, threads: 2, print: seed => $"walk of seed {seed}: {Told(seed)}");

    // The first was refused a migration because of a holder whom the old version already refused.
    [Theory]
    [InlineData(56528668)]
    public void A_walk_that_once_failed_holds(int seed) => Holds(seed);

    [Fact]
    public void Random_walks_reach_every_step_of_the_flow()
    {
        var ahead = TestBureau.Penalty.Model.Nodes.Values.Where(node => node is UserTask or ServiceTask).Select(node => node.Id).ToHashSet();
        for (var seed = 0; seed < Walks && ahead.Count > 0; seed++)
        {
            ahead.ExceptWith(Elements(seed));
        }

        Assert.Empty(ahead);
    }

    [Fact]
    public void Random_walks_take_every_operation()
    {
        var ahead = typeof(TaskOperation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TaskOperation))).ToHashSet();
        for (var seed = 0; seed < Walks && ahead.Count > 0; seed++)
        {
            var random = new RandomWalk(seed);
            for (var step = 0; step < Commands; step++)
            {
                random.Walk.Run(random.Next());
            }

            ahead.ExceptWith(random.Walk.Commands.Select(command => command.Command.GetType()));
        }

        Assert.Empty(ahead);
    }

    private static void Holds(int seed)
    {
        var random = new RandomWalk(seed);
        var walk = random.Walk;
        CaseState? replayed = null;
        var numbers = new Dictionary<(string, int), int>();
        for (var step = 0; step < Commands; step++)
        {
            var (before, stored) = (walk.State, walk.Events.Count);
            if (step == seed % Commands && walk.State is not null)
            {
                Moves(walk);
            }
            else if (walk.Run(random.Next()) is Refused refused)
            {
                Assert.Same(before, walk.State);
                Assert.False(string.IsNullOrWhiteSpace(refused.Message) || string.IsNullOrWhiteSpace(refused.Code));
                continue;
            }

            foreach (var recorded in walk.Events.Skip(stored))
            {
                StoppedClocksRan(replayed, recorded.Event);
                NumbersHaveNoGap(numbers, recorded.Event);
                replayed = CaseEvolution.Evolve(replayed, recorded with { Event = Replay.ReadBack(recorded.Event) });
            }

            Assert.Equal(walk.State, replayed);
            Assert.Equal(walk.Events.Count, replayed!.Version);
            TasksAreWaitingTokens(walk.State!);
        }
    }

    // In the middle of anything: all gateways get other ids, so that what waits at a join must be given its place.
    private static void Moves(CaseWalk walk)
    {
        var command = new MigrateCase(new DefinitionVersion(1, walk.Setting.Procedure), Redrawn, Gateways, "新规定自即日起施行。")
        {
            By = new Actor("secondhead", "法制科负责人", [Roles.LegalHead], string.Empty),
            At = walk.Events[^1].At,
            CommandId = walk.NextId(),
        };
        var (before, report) = (walk.State!, CaseMigration.DryRun(walk.Setting, walk.State!, command));
        Assert.Equal(before.EndedAt is null ? [] : ["case.ended"], report.Lines.Where(line => line.Effect == CaseMigrationEffect.Prevents).Select(line => line.Code));
        Assert.Equal(walk.Run(command) is Accepted, report.IsPossible);
        Assert.Equal(before.Tasks.Values, walk.State!.Tasks.Values);
        Assert.Equal(before.Clocks.Values, walk.State.Clocks.Values);
    }

    private static void StoppedClocksRan(CaseState? state, CaseEvent happened)
    {
        if (happened is ClockStopped stopped)
        {
            Assert.Equal(ClockState.Running, state!.Clocks[stopped.Clock].State);
            Assert.True(stopped.On >= state.Clocks[stopped.Clock].StartedOn, $"{stopped} before it started");
        }
    }

    private static void NumbersHaveNoGap(Dictionary<(string, int), int> numbers, CaseEvent happened)
    {
        // The filing form carries the number that the case got; it is given once.
        if (GivenNumbers.NumberOf(happened) is { } number && (number.Kind != "立" || happened is CaseFiled))
        {
            Assert.Equal(numbers.GetValueOrDefault((number.Kind, number.Year)) + 1, number.Sequence);
            numbers[(number.Kind, number.Year)] = number.Sequence;
        }
    }

    private static void TasksAreWaitingTokens(CaseState state)
    {
        var waiting = state.Instance!.Tokens.Values
            .Where(token => token.State == TokenState.Waiting && TestBureau.Penalty.Model.Nodes.GetValueOrDefault(token.Element) is UserTask)
            .Select(token => (token.Id, token.Element));
        Assert.Equal(waiting, state.Tasks.Values.Select(task => (task.Task, task.Element)));
        Assert.Equal(state.Instance.Status != InstanceStatus.Active, state.EndedAt is not null);
        Assert.All(state.Tasks.Values.Where(task => task.Holder is not null), task => Assert.Equal(task.Holder, state.Instance.Work[task.Task].Item.Seats[0].Person));
        Assert.All(state.Instance.Work.Values.SelectMany(work => work.Item.Due), person => Assert.NotEqual("admin", person));
    }

    private static IEnumerable<string> Elements(int seed)
    {
        var random = new RandomWalk(seed);
        for (var step = 0; step < Commands; step++)
        {
            random.Walk.Run(random.Next());
        }

        return random.Walk.Commands.Select(command => command.Element);
    }

    private static string Told(int seed)
    {
        var random = new RandomWalk(seed);
        for (var step = 0; step < Commands; step++)
        {
            random.Walk.Run(random.Next());
        }

        return string.Join(" > ", random.Walk.Commands.Select(command => command.Element));
    }
}
