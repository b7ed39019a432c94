using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>Whether a definition is the one that an instance stands in.</summary>
internal static class DefinitionCheck
{
    public static bool Fits(ProcessModel model, ProcessInstance state) =>
        state.ProcessScope.Element == model.Id
        && state.Calls.All(bound => model.Called.TryGetValue(bound.Key, out var called) && called.Version == bound.Value)
        && state.Scopes.Values.All(scope => scope.Definition is null || model.Called.ContainsKey(scope.Definition))
        && state.Tokens.Values.All(token => Of(model, state.Scopes[token.Scope]).Nodes.ContainsKey(token.Element));

    private static ProcessModel Of(ProcessModel model, ScopeInstance scope) => scope.Definition is { } called ? model.Called[called] : model;
}
