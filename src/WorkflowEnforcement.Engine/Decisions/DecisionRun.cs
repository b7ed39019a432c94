using System.Collections.Frozen;
using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Decisions;

/// <summary>One evaluation of a decision with all that it needs, each worked out once.</summary>
internal sealed class DecisionRun
{
    private readonly FeelSurroundings _surroundings;
    private readonly FrozenDictionary<string, DecisionType> _inputTypes;
    private readonly Dictionary<string, FeelValue> _inputs = new(StringComparer.Ordinal);
    private readonly FeelRun _run;
    private readonly Dictionary<Decision, FeelValue> _results = [];
    private readonly ImmutableArray<RuleHit>.Builder _hits = ImmutableArray.CreateBuilder<RuleHit>();

    public DecisionRun(FeelSurroundings surroundings, FrozenDictionary<string, DecisionType> inputTypes)
    {
        _surroundings = surroundings;
        _inputTypes = inputTypes;
        _run = new FeelRun(surroundings with { Find = Input }, Decision.MaxSteps);
    }

    public DecisionOutcome Work(Decision wanted)
    {
        try
        {
            foreach (var decision in InOrder(wanted))
            {
                _results.Add(decision, Value(decision));
            }

            var value = _results[wanted];
            return FeelCallable.IsWithin(_run, value)
                ? throw Failed("expression.function", $"Expected a value of decision '{wanted.Name}' that can be kept, but it gives a function")
                : new DecisionOutcome(value, null, _hits.ToImmutable());
        }
        catch (FeelLimitException failed)
        {
            return new DecisionOutcome(FeelValue.Null, failed.Failure, _hits.ToImmutable());
        }
    }

    public static FeelLimitException Failed(string code, string message) => new(new FeelFailure(code, message));

    // With a stack of its own: a file may chain more decisions than a thread has room for.
    private static List<Decision> InOrder(Decision wanted)
    {
        var (order, seen, open) = (new List<Decision>(), new HashSet<Decision>(), new Stack<(Decision Decision, bool IsDone)>());
        open.Push((wanted, false));
        while (open.TryPop(out var next))
        {
            if (next.IsDone)
            {
                order.Add(next.Decision);
            }
            else if (seen.Add(next.Decision))
            {
                open.Push((next.Decision, true));
                foreach (var required in next.Decision.Requires)
                {
                    open.Push((required, false));
                }
            }
        }

        return order;
    }

    private FeelValue Value(Decision decision)
    {
        _run.Restore(null);
        // Files without variables are read by id or by name, depending on who drew them; the variable decides where there is one.
        BindRequired(decision, required => required.Id);
        BindRequired(decision, required => required.Name);
        BindRequired(decision, required => required.Variable);
        var value = decision.Table is { } table ? new TableRun(_run, decision, table, _hits).Value() : decision.Expression!.Root.Evaluate(_run);
        return decision.Type is not { } type ? value
            : (decision.Table is { GivesList: true } ? type.ConformEach(_run, value) : type.Conform(_run, value))
            ?? throw Failed("decision.result-type", $"Expected decision '{decision.Name}' to give a value of type {type.Name}, but it gave another");
    }

    // Looked at when it is read, so that a decision does not fail for what it does not need.
    private FeelValue? Input(string name)
    {
        if (_inputs.TryGetValue(name, out var known))
        {
            return known;
        }

        var value = _surroundings.Find(name);
        if (value is null || !_inputTypes.TryGetValue(name, out var type))
        {
            return value;
        }

        // Allowed values may read the input themselves.
        _inputs[name] = value;
        var conforming = type.Conform(_run, value)
            ?? throw Failed("decision.input-type", $"Expected input data '{name}' to be of type {type.Name}, but it is {FeelFormat.Write(_run, value, nested: true)}");
        _inputs[name] = conforming;
        return conforming;
    }

    private void BindRequired(Decision decision, Func<Decision, string> name)
    {
        foreach (var required in decision.Requires)
        {
            _run.Bind(name(required), _results[required]);
        }
    }
}
