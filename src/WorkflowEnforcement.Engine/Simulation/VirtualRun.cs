using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Simulation;

/// <summary>One instance on its virtual clock, and what has happened in it.</summary>
internal sealed class VirtualRun(ProcessModel model, ImmutableSortedSet<string> hold, DateTimeOffset now)
{
    /// <summary>Most tasks of the system that finish by themselves in one step; a flow that goes round without end reaches it.</summary>
    public const int MaxAutomatic = 10_000;

    /// <summary>Most timers that fire in one step.</summary>
    public const int MaxFirings = 10_000;

    private readonly ImmutableArray<EngineEvent>.Builder _events = ImmutableArray.CreateBuilder<EngineEvent>();
    private int _automatic;

    public ProcessModel Model => model;

    public DateTimeOffset Now { get; set; } = now;

    public ProcessInstance? State { get; private set; }

    /// <summary>Timers that fired in this step.</summary>
    public int Firings { get; private set; }

    public ImmutableArray<EngineEvent> Events => _events.ToImmutable();

    /// <summary>Tokens at which something is waited for, in order of creation.</summary>
    public IEnumerable<Token> Waiting => State?.Waiting ?? [];

    /// <summary>The refusal of steps after the end; null before it.</summary>
    public EngineRefused? IsOver => State is { Status: not InstanceStatus.Active }
        ? new EngineRefused("instance.not-active", $"Expected an active instance, but it is {State.Status.ToString().ToLowerInvariant()}")
        : null;

    public void BeginStep() => (_automatic, Firings) = (0, 0);

    /// <summary>Gives the engine a command.</summary>
    /// <returns>The refusal; null where it was taken.</returns>
    public EngineRefused? Do(EngineCommand command)
    {
        switch (ProcessEngine.Decide(model, State, command))
        {
            case EngineAccepted accepted:
                State = accepted.State;
                _events.AddRange(accepted.Events);
                return null;
            case var refused:
                return (EngineRefused)refused;
        }
    }

    /// <summary>Lets tasks of the system finish, the oldest first, and timers fire that are due already.</summary>
    public void Settle()
    {
        while (FinishNext() || (Firings < MaxFirings && NextTimer(Now) is { } due && Fire(due)))
        {
        }
    }

    /// <summary>The timer that is due first, up to a moment.</summary>
    public TimerSubscription? NextTimer(DateTimeOffset until) =>
        State?.Timers.Values.Where(timer => timer.DueAt <= until).OrderBy(timer => timer.DueAt).ThenBy(timer => timer.Id).FirstOrDefault();

    /// <summary>Fires a timer at its own time.</summary>
    public bool Fire(TimerSubscription timer)
    {
        Firings++;
        Now = timer.DueAt > Now ? timer.DueAt.ToOffset(Now.Offset) : Now;
        return Do(new FireTimer(timer.Id) { Now = Now }) is null;
    }

    public FlowNode Node(Token token) => ModelOf(token.Scope).Nodes[token.Element];

    public ScopeModel? Drawn(long scope) => ModelOf(scope).Scopes.GetValueOrDefault(State!.Scopes[scope].Element);

    public bool Knows(string element) => model.Nodes.ContainsKey(element) || model.Called.Values.Any(called => called.Nodes.ContainsKey(element));

    /// <summary>Where it stands now, to come back to.</summary>
    public Action Mark()
    {
        var (state, moment, count) = (State, Now, _events.Count);
        return () => (State, Now, _events.Count) = (state, moment, count);
    }

    private ProcessModel ModelOf(long scope) => State!.Scopes[scope].Definition is { } called ? model.Called[called] : model;

    private bool FinishNext()
    {
        if (Waiting.FirstOrDefault(IsAutomatic) is not { } token)
        {
            return false;
        }

        return Do(_automatic++ < MaxAutomatic ? new CompleteElement(token.Id, FeelContext.Empty) { Now = Now } : GivenUp(token)) is null;
    }

    private FailElement GivenUp(Token token) =>
        new(token.Id, "flow.step-limit", $"Expected at most {MaxAutomatic} tasks to finish by themselves in one step, but there are more") { Now = Now };

    private bool IsAutomatic(Token token) => !hold.Contains(token.Element) && Node(token) is ServiceTask or SendTask or BusinessRuleTask;
}
