namespace WorkflowEnforcement.Engine.Running;

/// <summary>What a run went through, read from its events.</summary>
public static class ProcessTrace
{
    /// <summary>Element ids in order of completion: activities, gateways, start, end, catch and boundary events.</summary>
    public static IEnumerable<string> Of(IEnumerable<EngineEvent> events) =>
        events.OfType<ElementCompleted>().Where(completed => !completed.Frame).Select(completed => completed.Element);
}
