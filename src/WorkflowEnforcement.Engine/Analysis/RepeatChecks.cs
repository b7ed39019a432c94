using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>What goes round without a wait and without an arrow that leads back: standard loops, events that start themselves, a process that calls itself.</summary>
internal static class RepeatChecks
{
    private const string Code = "loop.no-wait";

    public static IEnumerable<FlowFinding> Check(ScopeGraph graph) => [.. Loops(graph), .. Events(graph), .. Calls(graph)];

    private static IEnumerable<FlowFinding> Loops(ScopeGraph graph)
    {
        foreach (var node in graph.Nodes.OfType<Activity>().Where(node => graph.Reached.Contains(node.Id)))
        {
            if (node.Loop is not StandardLoop { Maximum: null } loop || Quick.Waits(graph.Model, node))
            {
                continue;
            }

            var names = loop.Condition is null ? [] : GuardTokens.Paths(GuardTokens.Of(loop.Condition.Text)).ToHashSet(StringComparer.Ordinal);
            if (names.Count == 0 && IsTrue(loop.Condition))
            {
                yield return Found(FindingSeverity.Error, node,
                    $"Expected {node.Id} to wait, or its loop to have a loopMaximum or a condition that can become false, but it is done again for ever at once");
            }
            else if (names.Count > 0 && !names.Contains("loopCounter") && !Quick.Writes(graph.Model, node, names))
            {
                yield return Found(FindingSeverity.Warning, node,
                    $"Expected {node.Id} to wait, or to change what the condition of its loop reads, but once that holds it is done again for ever");
            }
        }
    }

    private static bool IsTrue(FeelExpression? condition) =>
        condition is null || condition.Evaluate(FeelSurroundings.Of(FeelContext.Empty, DateTimeOffset.UnixEpoch)).Value is FeelBoolean { Value: true };

    // Only what does not interrupt goes on waiting when it has come.
    private static IEnumerable<FlowFinding> Events(ScopeGraph graph)
    {
        foreach (var watching in graph.Nodes)
        {
            var (trigger, entry, within) = watching switch
            {
                BoundaryEvent { Interrupting: false } boundary when graph.Reached.Contains(boundary.AttachedTo) => (boundary.Trigger, boundary.Id, graph),
                EventSubprocess { Start: var id } when graph.Model.Nodes[id] is StartEvent { Interrupting: false } start => (start.Trigger, id, new ScopeGraph(graph.Model, graph.Model.Scopes[watching.Id])),
                _ => (NoTrigger.Instance, watching.Id, graph),
            };
            if (trigger is not (SignalTrigger or MessageTrigger))
            {
                continue;
            }

            var next = watching is BoundaryEvent ? within.Next(entry) : [entry];
            if (Quick.From(within, next).FirstOrDefault(node => node is EndEvent or ThrowEvent && Same(((EventNode)node).Trigger, trigger)) is { } thrower)
            {
                yield return Found(FindingSeverity.Error, watching, $"Expected something to wait between {entry} and {thrower.Id}, but {thrower.Id} throws what lets {entry} come again, for ever at once");
            }
        }
    }

    private static bool Same(EventTrigger thrown, EventTrigger awaited) => (thrown, awaited) switch
    {
        (SignalTrigger one, SignalTrigger other) => one.Name == other.Name || one.Name == other.Id,
        (MessageTrigger one, MessageTrigger other) => one.Name == other.Name || one.Name == other.Id,
        _ => false,
    };

    private static IEnumerable<FlowFinding> Calls(ScopeGraph graph)
    {
        if (graph.Scope.Parent is not null || graph.Nodes.OfType<CallActivity>().FirstOrDefault(call => IsItself(graph.Model, call)) is null)
        {
            yield break;
        }

        var own = graph.Nodes.OfType<CallActivity>().Where(call => IsItself(graph.Model, call)).ToDictionary(call => call.Id, StringComparer.Ordinal);
        var past = graph.Reach(graph.Entries, id => !own.ContainsKey(id));
        var mayEnd = past.Any(id => graph.IsEnd(graph.Model.Nodes[id]));
        foreach (var call in Quick.From(graph, graph.Entries).OfType<CallActivity>().Where(call => own.ContainsKey(call.Id)))
        {
            yield return mayEnd
                ? Found(FindingSeverity.Info, call, $"Expected something to wait before {call.Id} calls its own process, but it goes deeper at once until a condition leads past it")
                : Found(FindingSeverity.Error, call, $"Expected a way to an end of {graph.Scope.ElementId} past {call.Id}, which calls its own process, but there is none and it goes deeper for ever at once");
        }
    }

    private static bool IsItself(ProcessModel model, CallActivity call) => call.CalledElement == model.Id
        || model.Extensions.Any(extension => extension is { Namespace: ExtensionElement.EnforcementNamespace, Name: "procedure" } && extension.Attributes.GetValueOrDefault("key") == call.CalledElement);

    private static FlowFinding Found(FindingSeverity severity, FlowNode node, string message) => new(Code, severity, node.Id, node.Line, message);
}
