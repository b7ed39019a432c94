using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>Loops in which nothing waits: the engine would go round within one step and never come to rest.</summary>
internal static class LoopChecks
{
    public static IEnumerable<FlowFinding> Check(ScopeGraph graph)
    {
        List<string> quick = [.. graph.Nodes.Where(node => graph.Reached.Contains(node.Id) && !Waits(graph.Model, node)).Select(node => node.Id)];
        return Components.Cycles(quick, graph.Next).Select(loop => Of(graph, loop));
    }

    /// <summary>Whether a token that enters a node surely rests there.</summary>
    private static bool Waits(ProcessModel model, FlowNode node) => node switch
    {
        UserTask or ManualTask or ServiceTask or SendTask or ReceiveTask or CallActivity or EventBasedGateway or AdHocSubprocess => true,
        BusinessRuleTask rule => rule.Decision is null,
        CatchEvent caught => caught.Trigger is not (LinkTrigger or NoTrigger),
        BoundaryEvent boundary => boundary.Trigger is not (ErrorTrigger or EscalationTrigger or CancelTrigger),
        ContainerActivity => model.Scopes.TryGetValue(node.Id, out var scope) && WaitsWithin(new ScopeGraph(model, scope)),
        _ => false,
    };

    private static bool WaitsWithin(ScopeGraph graph)
    {
        var quick = graph.Reach(graph.Entries, id => !Waits(graph.Model, graph.Model.Nodes[id]));
        return !quick.Any(id => graph.IsEnd(graph.Model.Nodes[id]));
    }

    private static FlowFinding Of(ScopeGraph graph, List<string> loop)
    {
        var nodes = loop.ConvertAll(id => graph.Model.Nodes[id]);
        var inLoop = loop.ToHashSet(StringComparer.Ordinal);
        var first = nodes.MinBy(node => node.Line)!;
        var way = Trail.Said(Ways.Round(graph, loop, first.Id));
        var choices = nodes.FindAll(node => node is ExclusiveGateway or InclusiveGateway or Activity && node.Outgoing.Any(flow => !inLoop.Contains(graph.Model.Flows[flow].Target)) && IsChoice(graph, node));
        if (choices.Count == 0)
        {
            return new FlowFinding("loop.no-wait", FindingSeverity.Error, first.Id, first.Line,
                $"Expected something in the loop {way} to wait, or a condition to lead out of it, but it goes round for ever at once");
        }

        var read = choices.SelectMany(node => node.Outgoing).SelectMany(flow => Names(graph.Model.Flows[flow])).ToHashSet(StringComparer.Ordinal);
        return nodes.Exists(node => Writes(node, read))
            ? new FlowFinding("loop.no-wait", FindingSeverity.Info, first.Id, first.Line,
                $"Expected something in the loop {way} to wait, but it goes round at once until a condition at {choices[0].Id} leads out of it")
            : new FlowFinding("loop.no-wait", FindingSeverity.Warning, first.Id, first.Line,
                $"Expected something in the loop {way} to wait, or to change what the condition at {choices[0].Id} reads, but once in it the loop goes round for ever");
    }

    private static bool IsChoice(ScopeGraph graph, FlowNode node) =>
        node is not Activity || node.Outgoing.Any(flow => graph.Model.Flows[flow].Test is not null);

    private static IEnumerable<string> Names(SequenceFlow flow) => flow.Test is null ? [] : GuardTokens.Paths(GuardTokens.Of(flow.Test.Text));

    private static bool Writes(FlowNode node, HashSet<string> names) => node switch
    {
        ScriptTask { ResultVariable: { } variable } => IsRead(variable, names),
        BusinessRuleTask { ResultVariable: { } variable } => IsRead(variable, names),
        ContainerActivity => true,
        _ => false,
    };

    private static bool IsRead(string variable, HashSet<string> names) =>
        names.Any(name => name == variable || name.StartsWith($"{variable}.", StringComparison.Ordinal) || variable.StartsWith($"{name}.", StringComparison.Ordinal));
}
