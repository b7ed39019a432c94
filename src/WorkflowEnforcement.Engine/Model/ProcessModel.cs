using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Analysis;
using WorkflowEnforcement.Engine.Decisions;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>A process as it was drawn, read once, found sound and never changed.</summary>
public sealed record ProcessModel
{
    // Worked out at the first use and kept, since a model never changes.
    private readonly ConcurrentDictionary<string, JoinReach> _reaches = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ScopePlay> _plays = new(StringComparer.Ordinal);
    private bool? _conditions;
    private bool? _inclusive;
    private bool? _sequential;

    /// <summary>Id of the process element.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the process as drawn, or its id.</summary>
    public required string Name { get; init; }

    /// <summary>The process itself as the outermost scope.</summary>
    public required ScopeModel Root { get; init; }

    /// <summary>Every flow node of every scope, by id.</summary>
    public required FrozenDictionary<string, FlowNode> Nodes { get; init; }

    /// <summary>Every sequence flow of every scope, by id.</summary>
    public required FrozenDictionary<string, SequenceFlow> Flows { get; init; }

    /// <summary>Every scope (the process and its subprocesses) by the id of its element.</summary>
    public required FrozenDictionary<string, ScopeModel> Scopes { get; init; }

    /// <summary>Extension elements of the process element itself.</summary>
    public required ImmutableArray<ExtensionElement> Extensions { get; init; }

    /// <summary>Attributes of the process element in the namespace <see cref="ExtensionElement.EnforcementNamespace"/>, by local name.</summary>
    public ImmutableSortedDictionary<string, string> ExtensionAttributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Data objects of all scopes, in the order of the file.</summary>
    public ImmutableArray<DataObject> DataObjects { get; init; } = [];

    /// <summary>Lanes in the order drawn, with the ids of the nodes each holds.</summary>
    public required ImmutableArray<Lane> Lanes { get; init; }

    /// <summary>Which version of the definition it is, as its keeper names it; empty where nobody does. Running instances are bound to the versions of what they call.</summary>
    public string Version { get; init; } = string.Empty;

    /// <summary>The definitions that it calls, and that those call, by called element; filled by <see cref="ProcessLinker"/>.</summary>
    public FrozenDictionary<string, ProcessModel> Called { get; init; } = FrozenDictionary<string, ProcessModel>.Empty;

    /// <summary>The decisions that its business rule tasks, and those of what is called, may name, by id; filled by <see cref="ProcessLinker"/>.</summary>
    public FrozenDictionary<string, Decision> Decisions { get; init; } = FrozenDictionary<string, Decision>.Empty;

    /// <summary>Whether any event waits for a condition, here or in what is called.</summary>
    internal bool HasConditions => _conditions ??= WaitsForCondition || Called.Values.Any(called => called.WaitsForCondition);

    private bool WaitsForCondition => Nodes.Values.Any(node => node is EventNode { Trigger: ConditionalTrigger });

    /// <summary>Whether there is any inclusive gateway, here or in what is called.</summary>
    internal bool HasInclusive => _inclusive ??= Any<InclusiveGateway>(_ => true);

    /// <summary>Whether any ad hoc subprocess performs its activities one at a time, here or in what is called.</summary>
    internal bool HasSequential => _sequential ??= Any<AdHocSubprocess>(node => node.Sequential);

    /// <summary>From where a token can still come to an inclusive join.</summary>
    internal JoinReach ReachOf(FlowNode join) => _reaches.GetOrAdd(join.Id, static (_, both) => JoinReach.Of(both.Model, both.Join), (Model: this, Join: join));

    /// <summary>The game of tokens in a scope.</summary>
    internal ScopePlay PlayOf(ScopeModel scope) => _plays.GetOrAdd(scope.ElementId, static (_, both) => new ScopePlay(both.Model, both.Scope), (Model: this, Scope: scope));

    private bool Any<TNode>(Func<TNode, bool> holds)
        where TNode : FlowNode => Nodes.Values.OfType<TNode>().Any(holds) || Called.Values.Any(called => called.Nodes.Values.OfType<TNode>().Any(holds));

    /// <summary>The same model and no other: two readings of one file are not equal.</summary>
    public bool Equals(ProcessModel? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
