using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>What a token passes at once, and what can change meanwhile.</summary>
internal static class Quick
{
    /// <summary>Whether a token that enters a node surely rests there.</summary>
    public static bool Waits(ProcessModel model, FlowNode node) => node switch
    {
        UserTask or ManualTask or ServiceTask or SendTask or ReceiveTask or CallActivity or EventBasedGateway or AdHocSubprocess => true,
        BusinessRuleTask rule => rule.Decision is null,
        CatchEvent caught => caught.Trigger is not (LinkTrigger or NoTrigger),
        BoundaryEvent boundary => boundary.Trigger is not (ErrorTrigger or EscalationTrigger or CancelTrigger),
        ContainerActivity => model.Scopes.TryGetValue(node.Id, out var scope) && WaitsWithin(new ScopeGraph(model, scope)),
        _ => false,
    };

    /// <summary>Every node that a token passes at once from some on, those within subprocesses too.</summary>
    public static IEnumerable<FlowNode> From(ScopeGraph graph, IEnumerable<string> entries)
    {
        // What waits ends the way, but what comes before the wait within a subprocess is passed.
        var reached = new HashSet<string>(StringComparer.Ordinal);
        graph.Reach(entries, id =>
        {
            reached.Add(id);
            return !Waits(graph.Model, graph.Model.Nodes[id]);
        });
        foreach (var node in reached.Select(id => graph.Model.Nodes[id]))
        {
            yield return node;
            if (node is ContainerActivity and not EventSubprocess && graph.Model.Scopes.TryGetValue(node.Id, out var scope))
            {
                var within = new ScopeGraph(graph.Model, scope);
                foreach (var inner in From(within, within.Entries))
                {
                    yield return inner;
                }
            }
        }
    }

    /// <summary>Whether a node, or what lies within it, can change a variable that one of some names reads.</summary>
    public static bool Writes(ProcessModel model, FlowNode node, HashSet<string> names) => node switch
    {
        ScriptTask script => IsRead(script.ResultVariable, names),
        BusinessRuleTask { Decision: not null } rule => IsRead(rule.ResultVariable, names),
        ContainerActivity => model.Scopes.TryGetValue(node.Id, out var scope) && scope.Nodes.Any(id => WritesAtWork(model, model.Nodes[id], names)),
        _ => false,
    };

    // What people or other systems report may be anything.
    private static bool WritesAtWork(ProcessModel model, FlowNode node, HashSet<string> names) =>
        (node is Activity and not ContainerActivity && Waits(model, node)) || node is EventNode { Trigger: MessageTrigger or SignalTrigger } || Writes(model, node, names);

    private static bool WaitsWithin(ScopeGraph graph)
    {
        var quick = graph.Reach(graph.Entries, id => !Waits(graph.Model, graph.Model.Nodes[id]));
        return !quick.Any(id => graph.IsEnd(graph.Model.Nodes[id]));
    }

    private static bool IsRead(string? variable, HashSet<string> names) => variable is not null && names.Any(name =>
        name == variable || name.StartsWith($"{variable}.", StringComparison.Ordinal) || variable.StartsWith($"{name}.", StringComparison.Ordinal));
}
