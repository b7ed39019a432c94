using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>Walks one instance by random commands and then to its end; after each step the invariants hold and the replay is equal.</summary>
internal sealed class RandomWalk(ProcessModel model, Random random)
{
    private readonly List<EngineEvent> _stored = [];
    private ProcessInstance? _state;
    private ProcessInstance? _replayed;
    private DateTimeOffset _now = TestRun.Monday;

    public void Walk()
    {
        Refused(new SetVariables(FeelContext.Empty) { Now = _now }, "instance.not-started");
        Do(new StartInstance(Results()) { Now = _now });
        for (var step = random.Next(20); step > 0 && _state!.Status == InstanceStatus.Active; step--)
        {
            Step();
        }

        Drain();
        Assert.Equal(_state, _stored.Aggregate((ProcessInstance?)null, ProcessEngine.Evolve));
        Refused(new SetVariables(FeelContext.Empty) { Now = _now }, "instance.not-active");
        Refused(new TerminateInstance("late") { Now = _now }, "instance.not-active");
    }

    private void Step()
    {
        _now = _now.AddMinutes(random.Next(60));
        switch (random.Next(12))
        {
            case 0:
                RefuseSomething();
                break;
            case 1:
                Do(new SetVariables(Results()) { Now = _now });
                break;
            case 2:
                FailOne();
                break;
            case 3 or 4:
                ResolveOne();
                break;
            case 5 or 6 or 7:
                FireOne();
                break;
            case 8 when random.Next(40) == 0:
                Do(new TerminateInstance("withdrawn") { Now = _now });
                break;
            default:
                CompleteOne(Results());
                break;
        }
    }

    // Sound processes with these results come to their end: if one does not, a token was lost.
    private void Drain()
    {
        var steps = 0;
        while (_state!.Status == InstanceStatus.Active)
        {
            Assert.True(++steps < 1_000, $"Expected the instance to come to its end, but after {steps} steps it still stands at {string.Join(' ', _state.Tokens.Values)}");
            Do(new SetVariables(Ending) { Now = _now });
            ResolveOne();
            if (!CompleteOne(Ending))
            {
                FireOne();
            }
        }
    }

    private static FeelContext Ending { get; } = TestRun.Of(("x", FeelValue.Of(1)), ("again", FeelValue.Of(false)));

    private FeelContext Results() => TestRun.Of(("x", FeelValue.Of(random.Next(6))), ("again", FeelValue.Of(random.Next(3) > 0)));

    private bool CompleteOne(FeelContext results)
    {
        var waiting = _state!.Waiting.Where(token => model.Nodes[token.Element] is Activity).ToList();
        if (waiting.Count > 0)
        {
            Do(new CompleteElement(waiting[random.Next(waiting.Count)].Id, results) { Now = _now });
        }

        return waiting.Count > 0;
    }

    private void FailOne()
    {
        if (_state!.Waiting.FirstOrDefault(token => model.Nodes[token.Element] is ServiceTask) is { } token)
        {
            Do(new FailElement(token.Id, "io", "no answer") { Now = _now });
        }
    }

    private void ResolveOne()
    {
        if (_state!.Status == InstanceStatus.Active && _state.Incidents.Count > 0)
        {
            Do(new ResolveIncident(_state.Incidents.Keys.ElementAt(random.Next(_state.Incidents.Count))) { Now = _now });
        }
    }

    private void FireOne()
    {
        if (_state!.Timers.Count == 0)
        {
            return;
        }

        var timer = _state.Timers.Values.ElementAt(random.Next(_state.Timers.Count));
        if (_now < timer.DueAt)
        {
            Refused(new FireTimer(timer.Id) { Now = _now }, "timer.not-due");
            _now = timer.DueAt;
        }

        Do(new FireTimer(timer.Id) { Now = _now });
    }

    private void RefuseSomething()
    {
        var unknown = _state!.NextId + random.Next(3);
        Refused(new CompleteElement(unknown, Ending) { Now = _now }, "token.unknown");
        Refused(new FailElement(unknown, "a", "b") { Now = _now }, "token.unknown");
        Refused(new FireTimer(unknown) { Now = _now }, "timer.unknown");
        Refused(new ResolveIncident(unknown) { Now = _now }, "incident.unknown");
        Refused(new StartInstance(Ending) { Now = _now }, "instance.started");
        if (_state.Tokens.Values.FirstOrDefault(token => token.State != TokenState.Waiting) is { } other)
        {
            Refused(new CompleteElement(other.Id, Ending) { Now = _now }, "token.not-waiting");
        }
    }

    private void Do(EngineCommand command)
    {
        var accepted = Assert.IsType<EngineAccepted>(ProcessEngine.Decide(model, _state, command));
        Assert.NotEmpty(accepted.Events);
        foreach (var stored in accepted.Events.Select(TestRun.Stored))
        {
            _stored.Add(stored);
            _replayed = ProcessEngine.Evolve(_replayed, stored);
        }

        _state = accepted.State;
        Assert.Equal(_state, _replayed);
        Assert.Equal(_state, TestRun.Saved(_state));
        Invariants.Check(model, _state);
        CheckNoneDoubled(_state);
    }

    private void Refused(EngineCommand command, string code) =>
        Assert.Equal(code, Assert.IsType<EngineRefused>(ProcessEngine.Decide(model, _state, command)).Code);

    // The blocks let one token at a time into each element of a scope, save beside a non-interrupting timer in a loop.
    private static void CheckNoneDoubled(ProcessInstance state)
    {
        var places = state.Tokens.Values.Where(token => !token.Element.StartsWith("side", StringComparison.Ordinal)).Select(token => (token.Scope, token.Element, token.Flow)).ToList();
        Assert.Equal(places.Count, places.Distinct().Count());
    }
}
