using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Elements;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>How often an activity is to be done, worked out when it is entered.</summary>
/// <param name="Total">Number of instances; null for a standard loop.</param>
/// <param name="Items">Items of the collection; empty where there is none.</param>
/// <param name="BeginsNow">False where a standard loop that tests first finds its condition false.</param>
internal readonly record struct LoopPlan(int? Total, FeelList Items, bool BeginsNow);

/// <summary>Activities that are done several times: the token at the activity hosts a scope for each instance.</summary>
internal sealed partial class Unfolding
{
    /// <summary>Most instances of one loop.</summary>
    public const int MaxInstances = 10_000;

    /// <summary>Name under which an instance of a loop sees which time it is.</summary>
    public const string LoopCounter = "loopCounter";

    /// <summary>Whether a token does one instance of a loop, rather than standing for all of them.</summary>
    public bool IsLoopInstance(Token token) => State.Scopes[token.Scope] is { Counter: not null } scope && scope.Element == token.Element;

    /// <summary>Works out how often; nothing has begun yet.</summary>
    public (LoopPlan Plan, FeelFailure? Fault) Plan(Token token, LoopDefinition loop) => loop switch
    {
        MultiInstance { Collection: { } collection } => PlanOfItems(token, collection),
        MultiInstance { Cardinality: { } cardinality } => PlanOfNumber(token, cardinality),
        StandardLoop { TestBefore: true } standard => GoesOn(standard, token, 0) is var (again, fault) && fault is null
            ? (new LoopPlan(null, NoItems, again), null)
            : (default, fault),
        _ => (new LoopPlan(null, NoItems, true), null),
    };

    /// <summary>Begins a loop with as many instances as may go on at once.</summary>
    public void BeginLoop(Token token, Activity node, LoopPlan plan)
    {
        if (plan.Total == 0 || !plan.BeginsNow)
        {
            LeaveLoop(token, node);
            return;
        }

        Emit(new LoopBegun(token.Id, plan.Total, plan.Items));
        Rest(token, TokenState.Hosting);
        var atOnce = node.Loop is MultiInstance { Sequential: false } ? plan.Total!.Value : 1;
        for (var counter = 1; counter <= atOnce; counter++)
        {
            BeginInstance(token, node, counter);
        }
    }

    /// <summary>Opens one instance of a loop.</summary>
    public long BeginInstance(Token loop, Activity node, int counter)
    {
        var items = State.Loops[loop.Id].Items.Items;
        var variables = node.Loop is MultiInstance { ElementVariable: { } name } && counter <= items.Length
            ? FeelContext.Empty.With(name, items[counter - 1])
            : FeelContext.Empty;
        var scope = NextId;
        Emit(new ScopeOpened(scope, node.Id, loop.Id, variables) { Definition = State.Scopes[loop.Scope].Definition, Counter = counter });
        var instance = NextId;
        Emit(new ElementEntered(instance, scope, node.Id, null));
        _moving.Enqueue(instance);
        _entered++;
        return instance;
    }

    /// <summary>Takes one instance as completed, and goes on with the next, with the others, or out of the loop.</summary>
    public void EndInstance(Token instance, Activity node)
    {
        var scope = State.Scopes[instance.Scope];
        var loop = State.Tokens[scope.Host!.Value];
        var (isOver, fault) = IsOver(instance, node, loop);
        if (fault is not null)
        {
            Fault(instance, IncidentPhase.Leaving, fault);
            return;
        }

        Complete(instance, step: true);
        if (node is not ContainerActivity)
        {
            KeepForCompensation(instance, node);
        }

        Emit(new LoopInstanceCompleted(loop.Id, scope.Counter!.Value, instance.Id));
        Emit(new ScopeClosed(scope.Id));
        GoOn(loop, node, isOver);
    }

    private void GoOn(Token loop, Activity node, bool isOver)
    {
        var now = State.Loops[loop.Id];
        var atOnce = node.Loop is MultiInstance { Sequential: false };
        if (!isOver && !atOnce && (now.Total is null || now.Started < now.Total))
        {
            BeginInstance(State.Tokens[loop.Id], node, now.Started + 1);
        }
        else if (isOver || now.Active == 0)
        {
            foreach (var left in ScopesOf(loop.Id))
            {
                var counter = State.Scopes[left].Counter!.Value;
                CancelScope(left);
                Emit(new LoopInstanceTerminated(loop.Id, counter));
            }

            LeaveLoop(State.Tokens[loop.Id], node);
        }
    }

