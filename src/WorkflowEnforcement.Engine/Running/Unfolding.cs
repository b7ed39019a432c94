using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Elements;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>One command while it unfolds: each event is applied as it is produced, so the state returned is that of the replay.</summary>
internal sealed partial class Unfolding(ProcessModel root, ProcessInstance? state, DateTimeOffset now, FeelContext inputs)
{
    /// <summary>Elements that may be entered in one command; a loop without a wait state reaches it.</summary>
    public const int MaxEntered = 20_000;

    private readonly ImmutableArray<EngineEvent>.Builder _events = ImmutableArray.CreateBuilder<EngineEvent>();

    // First come, first served: a branch that runs in circles does not keep the others from their wait states.
    private readonly Queue<long> _moving = new();
    private ProcessInstance? _state = state;
    private int _entered;

    public ProcessInstance State => _state!;

    public DateTimeOffset Now => now;

    /// <summary>Whether tokens can be queued at all.</summary>
    public bool MayQueue => root.HasSequential;

    public void Emit(EngineEvent happened)
    {
        Forget(happened);
        _state = ProcessEngine.Evolve(_state, happened);
        _events.Add(happened);
        Index(happened);
        NoteConditions(happened);
    }

    public long NextId => State.NextId;

    /// <summary>Lets all moving tokens go on until each of them rests, conditions and inclusive joins included.</summary>
    public EngineAccepted Finish()
    {
        do
        {
            MoveAll();
        }
        while (State.Status == InstanceStatus.Active && (SequentialTurns.TryNext(this) || TryConditions() || TryInclusiveJoins()));

        return SoFar();
    }

    /// <summary>What has happened so far.</summary>
    public EngineAccepted SoFar() => new(_events.ToImmutable(), State);

    public void OpenProcess(FeelContext variables, string? start)
    {
        Emit(new ScopeOpened(1, root.Id, null, variables));
        if (root.Called.Count > 0)
        {
            Emit(new CallsBound(ProcessInstance.NoCalls.AddRange(root.Called.Select(call => KeyValuePair.Create(call.Key, call.Value.Version)))));
        }

        Begin(1, root.Root, start);
    }

    /// <summary>Enters the start event of a scope that has just opened, or, where none is drawn, every node without a way in.</summary>
    public void Begin(long scope, ScopeModel drawn, string? start)
    {
        if (start is not null)
        {
            Enter(scope, start, null, null);
            return;
        }

        // With nobody at a start event to bear an incident, a timer without a moment stays unset.
        _ = Watch(scope);
        foreach (var first in drawn.Begins)
        {
            Enter(scope, first, null, null);
        }
    }

    /// <summary>Opens a scope for which a token waits; nothing is in it yet.</summary>
    public long OpenScope(Token host, string element, FeelContext variables)
    {
        var scope = NextId;
        Emit(new ScopeOpened(scope, element, host.Id, variables) { Definition = State.Scopes[host.Scope].Definition });
        return scope;
    }

    /// <summary>Brings a new token to an element.</summary>
    /// <param name="scope">The scope it lives in.</param>
    /// <param name="element">Where it comes to.</param>
    /// <param name="flow">The flow by which it comes.</param>
    /// <param name="after">The token it comes from.</param>
    public void Enter(long scope, string element, string? flow, long? after)
    {
        var id = NextId;
        Emit(new ElementEntered(id, scope, element, flow) { After = after });
        _moving.Enqueue(id);
        _entered++;
    }

    /// <summary>Brings a token back to an element whose visit is undone.</summary>
    public long EnterAgain(long scope, string element, long after, long undone)
    {
        var id = NextId;
        Emit(new ElementEntered(id, scope, element, null) { After = after, Again = undone });
        _moving.Enqueue(id);
        return id;
    }

    /// <summary>Finishes an element and takes the given flows; without one, the token ends here.</summary>
    public void Follow(Token token, ImmutableArray<string> flows)
    {
        Complete(token);
        Continue(token, flows);
    }

    /// <summary>Consumes a token that has finished its element.</summary>
    public void Complete(Token token, bool step = false, bool frame = false) =>
        Emit(new ElementCompleted(token.Id, token.Element) { Step = step, Frame = frame });

    /// <summary>Sends successors of a consumed token on their ways; without one, its scope may be done.</summary>
    public void Continue(Token token, ImmutableArray<string> flows)
    {
        var model = ModelOf(token);
        foreach (var flow in flows)
        {
            Enter(token.Scope, model.Flows[flow].Target, flow, token.Id);
        }

        if (flows.IsEmpty)
        {
            CloseIfEmpty(token.Scope);
        }
    }

    public void Rest(Token token, TokenState rest) => Emit(new TokenRested(token.Id, rest));

    public void Move(Token token) => _moving.Enqueue(token.Id);

    public void Fault(Token token, IncidentPhase phase, string code, string message) =>
        Emit(new EngineIncidentRaised(NextId, token.Id, token.Element, code, message) { Phase = phase });

    public void Fault(Token token, IncidentPhase phase, FeelFailure failure) => Fault(token, phase, failure.Code, failure.Message);

    /// <summary>Tries again what an incident stopped.</summary>
    public void Retry(EngineIncident incident)
    {
        var token = State.Tokens[incident.Token];
        var node = Node(token);
        switch (incident.Phase)
        {
            case IncidentPhase.Entering:
                Move(token);
                break;
            case IncidentPhase.Working:
                ElementTable.Of(node).Redo(this, token, node);
                break;
            case IncidentPhase.Closing:
                Rest(token, TokenState.Hosting);
                ElementTable.Of(node).CloseAgain(this, State.Tokens[token.Id], node);
                break;
            default:
                ElementTable.Of(node).Leave(this, token, node);
                break;
        }
    }

    private void MoveAll()
    {
        TryWhatChanged();
        while (_moving.TryDequeue(out var id))
        {
            // A terminate end event may have taken it away in the meantime.
            if (State.Tokens.TryGetValue(id, out var token) && token.State == TokenState.Moving)
            {
                Advance(token);
                TryWhatChanged();
            }
        }
    }

    private void Advance(Token token)
    {
        if (_entered > MaxEntered)
        {
            Fault(token, IncidentPhase.Entering, "flow.step-limit",
                $"Expected the flow to come to a wait state within {MaxEntered} elements, but it did not; there may be a loop without one");
            return;
        }

        var node = Node(token);
        ElementTable.Of(node).Enter(this, token, node);
        if (node is StartEvent)
        {
            BeginsToWatch(token.Scope);
        }
    }
}
