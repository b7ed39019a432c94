using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>Errors that an end event throws and nothing around it catches: the token would stand still there.</summary>
internal static class ErrorChecks
{
    public static IEnumerable<FlowFinding> Check(ScopeGraph graph)
    {
        foreach (var end in graph.Nodes.OfType<EndEvent>().Where(node => graph.Reached.Contains(node.Id)))
        {
            if (end.Trigger is ErrorTrigger error && !IsCaught(graph.Model, end, error.Code ?? string.Empty))
            {
                yield return new FlowFinding("error.uncaught", FindingSeverity.Warning, end.Id, end.Line,
                    $"Expected error '{error.Code}' of {end.Id} to be caught by a boundary event or an event subprocess around it, but none does; the case stands still there unless the error of a called process is caught by its caller");
            }
        }
    }

    private static bool IsCaught(ProcessModel model, EndEvent thrower, string code)
    {
        var scope = model.Scopes[thrower.Scope];
        var interrupted = false;
        while (true)
        {
            if (!interrupted && scope.EventSubprocesses.Any(id => Catches((EventNode)model.Nodes[((EventSubprocess)model.Nodes[id]).Start], code)))
            {
                return true;
            }

            if (scope.Parent is not { } parent || model.Nodes[scope.ElementId] is not Activity host)
            {
                return false;
            }

            if (host.BoundaryEvents.Any(id => Catches((EventNode)model.Nodes[id], code)))
            {
                return true;
            }

            // Where an interrupting event subprocess has taken its scope over, no other one starts there any more.
            interrupted = host is EventSubprocess { Start: var start } && model.Nodes[start] is StartEvent { Interrupting: true };
            scope = model.Scopes[parent];
        }
    }

    private static bool Catches(EventNode node, string code) => node.Trigger is ErrorTrigger caught && (caught.Code is null || caught.Code == code);
}
