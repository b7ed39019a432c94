using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>The texts a variable can have at a place, where every way there leads over a task whose buttons (<c>enf:outcome</c>) set it.</summary>
internal sealed class KnownTexts
{
    private const int MaxSteps = 2_000;

    private readonly ProcessModel _model;
    private readonly ILookup<string, string> _before;
    private readonly Dictionary<string, ImmutableArray<(string Name, ImmutableArray<string> Texts)>> _set = new(StringComparer.Ordinal);

    public KnownTexts(ScopeGraph graph)
    {
        _model = graph.Model;
        _before = graph.Nodes.SelectMany(node => graph.Next(node.Id).Select(next => (Node: node.Id, Next: next)))
            .ToLookup(pair => pair.Next, pair => pair.Node, StringComparer.Ordinal);
    }

    /// <summary>The texts a name can have when a token leaves a node; null where it can have any.</summary>
    public ImmutableArray<string>? At(string node, string name)
    {
        var texts = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal) { node };
        var open = new Stack<string>(_before[node]);
        while (open.TryPop(out var id))
        {
            if (!seen.Add(id))
            {
                continue;
            }

            if (SetBy(id, name) is { } set)
            {
                texts.UnionWith(set);
            }
            else if (seen.Count < MaxSteps && Before(id) is { Count: > 0 } before && !Computes(id, name))
            {
                before.ForEach(open.Push);
            }
            else
            {
                return null;
            }
        }

        return texts.Count == 0 ? null : [.. texts];
    }

    // Who leaves an activity by its boundary has not pressed a button of it.
    private List<string> Before(string id) => [.. _model.Nodes[id] is BoundaryEvent boundary ? _before[boundary.AttachedTo] : _before[id]];

    private bool Computes(string id, string name) => _model.Nodes[id] switch
    {
        ScriptTask script => script.ResultVariable == name,
        BusinessRuleTask rule => rule.ResultVariable == name,
        CallActivity call => call.PassesAll || call.Out.Any(mapping => mapping.Target == name),
        ContainerActivity => true,
        _ => false,
    };

    private ImmutableArray<string>? SetBy(string id, string name)
    {
        if (!_set.TryGetValue(id, out var set))
        {
            _set[id] = set = Buttons(_model.Nodes[id]);
        }

        var found = set.FirstOrDefault(pair => pair.Name == name);
        return found.Name is null ? null : found.Texts;
    }

    private static ImmutableArray<(string, ImmutableArray<string>)> Buttons(FlowNode node)
    {
        var keys = node is UserTask ? node.Extensions.Where(IsOutcome).Select(item => item.Attributes.GetValueOrDefault("key", "")).ToImmutableArray() : [];
        return keys.IsEmpty ? [] : [(node.ExtensionAttributes.GetValueOrDefault("resultVariable", "outcome"), keys)];
    }

    private static bool IsOutcome(ExtensionElement item) => item is { Namespace: ExtensionElement.EnforcementNamespace, Name: "outcome" };
}