    /// <summary>Stops an instance of a loop while another one goes on; what was completed in it is handed up to a scope.</summary>
    public void StopInstance(Token loop, long instance, long into)
    {
        foreach (var token in TokensOf(instance))
        {
            HandUp(token, instance);
        }

        if (State.Compensations.Values.Any(record => record.Scope == instance))
        {
            Emit(new CompensationHandedUp(instance, into));
        }

        var counter = State.Scopes[instance].Counter!.Value;
        CancelScope(instance);
        Emit(new LoopInstanceTerminated(loop.Id, counter));
    }

    private void LeaveLoop(Token loop, Activity node) => ElementTable.Of(node).Leave(this, loop, node);

    private (bool IsOver, FeelFailure? Fault) IsOver(Token instance, Activity node, Token loop) => node.Loop switch
    {
        MultiInstance { CompletionCondition: { } condition } => Truth(EvaluateCounted(condition, instance, loop.Id), $"completion condition of {node.Id}"),
        StandardLoop standard => GoesOn(standard, instance, State.Loops[loop.Id].Completed + 1) is var (again, fault) ? (!again, fault) : default,
        _ => (false, null),
    };

    private (bool Again, FeelFailure? Fault) GoesOn(StandardLoop loop, Token seenFrom, int done)
    {
        if (done >= (loop.Maximum ?? MaxInstances))
        {
            return loop.Maximum is null ? (false, TooMany(done + 1)) : (false, null);
        }

        return loop.Condition is { } condition ? Truth(condition.Evaluate(done == 0 ? BeforeFirst(seenFrom) : Surroundings(seenFrom)), "loop condition") : (true, null);
    }

    // No instance is there yet to count, and the counter of a loop around it is another one.
    private FeelSurroundings BeforeFirst(Token token) => new(name => name == LoopCounter ? FeelValue.Of(0) : Find(token.Scope, name), now);

    private (LoopPlan Plan, FeelFailure? Fault) PlanOfItems(Token token, FeelExpression collection)
    {
        var (value, failure) = collection.Evaluate(Surroundings(token));
        return (value, failure) switch
        {
            (_, { } limit) => (default, limit),
            (FeelList list, _) when list.Items.Length > MaxInstances => (default, TooMany(list.Items.Length)),
            (FeelList list, _) => (new LoopPlan(list.Items.Length, list, true), null),
            _ => (default, new FeelFailure("loop.no-collection", $"Expected collection '{collection}' of {token.Element} to be a list, but it is {Kind(value)}")),
        };
    }

    private (LoopPlan Plan, FeelFailure? Fault) PlanOfNumber(Token token, FeelExpression cardinality)
    {
        var (value, failure) = cardinality.Evaluate(Surroundings(token));
        return (value, failure) switch
        {
            (_, { } limit) => (default, limit),
            (FeelNumber { Value: > MaxInstances } many, _) => (default, TooMany(many.Value)),
            (FeelNumber { Value: >= 0 } whole, _) when decimal.Truncate(whole.Value) == whole.Value => (new LoopPlan((int)whole.Value, NoItems, true), null),
            _ => (default, new FeelFailure("loop.no-cardinality", $"Expected cardinality '{cardinality}' of {token.Element} to be a whole number from 0, but it is {Kind(value)}")),
        };
    }

    private static readonly FeelList NoItems = new([]);

    private static FeelFailure TooMany(decimal count) =>
        new("loop.too-many", $"Expected at most {MaxInstances} instances of one activity, but there are {count}");

    /// <summary>A truth value, null being false; anything else is a fault.</summary>
    public static (bool Holds, FeelFailure? Fault) Truth(FeelOutcome outcome, string of) => outcome switch
    {
        { Failure: { } failure } => (false, failure with { Message = $"{failure.Message} ({of})" }),
        { Value: FeelBoolean truth } => (truth.Value, null),
        { Value: FeelNull } => (false, null),
        var other => (false, new FeelFailure("condition.not-boolean", $"Expected the {of} to be true or false, but it is {Kind(other.Value)}")),
    };

    private static string Kind(FeelValue value) => value switch
    {
        FeelNull => "null",
        FeelNumber number => number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => $"a {value.GetType().Name[4..].ToLowerInvariant()}",
    };
}
