using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Tests.Analysis;

/// <summary>What a drawn node is.</summary>
internal enum Shape
{
    Start,
    End,
    Terminate,
    User,
    Exclusive,
    Parallel,
    Inclusive,
    Late,
    Beside,
}

/// <summary>A flow of one scope that can be changed before it is made a model; no reader stands between, so that it may be as wrong as it likes.</summary>
internal sealed class Drawing
{
    private ILookup<string, string> _in = null!;
    private ILookup<string, string> _out = null!;
    private ILookup<string, string> _events = null!;
    private Dictionary<string, Shape> _shapes = null!;
    private int _drawn;

    public List<(string Id, Shape Shape, string? Host)> Nodes { get; private init; } = [];

    public List<(string Id, string Source, string Target)> Flows { get; private init; } = [];

    public string Add(Shape shape, string? host = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{shape}{Nodes.Count}");
        Nodes.Add((id, shape, host));
        return id;
    }

    public void Connect(string source, string target) => Flows.Add((string.Create(CultureInfo.InvariantCulture, $"F{_drawn++}"), source, target));

    public Drawing Copy() => new() { Nodes = [.. Nodes], Flows = [.. Flows], _drawn = _drawn };

    public ProcessModel Model()
    {
        (_in, _out) = (Flows.ToLookup(flow => flow.Target, flow => flow.Id), Flows.ToLookup(flow => flow.Source, flow => flow.Id));
        _shapes = Nodes.ToDictionary(node => node.Id, node => node.Shape);
        _events = Nodes.Where(node => node.Host is not null).ToLookup(node => node.Host!, node => node.Id);
        var nodes = Nodes.Select((node, i) => Made(node.Id, node.Shape, node.Host, i + 1)).ToFrozenDictionary(node => node.Id, StringComparer.Ordinal);
        var root = new ScopeModel("P", null, null, [.. Nodes.Select(node => node.Id)]) { Starts = [.. Nodes.Where(node => node.Shape == Shape.Start).Select(node => node.Id)] };
        return new ProcessModel
        {
            Id = "P",
            Name = "P",
            Root = root,
            Nodes = nodes,
            Flows = Flows.Select(Made).ToFrozenDictionary(flow => flow.Id, StringComparer.Ordinal),
            Scopes = FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create("P", root)]),
            Extensions = [],
            Lanes = [],
        };
    }

    // A name of its own for each flow of a choice: nothing ties the conditions together.
    private SequenceFlow Made((string Id, string Source, string Target) flow)
    {
        var isChoice = _shapes[flow.Source] is Shape.Exclusive or Shape.Inclusive && _out[flow.Source].First() != flow.Id;
        var condition = isChoice ? $"if{flow.Id}" : null;
        return new SequenceFlow(flow.Id, null, flow.Source, flow.Target, condition, 1) { Test = condition is null ? null : FeelExpression.Parse(condition).Expression };
    }

    private FlowNode Made(string id, Shape shape, string? host, int line)
    {
        ImmutableArray<string> incoming = [.. _in[id]];
        ImmutableArray<string> outgoing = [.. _out[id]];
        var first = outgoing.Length > 1 ? outgoing[0] : null;
        return shape switch
        {
            Shape.Start => new StartEvent { Id = id, Name = id, Scope = "P", Incoming = incoming, Outgoing = outgoing, Extensions = [], Line = line },
            Shape.End => new EndEvent { Id = id, Name = id, Scope = "P", Incoming = incoming, Outgoing = outgoing, Extensions = [], Line = line },
            Shape.Terminate => new EndEvent { Id = id, Name = id, Scope = "P", Incoming = incoming, Outgoing = outgoing, Extensions = [], Line = line, Trigger = new TerminateTrigger() },
            Shape.Exclusive => new ExclusiveGateway { Id = id, Name = id, Scope = "P", Incoming = incoming, Outgoing = outgoing, Extensions = [], Line = line, Default = first },
            Shape.Inclusive => new InclusiveGateway { Id = id, Name = id, Scope = "P", Incoming = incoming, Outgoing = outgoing, Extensions = [], Line = line, Default = first },
            Shape.Parallel => new ParallelGateway { Id = id, Name = id, Scope = "P", Incoming = incoming, Outgoing = outgoing, Extensions = [], Line = line },
            Shape.Late or Shape.Beside => new BoundaryEvent
            {
                Id = id,
                Name = id,
                Scope = "P",
                Incoming = incoming,
                Outgoing = outgoing,
                Extensions = [],
                Line = line,
                AttachedTo = host!,
                Interrupting = shape == Shape.Late,
                Trigger = new TimerTrigger(new TimerDuration("PT1H")),
            },
            _ => new UserTask
            {
                Id = id,
                Name = id,
                Scope = "P",
                Incoming = incoming,
                Outgoing = outgoing,
                Extensions = [],
                Line = line,
                BoundaryEvents = [.. _events[id]],
            },
        };
    }
}
