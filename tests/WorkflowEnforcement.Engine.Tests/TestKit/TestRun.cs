using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>One instance under test: given a model, when commands come, then events, state and trace can be asked for.</summary>
internal sealed class TestRun(ProcessModel model)
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    private ImmutableArray<EngineEvent> _events = [];

    public ProcessModel Model => model;

    public DateTimeOffset Now { get; set; } = Monday;

    public FeelContext Inputs { get; set; } = FeelContext.Empty;

    public ProcessInstance? Instance { get; private set; }

    public ProcessInstance State => Instance!;

    public ImmutableArray<EngineEvent> LastEvents { get; private set; } = [];

    public IEnumerable<EngineEvent> Events => _events;

    public string Trace => string.Join(' ', ProcessTrace.Of(_events));

    public string Waiting => string.Join(' ', State.Waiting.Select(token => token.Element).Order(StringComparer.Ordinal));

    public EngineIncident Incident => Assert.Single(State.Incidents.Values);

    public static TestRun Started(params ReadOnlySpan<string> parts) => new TestRun(Bpmn.Model(parts)).Start();

    public TestRun Start(params ReadOnlySpan<(string Name, FeelValue Value)> variables) => Do(new StartInstance(Of(variables)) { Now = Now, Inputs = Inputs });

    public TestRun Complete(string element, params ReadOnlySpan<(string Name, FeelValue Value)> variables) =>
        Do(new CompleteElement(WaitingAt(element), Of(variables)) { Now = Now, Inputs = Inputs });

    /// <summary>Completes the one that has waited longest at an element.</summary>
    public TestRun CompleteFirst(string element) => Do(new CompleteElement(State.Waiting.First(token => token.Element == element).Id, FeelContext.Empty) { Now = Now, Inputs = Inputs });

    public TestRun Fail(string element) => Do(new FailElement(WaitingAt(element), "io", "no answer") { Now = Now });

    public TestRun Set(string name, FeelValue value) => Do(new SetVariables(FeelContext.Empty.With(name, value)) { Now = Now });

    public TestRun Resolve() => Do(new ResolveIncident(Incident.Id) { Now = Now, Inputs = Inputs });

    /// <summary>Fires the one open timer of an event at the moment it is due.</summary>
    public TestRun Fire(string element)
    {
        var timer = Assert.Single(State.Timers.Values, timer => timer.Element == element);
        Now = timer.DueAt > Now ? timer.DueAt : Now;
        return Do(new FireTimer(timer.Id) { Now = Now, Inputs = Inputs });
    }

    public TestRun Message(string name, params ReadOnlySpan<(string Name, FeelValue Value)> variables) =>
        Do(new PublishMessage(name, Of(variables)) { Now = Now, Inputs = Inputs });

    public TestRun Signal(string name) => Do(new BroadcastSignal(name, FeelContext.Empty) { Now = Now, Inputs = Inputs });

    public TestRun Return(string from, string to) => Do(new ReturnToStep(TokenAt(from), to, "补充") { Now = Now, Inputs = Inputs });

    /// <summary>Takes back the last completion of a step.</summary>
    public TestRun Withdraw(string step) => Do(new WithdrawStep(VisitOf(step)) { Now = Now, Inputs = Inputs });

    /// <summary>Number of the token that completed a step last.</summary>
    public long VisitOf(string step) => _events.OfType<ElementCompleted>().Last(done => done.Element == step).Token;

    public TestRun Act(string element, WorkCommand act) => Do(new ActOnWork(WaitingAt(element), act, FeelContext.Empty) { Now = Now, OutcomeVariable = "outcome" });

    public TestRun Do(EngineCommand command)
    {
        var accepted = Assert.IsType<EngineAccepted>(ProcessEngine.Decide(model, Instance, command));
        var replayed = accepted.Events.Select(Stored).Aggregate(Instance, (state, happened) => ProcessEngine.Evolve(state, happened));
        Assert.Equal(accepted.State, replayed);
        Invariants.Check(model, accepted.State);
        Assert.NotEmpty(accepted.Events);
        Assert.Equal(accepted.State, Saved(accepted.State));
        Instance = accepted.State;
        LastEvents = accepted.Events;
        _events = _events.AddRange(accepted.Events);
        return this;
    }

    /// <summary>What would become of a command; it is not done.</summary>
    public EngineOutcome Try(EngineCommand command) => ProcessEngine.Decide(model, Instance, command);

    public string Refusal(EngineCommand command) => Assert.IsType<EngineRefused>(ProcessEngine.Decide(model, Instance, command)).Code;

    public static long TokenOf(ProcessInstance state, string element) => Assert.Single(state.Tokens.Values, token => token.Element == element).Id;

    /// <summary>The one token that waits at an element, whatever loop it stands in.</summary>
    public long WaitingAt(string element) => Assert.Single(State.Waiting, token => token.Element == element).Id;

    public long TokenAt(string element) => TokenOf(State, element);

    /// <summary>The event as it comes back from the store.</summary>
    public static EngineEvent Stored(EngineEvent happened)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            EngineEventJson.Write(writer, happened);
        }

        using var json = JsonDocument.Parse(buffer.WrittenMemory);
        return EngineEventJson.Read(json.RootElement);
    }

    /// <summary>The state as it comes back from where it was saved.</summary>
    public static ProcessInstance Saved(ProcessInstance state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            ProcessInstanceJson.Write(writer, state);
        }

        using var json = JsonDocument.Parse(buffer.WrittenMemory);
        return ProcessInstanceJson.Read(json.RootElement);
    }

    public static FeelContext Of(params ReadOnlySpan<(string Name, FeelValue Value)> variables)
    {
        var context = FeelContext.Empty;
        foreach (var (name, value) in variables)
        {
            context = context.With(name, value);
        }

        return context;
    }
}
