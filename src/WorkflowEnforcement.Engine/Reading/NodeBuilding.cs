using System.Collections.Immutable;
using System.Diagnostics;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Makes the node of the model from a draft in which no fault was found.</summary>
internal static class NodeBuilding
{
    public static FlowNode Build(NodeDraft draft)
    {
        var (id, name, scope, line) = (draft.Id, draft.Item.Attribute("name") ?? draft.Id, draft.Scope, draft.Item.Line);
        ImmutableArray<string> into = [.. draft.Incoming.Select(flow => flow.Flow.Id)];
        ImmutableArray<string> outOf = [.. draft.Outgoing.Select(flow => flow.Flow.Id)];
        ImmutableArray<string> boundary = [.. draft.BoundaryEvents];
        var extensions = ExtensionReading.Elements(draft.Item);
        FlowNode node = draft.Kind switch
        {
            "startEvent" => new StartEvent
            {
                Id = id,
                Name = name,
                Scope = scope,
                Line = line,
                Incoming = into,
                Outgoing = outOf,
                Extensions = extensions,
            },
            "endEvent" when draft.Terminates => new TerminateEndEvent
            {
                Id = id,
                Name = name,
                Scope = scope,
                Line = line,
                Incoming = into,
                Outgoing = outOf,
                Extensions = extensions,
            },
            "endEvent" => new EndEvent
            {
                Id = id,
                Name = name,
                Scope = scope,
                Line = line,
                Incoming = into,
                Outgoing = outOf,
                Extensions = extensions,
            },
            "intermediateCatchEvent" => new TimerCatchEvent
            {
                Id = id,
                Name = name,
                Scope = scope,
                Line = line,
                Incoming = into,
                Outgoing = outOf,
                Extensions = extensions,
                Timer = draft.Timer!,
            },
            "boundaryEvent" => new TimerBoundaryEvent
            {
                Id = id,
                Name = name,
                Scope = scope,
                Line = line,
                Incoming = into,
                Outgoing = outOf,
                Extensions = extensions,
                Timer = draft.Timer!,
                AttachedTo = draft.AttachedTo!,
                Interrupting = draft.Interrupting,
            },
            "exclusiveGateway" => new ExclusiveGateway
            {
                Id = id,
                Name = name,
                Scope = scope,
                Line = line,
                Incoming = into,
                Outgoing = outOf,
                Extensions = extensions,
                Default = draft.Default,
            },
            "parallelGateway" => new ParallelGateway
            {
                Id = id,
                Name = name,
                Scope = scope,
                Line = line,
                Incoming = into,
                Outgoing = outOf,
                Extensions = extensions,
            },
            "userTask" => new UserTask
            {
                Id = id,
                Name = name,
                Scope = scope,
                Line = line,
                Incoming = into,
                Outgoing = outOf,
                Extensions = extensions,
                Default = draft.Default,
                BoundaryEvents = boundary,
            },
            "serviceTask" => new ServiceTask
            {
                Id = id,
                Name = name,
                Scope = scope,
                Line = line,
                Incoming = into,
                Outgoing = outOf,
                Extensions = extensions,
                Default = draft.Default,
                BoundaryEvents = boundary,
            },
            "subProcess" => new Subprocess
            {
                Id = id,
                Name = name,
                Scope = scope,
                Line = line,
                Incoming = into,
                Outgoing = outOf,
                Extensions = extensions,
                Default = draft.Default,
                BoundaryEvents = boundary,
            },
            _ => throw new UnreachableException($"{draft.Kind} was read but has no node"),
        };
        return node with { ExtensionAttributes = ExtensionReading.Attributes(draft.Item) };
    }
}
