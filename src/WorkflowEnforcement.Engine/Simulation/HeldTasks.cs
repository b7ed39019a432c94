using System.Collections.Frozen;
using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Engine.Simulation;

/// <summary>Tasks that a script holds back.</summary>
internal static class HeldTasks
{
    /// <summary>A fault for each held id that no definition has.</summary>
    public static ImmutableArray<ModelFault> Unknown(ProcessModel model, ImmutableSortedSet<string> hold) =>
    [
        .. hold.Where(id => !model.Nodes.ContainsKey(id) && !model.Called.Values.Any(called => called.Nodes.ContainsKey(id)))
            .Select(id => new ModelFault("hold.unknown", id, 0, $"Expected hold to name elements of the processes, but none has the id '{id}'")),
    ];

    /// <summary>The definition, and those it calls, with tasks that wait in the places of held scripts and decisions, which the engine would work out at once.</summary>
    public static ProcessModel Replace(ProcessModel model, ImmutableSortedSet<string> hold) => hold.IsEmpty
        ? model
        : ReplaceNodes(model, hold) with
        {
            Called = model.Called.ToFrozenDictionary(call => call.Key, call => ReplaceNodes(call.Value, hold), StringComparer.Ordinal),
        };

    private static ProcessModel ReplaceNodes(ProcessModel model, ImmutableSortedSet<string> hold) => model.Nodes.Values.Any(node => IsReplaced(node, hold))
        ? model with
        {
            Nodes = model.Nodes.ToFrozenDictionary(node => node.Key, node => IsReplaced(node.Value, hold) ? Waiting((Activity)node.Value) : node.Value, StringComparer.Ordinal),
        }
        : model;

    private static bool IsReplaced(FlowNode node, ImmutableSortedSet<string> hold) => node is ScriptTask or BusinessRuleTask { Decision: not null } && hold.Contains(node.Id);

    private static ServiceTask Waiting(Activity task) => new()
    {
        Id = task.Id,
        Name = task.Name,
        Scope = task.Scope,
        Incoming = task.Incoming,
        Outgoing = task.Outgoing,
        Extensions = task.Extensions,
        ExtensionAttributes = task.ExtensionAttributes,
        Line = task.Line,
        Default = task.Default,
        BoundaryEvents = task.BoundaryEvents,
        Loop = task.Loop,
        IsForCompensation = task.IsForCompensation,
        CompensatedBy = task.CompensatedBy,
    };
}
