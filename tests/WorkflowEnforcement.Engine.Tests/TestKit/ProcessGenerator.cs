using System.Globalization;
using System.Text;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>Draws sound processes: blocks in blocks, each with one way in and one way out. Elements named <c>side...</c> may be entered more than once at a time.</summary>
internal sealed class ProcessGenerator(Random random)
{
    private readonly StringBuilder _parts = new();
    private int _last;

    public string Draw()
    {
        Body(depth: 3);
        return Bpmn.File(_parts.ToString());
    }

    private void Body(int depth)
    {
        var (start, end) = (Id("start"), Id("end"));
        Add(Bpmn.Start(start), Bpmn.End(end));
        var (entry, exit) = Block(depth);
        Flow(start, entry);
        Flow(exit, end);
    }

    private (string Entry, string Exit) Block(int depth) => depth == 0 ? Task() : random.Next(9) switch
    {
        0 => Task(),
        1 => Guarded(),
        2 => Wait(),
        3 or 4 => Sequence(depth),
        5 => Choice(depth),
        6 => Fork(depth),
        7 => Loop(depth),
        _ => Subprocess(depth),
    };

    private (string Entry, string Exit) Task()
    {
        var service = random.Next(3) == 0;
        var id = Id(service ? "service" : "user");
        Add(service ? Bpmn.Service(id) : Bpmn.User(id));
        return (id, id);
    }

    private (string Entry, string Exit) Wait()
    {
        var id = Id("wait");
        Add(Bpmn.Catch(id, random.Next(2) == 0 ? "PT2H" : "= now() + duration(\"P1D\")"));
        return (id, id);
    }

    private (string Entry, string Exit) Sequence(int depth)
    {
        var first = Block(depth - 1);
        var second = Block(depth - 1);
        Flow(first.Exit, second.Entry);
        return (first.Entry, second.Exit);
    }

    private (string Entry, string Exit) Guarded() => Guard(Task(), Id("g"));

    private (string Entry, string Exit) Subprocess(int depth)
    {
        var id = Id("sub");
        _parts.Append(CultureInfo.InvariantCulture, $"""<subProcess id="{id}">""");
        Body(depth - 1);
        _parts.Append("</subProcess>");
        return random.Next(2) == 0 ? (id, id) : Guard((id, id), Id("g"));
    }

    private (string Entry, string Exit) Guard((string Entry, string Exit) activity, string name)
    {
        if (random.Next(2) == 0)
        {
            Add(Bpmn.Boundary($"side_{name}", activity.Exit, "PT1H", interrupting: false), Bpmn.User($"side_task_{name}"), Bpmn.End($"side_end_{name}"));
            Flow($"side_{name}", $"side_task_{name}");
            Flow($"side_task_{name}", $"side_end_{name}");
        }

        Add(Bpmn.Boundary($"late_{name}", activity.Exit, "PT3H"), Bpmn.Exclusive($"merge_{name}"));
        var instead = Task();
        Flow($"late_{name}", instead.Entry);
        Flow(instead.Exit, $"merge_{name}");
        Flow(activity.Exit, $"merge_{name}");
        return (activity.Entry, $"merge_{name}");
    }

    private (string Entry, string Exit) Choice(int depth)
    {
        var (split, merge, stop) = (Id("split"), Id("merge"), Id("stop"));
        var first = Block(depth - 1);
        var second = Block(depth - 1);
        var hasDefault = random.Next(2) == 0;
        Add(Bpmn.Exclusive(split, hasDefault ? $"{split}_{second.Entry}" : null), Bpmn.Exclusive(merge), Bpmn.Terminate(stop));
        Flow(split, first.Entry, "x = 1");
        Flow(split, second.Entry, hasDefault ? null : "x in [2..3]");
        if (random.Next(5) == 0)
        {
            Flow(split, stop, "x > 4");
        }

        Flow(first.Exit, merge);
        Flow(second.Exit, merge);
        return (split, merge);
    }

    private (string Entry, string Exit) Fork(int depth)
    {
        var (fork, join) = (Id("fork"), Id("join"));
        Add(Bpmn.Parallel(fork), Bpmn.Parallel(join));
        for (var branch = 0; branch < 2 + random.Next(2); branch++)
        {
            var (entry, exit) = Block(depth - 1);
            Flow(fork, entry);
            Flow(exit, join);
        }

        return (fork, join);
    }

    private (string Entry, string Exit) Loop(int depth)
    {
        var (head, tail) = (Id("head"), Id("tail"));
        var wait = Task();
        var body = Block(depth - 1);
        Add(Bpmn.Exclusive(head), Bpmn.Exclusive(tail, $"{tail}_out"), Bpmn.Exclusive($"{tail}x"));
        Flow(head, wait.Entry);
        Flow(wait.Exit, body.Entry);
        Flow(body.Exit, tail);
        Flow(tail, head, "again and x < 9");
        Add($"""<sequenceFlow id="{tail}_out" sourceRef="{tail}" targetRef="{tail}x"/>""");
        return (head, $"{tail}x");
    }

    private string Id(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{++_last}");

    private void Flow(string source, string target, string? condition = null) => Add(Bpmn.Flow(source, target, condition));

    private void Add(params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            _parts.Append(part);
        }
    }
}
