using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>A node of the flow. Each kind of BPMN element is a record of its own. Equal by content.</summary>
public abstract record FlowNode
{
    /// <summary>Id as drawn, ASCII.</summary>
    public required string Id { get; init; }

    /// <summary>Name as drawn; the id where there is none.</summary>
    public required string Name { get; init; }

    /// <summary>Element id of the scope it lies in.</summary>
    public required string Scope { get; init; }

    /// <summary>Ids of the incoming sequence flows, in the order of the file.</summary>
    public required ImmutableArray<string> Incoming { get; init; }

    /// <summary>Ids of the outgoing sequence flows, in the order of the file.</summary>
    public required ImmutableArray<string> Outgoing { get; init; }

    /// <summary>Its extension elements, unread by the engine.</summary>
    public required ImmutableArray<ExtensionElement> Extensions { get; init; }

    /// <summary>Attributes in the namespace <see cref="ExtensionElement.EnforcementNamespace"/>, by local name; those of other vendors are not kept.</summary>
    public ImmutableSortedDictionary<string, string> ExtensionAttributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Line in the file, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Whether people do it, or may do something within it; what works by itself would only lead on again.</summary>
    internal bool IsOfPeople => this is UserTask or ManualTask or ContainerActivity or CallActivity;

    /// <inheritdoc/>
    public virtual bool Equals(FlowNode? other) =>
        other is not null
        && EqualityContract == other.EqualityContract
        && (Id, Name, Scope, Line) == (other.Id, other.Name, other.Scope, other.Line)
        && Incoming.SequenceEqual(other.Incoming)
        && Outgoing.SequenceEqual(other.Outgoing)
        && Extensions.SequenceEqual(other.Extensions)
        && ExtensionAttributes.SequenceEqual(other.ExtensionAttributes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EqualityContract, Id, Scope, Line);
}
