namespace WorkflowEnforcement.Engine.Tests.Analysis;

/// <summary>Draws sound flows, blocks in blocks, and breaks them.</summary>
/// <param name="seed">The same flow for the same seed.</param>
/// <param name="reminds">Whether activities have non-interrupting events too.</param>
internal sealed class FlowGenerator(int seed, bool reminds)
{
    private readonly Random _random = new(seed);
    private readonly Drawing _drawing = new();

    /// <summary>A sound flow.</summary>
    public Drawing Sound(int depth)
    {
        var start = _drawing.Add(Shape.Start);
        var (entry, exit) = Block(depth);
        _drawing.Connect(start, entry);
        _drawing.Connect(exit, _drawing.Add(Shape.End));
        return _drawing;
    }

    /// <summary>The flow with one thing changed: a gateway of another kind, a flow less, a flow more, or one that leads elsewhere.</summary>
    public Drawing Broken(Drawing sound)
    {
        var broken = sound.Copy();
        if (broken.Flows.Count == 0)
        {
            return broken;
        }

        var at = _random.Next(broken.Flows.Count);
        var (id, source, _) = broken.Flows[at];
        var targets = broken.Nodes.FindAll(node => node.Shape is not (Shape.Start or Shape.Late or Shape.Beside));
        switch (_random.Next(5))
        {
            case 0 or 1 when broken.Nodes.FindIndex(IsGateway) >= 0:
                Turn(broken);
                break;
            case 2:
                broken.Flows.RemoveAt(at);
                break;
            case 3:
                broken.Flows[at] = (id, source, targets[_random.Next(targets.Count)].Id);
                break;
            default:
                var sources = broken.Nodes.FindAll(node => node.Shape is not (Shape.End or Shape.Terminate or Shape.Start));
                broken.Connect(sources[_random.Next(sources.Count)].Id, targets[_random.Next(targets.Count)].Id);
                break;
        }

        return broken;
    }

    private void Turn(Drawing drawing)
    {
        var gateways = Enumerable.Range(0, drawing.Nodes.Count).Where(i => IsGateway(drawing.Nodes[i])).ToList();
        var at = gateways[_random.Next(gateways.Count)];
        Shape[] shapes = [Shape.Exclusive, Shape.Parallel, Shape.Inclusive];
        drawing.Nodes[at] = drawing.Nodes[at] with { Shape = shapes[_random.Next(3)] };
    }

    private static bool IsGateway((string Id, Shape Shape, string? Host) node) => node.Shape is Shape.Exclusive or Shape.Parallel or Shape.Inclusive;

    private (string Entry, string Exit) Block(int depth) => depth == 0 ? Step() : _random.Next(11) switch
    {
        0 => Step(),
        1 or 2 => Sequence(depth),
        3 => Split(Shape.Exclusive, depth),
        4 or 5 => Split(Shape.Parallel, depth),
        6 => Split(Shape.Inclusive, depth),
        7 => Loop(depth),
        8 => Watched(),
        9 => reminds ? Reminded() : Watched(),
        _ => Left(depth),
    };

    private (string Entry, string Exit) Step()
    {
        var id = _drawing.Add(Shape.User);
        return (id, id);
    }

    private (string Entry, string Exit) Sequence(int depth)
    {
        var first = Block(depth - 1);
        var second = Block(depth - 1);
        _drawing.Connect(first.Exit, second.Entry);
        return (first.Entry, second.Exit);
    }

    private (string Entry, string Exit) Split(Shape shape, int depth)
    {
        var (split, join) = (_drawing.Add(shape), _drawing.Add(shape));
        for (var branch = _random.Next(2, 4); branch > 0; branch--)
        {
            if (_random.Next(6) == 0)
            {
                _drawing.Connect(split, join);
                continue;
            }

            var (entry, exit) = Block(depth - 1);
            _drawing.Connect(split, entry);
            _drawing.Connect(exit, join);
        }

        return (split, join);
    }

    private (string Entry, string Exit) Loop(int depth)
    {
        var (head, tail) = (_drawing.Add(Shape.Exclusive), _drawing.Add(Shape.Exclusive));
        var (step, _) = Step();
        var (entry, exit) = Block(depth - 1);
        _drawing.Connect(head, step);
        _drawing.Connect(step, entry);
        _drawing.Connect(exit, tail);
        _drawing.Connect(tail, head);
        var after = _drawing.Add(Shape.Exclusive);
        _drawing.Connect(tail, after);
        return (head, after);
    }

    // An interrupting event that leads back into the flow.
    private (string Entry, string Exit) Watched()
    {
        var (step, merge, instead) = (_drawing.Add(Shape.User), _drawing.Add(Shape.Exclusive), _drawing.Add(Shape.User));
        _drawing.Connect(_drawing.Add(Shape.Late, step), instead);
        _drawing.Connect(step, merge);
        _drawing.Connect(instead, merge);
        return (step, merge);
    }

    // A non-interrupting event with an end of its own.
    private (string Entry, string Exit) Reminded()
    {
        var (step, remind, end) = (_drawing.Add(Shape.User), _drawing.Add(Shape.User), _drawing.Add(Shape.End));
        _drawing.Connect(_drawing.Add(Shape.Beside, step), remind);
        _drawing.Connect(remind, end);
        return (step, step);
    }

    // A choice one way of which ends everything.
    private (string Entry, string Exit) Left(int depth)
    {
        var split = _drawing.Add(Shape.Exclusive);
        var (entry, exit) = Block(depth - 1);
        _drawing.Connect(split, entry);
        _drawing.Connect(split, _drawing.Add(Shape.Terminate));
        return (split, exit);
    }
}
