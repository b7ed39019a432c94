using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Running;

public sealed partial record ProcessInstance
{
    /// <summary>The scope of the process itself; it stays after the end, so that the last variables can be read.</summary>
    public ScopeInstance ProcessScope => Scopes.Values.First(scope => scope.Host is null);

    /// <summary>Variables of the process itself, without those of its subprocesses.</summary>
    public FeelContext Variables => ProcessScope.Variables;

    /// <summary>Tokens that wait for a command, in order of their numbers: user tasks, asked service tasks, timer catch events.</summary>
    public IEnumerable<Token> Waiting => Tokens.Values.Where(token => token.State == TokenState.Waiting);

    /// <summary>Tokens directly within a scope, in order of their numbers.</summary>
    public IEnumerable<Token> TokensIn(long scope) => Tokens.Values.Where(token => token.Scope == scope);
}
