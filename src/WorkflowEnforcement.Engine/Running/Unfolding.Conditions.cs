using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>Conditions that events wait for. They are tried when the event begins to wait and after every change of variables, before anything else moves.</summary>
internal sealed partial class Unfolding
{
    // Tokens and scopes at which an event waits for a condition, kept since they were first looked for; some may be gone.
    private SortedSet<long>? _conditional;
    private readonly SortedSet<long> _beginning = [];
    private bool _changed;

    /// <summary>Lets the first event come whose condition holds; false when none does.</summary>
    private bool TryConditions() => root.HasConditions && Conditional().ToList().Exists(TryConditionsAt);

    /// <summary>Lets every event come whose condition holds after what has just happened.</summary>
    private void TryWhatChanged()
    {
        while ((_changed || _beginning.Count > 0) && State.Status == InstanceStatus.Active)
        {
            List<long> owners = [.. _changed ? Conditional() : _beginning];
            _changed = false;
            _beginning.Clear();
            foreach (var owner in owners)
            {
                while (TryConditionsAt(owner))
                {
                }
            }
        }
    }

    private void BeginsToWatch(long owner)
    {
        if (root.HasConditions)
        {
            _beginning.Add(owner);
        }
    }

    private SortedSet<long> Conditional() => _conditional ??=
        [.. State.Tokens.Values.Where(token => IsConditional(ModelOf(token), Node(token))).Select(token => token.Id), .. State.Scopes.Values.Where(IsConditional).Select(scope => scope.Id)];

    private void NoteConditions(EngineEvent happened)
    {
        if (!root.HasConditions)
        {
            return;
        }

        switch (happened)
        {
            case VariablesWritten:
                _changed = true;
                break;
            case TokenRested { State: TokenState.Waiting or TokenState.Hosting } e when State.Tokens[e.Token] is var token && IsConditional(ModelOf(token), Node(token)):
                _beginning.Add(e.Token);
                break;
            case ElementEntered e when _conditional is not null && ModelOf(State.Scopes[e.Scope]) is var model && IsConditional(model, model.Nodes[e.Element]):
                _conditional.Add(e.Token);
                break;
            case ScopeOpened e when _conditional is not null && IsConditional(State.Scopes[e.Scope]):
                _conditional.Add(e.Scope);
                break;
            default:
                break;
        }
    }

    private static bool IsConditional(ProcessModel model, FlowNode node) => node switch
    {
        CatchEvent caught => caught.Trigger is ConditionalTrigger,
        EventBasedGateway gateway => gateway.Outgoing.Any(flow => model.Nodes[model.Flows[flow].Target] is CatchEvent { Trigger: ConditionalTrigger }),
        Activity activity => activity.BoundaryEvents.Any(id => model.Nodes[id] is BoundaryEvent { Trigger: ConditionalTrigger }),
        _ => false,
    };

    private bool IsConditional(ScopeInstance scope) =>
        DrawnFor(scope) is { } drawn && drawn.EventSubprocesses.Any(id => StartOf(ModelOf(scope), id).Trigger is ConditionalTrigger);

    private bool TryConditionsAt(long owner)
    {
        List<Watch> watches = State.Status != InstanceStatus.Active ? []
            : State.Tokens.TryGetValue(owner, out var token) ? [.. WatchesOf(token)]
            : State.Scopes.TryGetValue(owner, out var scope) ? [.. WatchesOf(scope)]
            : [];
        if (watches.Count == 0 && !State.Tokens.ContainsKey(owner) && !State.Scopes.ContainsKey(owner))
        {
            _conditional?.Remove(owner);
        }

        return watches.Exists(watch => watch.Trigger is ConditionalTrigger condition && TryCondition(watch, condition));
    }

    // An evaluation that reaches a limit is no truth: the event goes on waiting.
    private bool TryCondition(Watch watch, ConditionalTrigger trigger)
    {
        var seenFrom = watch.Waiter?.Scope ?? watch.Owner;
        var holds = trigger.Condition.Evaluate(Surroundings(seenFrom)).Value is FeelBoolean { Value: true };
        var held = State.Held.Contains(new HeldCondition(watch.Owner, watch.Node.Id));
        if (holds && !held)
        {
            var goesOn = watch.Node is BoundaryEvent { Interrupting: false } or StartEvent { Interrupting: false };
            Emit(new ConditionHeld(watch.Owner, watch.Node.Id, goesOn));
            Trigger(watch, FeelContext.Empty);
            return true;
        }

        if (!holds && held)
        {
            Emit(new ConditionCleared(watch.Owner, watch.Node.Id));
        }

        return false;
    }
}
