using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>An arrow of the flow.</summary>
/// <param name="Id">Id as drawn.</param>
/// <param name="Name">Label as drawn, or null.</param>
/// <param name="Source">Id of the node it leaves.</param>
/// <param name="Target">Id of the node it enters.</param>
/// <param name="Condition">FEEL text of its condition, or null.</param>
/// <param name="Line">Line in the file, from 1.</param>
public sealed record SequenceFlow(string Id, string? Name, string Source, string Target, string? Condition, int Line)
{
    /// <summary>The condition as parsed when the file was read; null where there is none.</summary>
    public FeelExpression? Test { get; init; }
}
