using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>Walks one instance by random commands and then to its end; after each step the invariants hold, the replay is equal and the drawing explains where the tokens are.</summary>
internal sealed partial class RandomWalk(DrawnProcess drawn, WalkModels models, Random random)
{
    private readonly List<EngineEvent> _stored = [];
    private readonly List<string> _commands = [];
    private ProcessModel _model = models.First;
    private ProcessInstance? _state;
    private ProcessInstance? _replayed;
    private DateTimeOffset _now = TestRun.Monday;

    private static FeelContext Ending { get; } = TestRun.Of(("x", FeelValue.Of(1)), ("again", FeelValue.Of(false)), ("done", FeelValue.Of(true)));

    private bool IsActive => _state!.Status == InstanceStatus.Active;

    /// <summary>What was done so far.</summary>
    public string Commands => string.Join('\n', _commands);

    /// <summary>How often a step was taken back.</summary>
    public int Withdrawn { get; private set; }

    /// <summary>Whether it was moved to another shape, and whether that was refused; null where it was not tried.</summary>
    public bool? Reshaped { get; private set; }

    public void Walk()
    {
        Refused(new SetVariables(FeelContext.Empty) { Now = _now }, "instance.not-started");
        Do(new StartInstance(Results()) { Now = _now });
        for (var step = random.Next(50); step > 0 && IsActive; step--)
        {
            Step();
        }

        var mayGoWrong = IsActive && _model != models.Changed && random.Next(2) == 0 && Reshape();
        if (mayGoWrong)
        {
            return;
        }

        Drain();
        Assert.Equal(_state, _stored.Aggregate((ProcessInstance?)null, ProcessEngine.Evolve));
        Assert.All(Late(), command => Refused(command, "instance.not-active"));
    }

    // Sound processes with these results come to their end: if one does not, a token was lost.
    private void Drain()
    {
        var steps = 0;
        while (IsActive)
        {
            Assert.True(++steps < 1_000, $"Expected the instance to come to its end, but after {steps} steps it still stands at {string.Join('\n', _state!.Tokens.Values)}");
            Do(new SetVariables(Ending) { Now = _now });
            ResolveOne();
            var message = random.Next(2) == 0;
            var moved = !IsActive || CompleteOne(Ending) || FireOne() || Happen(message) || Happen(!message);
            Assert.True(moved || _state!.Incidents.Count > 0, $"Expected something that could go on, but nothing can: {string.Join('\n', _state!.Tokens.Values)}");
        }
    }

    private IEnumerable<EngineCommand> Late() =>
    [
        new SetVariables(FeelContext.Empty) { Now = _now },
        new TerminateInstance("late") { Now = _now },
        new CompleteElement(1, FeelContext.Empty) { Now = _now },
        new PublishMessage("M1", FeelContext.Empty) { Now = _now },
        new BroadcastSignal("S1", FeelContext.Empty) { Now = _now },
        new ReturnToStep(1, "user1", "late") { Now = _now },
        new WithdrawStep(1) { Now = _now },
        new FireTimer(1) { Now = _now },
        new ResolveIncident(1) { Now = _now },
    ];

    private FeelContext Results() => TestRun.Of(("x", FeelValue.Of(random.Next(6))), ("again", FeelValue.Of(random.Next(3) > 0)), ("done", FeelValue.Of(random.Next(3) == 0)));

    private ProcessModel ModelOf(Token token) => Invariants.ModelOf(_model, _state!, token);

    private FlowNode NodeOf(Token token) => ModelOf(token).Nodes[token.Element];

    private T? One<T>(IEnumerable<T> among)
        where T : class
    {
        var all = among.ToList();
        return all.Count == 0 ? null : all[random.Next(all.Count)];
    }

    private void Do(EngineCommand command)
    {
        Assert.True(Try(command) is EngineAccepted, $"Expected {command} to be accepted, but it is refused");
    }

    private EngineOutcome Try(EngineCommand command)
    {
        _commands.Add(command.ToString());
        var outcome = ProcessEngine.Decide(_model, _state, command);
        if (outcome is EngineAccepted accepted)
        {
            Take(accepted);
        }

        return outcome;
    }

    private void Take(EngineAccepted accepted)
    {
        Assert.NotEmpty(accepted.Events);
        foreach (var stored in accepted.Events.Select(TestRun.Stored))
        {
            _stored.Add(stored);
            _replayed = ProcessEngine.Evolve(_replayed, stored);
        }

        _state = accepted.State;
        Assert.Equal(_state, _replayed);
        var saved = TestRun.Saved(_state);
        Assert.Equal(_state, saved);
        Invariants.Check(_model, _state);
        if (Reshaped is not true)
        {
            drawn.Explain(_model, _state);
        }

        // From now on it goes on from what was saved, so that nothing unsaved can matter.
        _state = random.Next(2) == 0 ? saved : _state;
    }

    private void Refused(EngineCommand command, string code) =>
        Assert.Equal(code, Assert.IsType<EngineRefused>(ProcessEngine.Decide(_model, _state, command)).Code);
}
