using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>Whether a definition is the one that an instance stands in.</summary>
internal static class DefinitionCheck
{
    // Asked before every command, so without anything made for the asking.
    public static bool Fits(ProcessModel model, ProcessInstance state)
    {
        if (state.ProcessScope.Element != model.Id)
        {
            return false;
        }

        foreach (var (process, version) in state.Calls)
        {
            if (!model.Called.TryGetValue(process, out var called) || called.Version != version)
            {
                return false;
            }
        }

        foreach (var (_, scope) in state.Scopes)
        {
            if (scope.Definition is not null && !model.Called.ContainsKey(scope.Definition))
            {
                return false;
            }
        }

        foreach (var (_, token) in state.Tokens)
        {
            if (!Of(model, state.Scopes[token.Scope]).Nodes.ContainsKey(token.Element))
            {
                return false;
            }
        }

        return true;
    }

    private static ProcessModel Of(ProcessModel model, ScopeInstance scope) => scope.Definition is { } called ? model.Called[called] : model;
}
