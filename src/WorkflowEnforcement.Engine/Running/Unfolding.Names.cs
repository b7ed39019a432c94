using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>What expressions can read, and where results are written.</summary>
internal sealed partial class Unfolding
{
    /// <summary>Names from the token's scope outwards to the process, then the inputs of the command.</summary>
    public FeelSurroundings Surroundings(Token token) => new(name => Find(token.Scope, name), command.Now);

    /// <summary>Writes each result to the nearest scope that has the name, else to the process.</summary>
    public void WriteResults(Token token, FeelContext results)
    {
        foreach (var scope in results.Entries.GroupBy(result => ScopeOf(token.Scope, result.Key)).OrderBy(scope => scope.Key))
        {
            Emit(new VariablesWritten(scope.Key, new FeelContext(FeelContext.Empty.Entries.AddRange(scope))));
        }
    }

    private FeelValue? Find(long from, string name)
    {
        foreach (var scope in Outwards(from))
        {
            if (scope.Variables.Entries.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return command.Inputs.Entries.GetValueOrDefault(name);
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

    private IEnumerable<ScopeInstance> Outwards(long from)
    {
        var scope = State.Scopes[from];
        yield return scope;
        while (scope.Host is { } host)
        {
            scope = State.Scopes[State.Tokens[host].Scope];
            yield return scope;
        }
    }
}
