using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>Finds the faults of a flow that show before it runs.</summary>
/// <remarks>
/// Each scope is looked at by itself; from outside, a subprocess is one activity. Conditions count as free choice, save where they only
/// hold names against written values: then it is known which can hold beside each other. A name is taken to have a value of the kind it is
/// held against.
/// </remarks>
public static class FlowAnalysis
{
    /// <summary>Looks at a flow.</summary>
    /// <param name="model">The flow as read.</param>
    /// <returns>What was found, by line; empty for a flow in which nothing was.</returns>
    public static ImmutableArray<FlowFinding> Check(ProcessModel model)
    {
        List<ScopeGraph> graphs = [.. model.Scopes.Values.Select(scope => new ScopeGraph(model, scope))];
        var endless = graphs.Where(NeverEndsByItself).Select(graph => graph.Scope.ElementId).ToHashSet(StringComparer.Ordinal);
        var found = graphs.SelectMany(graph => Check(graph, endless)).Concat(Called(model));
        return
        [
            .. found.DistinctBy(finding => (finding.Code, finding.Element))
                .OrderBy(finding => finding.Line).ThenBy(finding => finding.Element, StringComparer.Ordinal).ThenBy(finding => finding.Code, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<FlowFinding> Check(ScopeGraph graph, HashSet<string> endless)
    {
        var ways = WaysOut.Of(graph);
        List<FlowFinding> reach = [.. ReachChecks.Check(graph)];
        var isToldEndless = reach.Exists(finding => finding.Code == FlowCodes.Endless);
        return
        [
            .. reach,
            .. LoopChecks.Check(graph),
            .. RepeatChecks.Check(graph),
            .. ErrorChecks.Check(graph),
            .. GatewayChecks.Check(graph, ways),
            .. SoundnessChecks.Check(graph, ways, endless).Where(finding => !isToldEndless || finding.Code != FlowCodes.Endless),
        ];
    }

    // An activity all of whose ends throw an error or cancel it is left by its boundary alone.
    internal static bool NeverEndsByItself(ScopeGraph graph) =>
        !graph.IsAdHoc && !graph.Nodes.Any(node => graph.Reached.Contains(node.Id) && graph.IsEnd(node) && node is not EndEvent { Trigger: ErrorTrigger or CancelTrigger });

    private static IEnumerable<FlowFinding> Called(ProcessModel model) => model.Nodes.Values.OfType<CallActivity>().Select(call => new FlowFinding(
        "call.not-followed", FindingSeverity.Info, call.Id, call.Line, $"Expected to look into what {call.Id} calls, but {call.CalledElement} is a flow of its own and is checked by itself"));
}
