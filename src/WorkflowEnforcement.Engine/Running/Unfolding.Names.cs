using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Decisions;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>Which definition a token stands in, what expressions can read, and where results are written.</summary>
internal sealed partial class Unfolding
{
    // The loop whose present instance counts as completed already, while its completion condition is tried.
    private long _counted;

    public ProcessModel ModelOf(Token token) => ModelOf(State.Scopes[token.Scope]);

    public ProcessModel ModelOf(ScopeInstance scope) => scope.Definition is { } called ? root.Called[called] : root;

    public FlowNode Node(Token token) => ModelOf(token).Nodes[token.Element];

    /// <summary>The definition of a called element.</summary>
    public ProcessModel? Called(string element) => root.Called.GetValueOrDefault(element);

    /// <summary>The decision of an id.</summary>
    public Decision? Decision(string id) => root.Decisions.GetValueOrDefault(id);

    /// <summary>What is drawn for a scope; null for an instance of a loop and a handler of a compensation, which are not drawn.</summary>
    public ScopeModel? DrawnFor(ScopeInstance scope) =>
        scope.Counter is null ? ModelOf(scope) is var model && scope.Element == model.Id ? model.Root : model.Scopes.GetValueOrDefault(scope.Element) : null;

    /// <summary>Names from a scope outwards to its process, then the inputs of the command.</summary>
    public FeelSurroundings Surroundings(long scope) => new(name => Find(scope, name), now);

    /// <summary>Names as the token sees them.</summary>
    public FeelSurroundings Surroundings(Token token) => Surroundings(token.Scope);

    /// <summary>Evaluates with the present instance of a loop counted as completed.</summary>
    public FeelOutcome EvaluateCounted(FeelExpression expression, Token instance, long loop)
    {
        _counted = loop;
        var outcome = expression.Evaluate(Surroundings(instance));
        _counted = 0;
        return outcome;
    }

    /// <summary>All variables visible from a scope.</summary>
    public FeelContext VisibleFrom(long from)
    {
        var entries = FeelContext.Empty.Entries.ToBuilder();
        foreach (var scope in Outwards(from))
        {
            foreach (var (name, value) in scope.Variables.Entries)
            {
                entries.TryAdd(name, value);
            }
        }

        return new FeelContext(entries.ToImmutable());
    }

    /// <summary>Writes each result to the nearest scope that has the name, else to the process.</summary>
    public void WriteResults(long from, FeelContext results)
    {
        if (results.Entries.Count == 0)
        {
            return;
        }

        if (State.Scopes.Count == 1)
        {
            Emit(new VariablesWritten(from, results));
            return;
        }

        foreach (var scope in results.Entries.GroupBy(result => ScopeOf(from, result.Key)).OrderBy(scope => scope.Key))
        {
            Emit(new VariablesWritten(scope.Key, new FeelContext(FeelContext.Empty.Entries.AddRange(scope))));
        }
    }

    private FeelValue? Find(long from, string name)
    {
        var scope = State.Scopes[from];
        while (true)
        {
            if (scope.Variables.Entries.TryGetValue(name, out var value))
            {
                return value;
            }

            if (scope.Counter is not null && CounterOf(scope, name) is { } count)
            {
                return FeelValue.Of(count);
            }

            if (!GoesOn(scope))
            {
                return inputs.Entries.GetValueOrDefault(name);
            }

            scope = State.Scopes[State.Tokens[scope.Host!.Value].Scope];
        }
    }

    private decimal? CounterOf(ScopeInstance instance, string name)
    {
        var loop = State.Loops[instance.Host!.Value];
        var counted = _counted == loop.Token ? 1 : 0;
        return name switch
        {
            LoopCounter => instance.Counter,
            _ when loop.Total is null => null,
            "numberOfInstances" => loop.Total,
            "numberOfCompletedInstances" => loop.Completed + counted,
            "numberOfActiveInstances" => loop.Active - counted,
            "numberOfTerminatedInstances" => loop.Terminated,
            _ => null,
        };
    }

    private long ScopeOf(long from, string name)
    {
        var last = from;
        foreach (var scope in Outwards(from))
        {
            last = scope.Id;
            if (scope.Variables.Entries.ContainsKey(name))
            {
                break;
            }
        }

        return last;
    }

    // Outwards to the process that the scope belongs to: a called process does not see its caller.
    private IEnumerable<ScopeInstance> Outwards(long from)
    {
        var scope = State.Scopes[from];
        yield return scope;
        while (GoesOn(scope))
        {
            scope = State.Scopes[State.Tokens[scope.Host!.Value].Scope];
            yield return scope;
        }
    }

    private bool GoesOn(ScopeInstance scope) => scope.Host is not null && (scope.Definition is null || scope.Counter is not null || scope.Element != ModelOf(scope).Id);
}
