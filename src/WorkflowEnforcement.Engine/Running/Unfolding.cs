using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Elements;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>One command while it unfolds: each event is applied as it is produced, so the state returned is that of the replay.</summary>
internal sealed partial class Unfolding(ProcessModel model, ProcessInstance? state, EngineCommand command)
{
    /// <summary>Elements that may be entered in one command; a loop without a wait state reaches it.</summary>
    public const int MaxEntered = 10_000;

    private readonly ImmutableArray<EngineEvent>.Builder _events = ImmutableArray.CreateBuilder<EngineEvent>();

    // First come, first served: a branch that runs in circles does not keep the others from their wait states.
    private readonly Queue<long> _moving = new();
    private ProcessInstance? _state = state;
    private int _entered;

    public ProcessInstance State => _state!;

    public FlowNode Node(string element) => model.Nodes[element];

    public FlowNode Node(Token token) => model.Nodes[token.Element];

    public SequenceFlow Flow(string id) => model.Flows[id];

    public void Emit(EngineEvent happened)
    {
        _state = ProcessEngine.Evolve(_state, happened);
        _events.Add(happened);
    }

    /// <summary>Lets all moving tokens go on until each of them rests.</summary>
    public EngineAccepted Finish()
    {
        while (_moving.TryDequeue(out var id))
        {
            // A terminate end event may have taken it away in the meantime.
            if (State.Tokens.TryGetValue(id, out var token) && token.State == TokenState.Moving)
            {
                Advance(token);
            }
        }

        return new EngineAccepted(_events.ToImmutable(), State);
    }

    public void OpenProcess(FeelContext variables)
    {
        Emit(new ScopeOpened(1, model.Id, null, variables));
        Enter(1, model.Root.Start, null);
    }

    /// <summary>Opens the scope of a subprocess, for which its token waits.</summary>
    public void OpenScope(Token host)
    {
        Emit(new TokenRested(host.Id, TokenState.Hosting));
        var scope = State.NextId;
        Emit(new ScopeOpened(scope, host.Element, host.Id, FeelContext.Empty));
        Enter(scope, model.Scopes[host.Element].Start, null);
    }

    /// <summary>Brings a new token to an element.</summary>
    public void Enter(long scope, string element, string? flow)
    {
        var id = State.NextId;
        Emit(new ElementEntered(id, scope, element, flow));
        _moving.Enqueue(id);
        _entered++;
    }

    /// <summary>Finishes an element and takes the given flows; without one, the token ends here.</summary>
    public void Follow(Token token, ImmutableArray<string> flows)
    {
        Emit(new ElementCompleted(token.Id, token.Element));
        foreach (var flow in flows)
        {
            Enter(token.Scope, Flow(flow).Target, flow);
        }

        if (flows.IsEmpty)
        {
            CloseIfEmpty(token.Scope);
        }
    }

    public void Rest(Token token, TokenState rest) => Emit(new TokenRested(token.Id, rest));

    public void SetTimer(Token token, string element, DateTimeOffset dueAt) => Emit(new TimerSet(State.NextId, token.Id, element, dueAt));

    public void Fault(Token token, IncidentPhase phase, string code, string message) =>
        Emit(new EngineIncidentRaised(State.NextId, token.Id, token.Element, code, message) { Phase = phase });

    /// <summary>Tries again what an incident stopped.</summary>
    public void Retry(EngineIncident incident)
    {
        var token = State.Tokens[incident.Token];
        switch (incident.Phase)
        {
            case IncidentPhase.Entering:
                _moving.Enqueue(token.Id);
                break;
            case IncidentPhase.Working:
                Rest(token, TokenState.Waiting);
                break;
            default:
                var node = Node(token);
                ElementTable.Of(node).Leave(this, token, node);
                break;
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
    }
}
