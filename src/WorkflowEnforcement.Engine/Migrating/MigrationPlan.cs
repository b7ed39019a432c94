using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Migrating;

/// <summary>From which definition to which, and which element becomes which.</summary>
/// <param name="From">The definition the instances stand in, linked to what it calls.</param>
/// <param name="To">The definition they are to stand in, linked to what it calls.</param>
public sealed record MigrationPlan(ProcessModel From, ProcessModel To)
{
    /// <summary>The key of the mapping of the process itself in <see cref="Moved"/>.</summary>
    public const string Root = "";

    /// <summary>Elements and flows that get another id, by called element (<see cref="Root"/> for the process itself); every other one stays under its own id.</summary>
    public ImmutableDictionary<string, ImmutableDictionary<string, string>> Moved { get; init; } =
        ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty;

    /// <summary>A plan with some elements of the process itself moved.</summary>
    public MigrationPlan Moving(params ReadOnlySpan<(string From, string To)> pairs) => Moving(Root, pairs);

    /// <summary>A plan with some elements of a called process moved.</summary>
    public MigrationPlan Moving(string called, params ReadOnlySpan<(string From, string To)> pairs)
    {
        var moved = Moved.GetValueOrDefault(called, ImmutableDictionary<string, string>.Empty);
        foreach (var (from, to) in pairs)
        {
            moved = moved.SetItem(from, to);
        }

        return this with { Moved = Moved.SetItem(called, moved) };
    }

    /// <summary>The id that an element or flow gets.</summary>
    internal string Of(string? definition, string id) =>
        Moved.TryGetValue(definition ?? Root, out var moved) && moved.TryGetValue(id, out var target) ? target : id;

    /// <summary>The definition of a scope before.</summary>
    internal ProcessModel Before(string? definition) => definition is null ? From : From.Called[definition];

    /// <summary>The definition of a scope afterwards; null where it is not called any more.</summary>
    internal ProcessModel? After(string? definition) => definition is null ? To : To.Called.GetValueOrDefault(definition);

    /// <summary>The scope in which an element must lie afterwards. The process element may have another id in another version; what lies directly in it still does.</summary>
    internal string ScopeOf(string? definition, FlowNode before) =>
        before.Scope == Before(definition).Id ? After(definition)!.Id : Of(definition, before.Scope);

    /// <summary>Whether a step that was done is drawn afterwards where it was, so that it can be returned to.</summary>
    internal bool KeepsStep(string? definition, string step) =>
        After(definition)!.Nodes.GetValueOrDefault(Of(definition, step)) is Activity after && after.Scope == ScopeOf(definition, Before(definition).Nodes[step]);
}
