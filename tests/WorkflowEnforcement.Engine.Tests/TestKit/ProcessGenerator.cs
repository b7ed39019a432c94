using System.Globalization;
using System.Text;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>Draws sound processes of all elements: blocks in blocks, each with one way in and one way out.</summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="prefix">What all ids begin with.</param>
/// <param name="isCalled">Whether nothing may stand still that needs a variable of the process itself, which nobody can write in a called one.</param>
internal sealed partial class ProcessGenerator(Random random, string prefix = "", bool isCalled = false)
{
    private readonly StringBuilder _parts = new();
    private readonly Dictionary<string, Region> _regions = [];
    private int _last;

    /// <summary>What a block is: its first and last element, and where tokens may be in it.</summary>
    private readonly record struct Block(string Entry, string Exit, Region Region);

    /// <summary>A process and the two that it calls.</summary>
    public DrawnProcess Draw()
    {
        var first = new ProcessGenerator(random, "first_", isCalled: true);
        var second = new ProcessGenerator(random, "second_", isCalled: true);
        string[] called = [first.Write("First", depth: 1), second.Write("Second", depth: 2)];
        var text = Write("P", depth: 3);
        return new DrawnProcess(text, _regions.Concat(first._regions).Concat(second._regions).ToDictionary()) { Called = called };
    }

    private string Write(string process, int depth)
    {
        Body(process, depth, ends: null);
        return Answerable(Declaring(process, _parts.ToString()));
    }

    /// <summary>A drawing in which every rejection that goes back has somewhere to go: only the whole of it shows which have not.</summary>
    public static string Answerable(string file)
    {
        foreach (var fault in Read(file).Faults.Where(fault => fault.Code == "signing.return-nowhere"))
        {
            var at = file.IndexOf("onReject=\"return\"", file.IndexOf($"<userTask id=\"{fault.Element}\"", StringComparison.Ordinal), StringComparison.Ordinal);
            file = file.Remove(at, "onReject=\"return\"".Length).Insert(at, "onReject=\"stay\"");
        }

        return file;
    }

    /// <summary>The content of a scope: a start, a block, perhaps another end, an end and perhaps event subprocesses.</summary>
    private void Body(string scope, int depth, string? ends)
    {
        var (start, end) = (Id("start"), Id("end"));
        Add(Start(start), End(end));
        var block = depth < 2 ? AnyBlock(depth) : Sequence(Sequence(Plain(), AnyBlock(depth)), AnyBlock(depth - 1));
        Flow(start, block.Entry);
        var region = block.Region;
        if (ends is null)
        {
            Flow(block.Exit, end);
        }
        else
        {
            var (choice, other) = (Id("choice"), Id("other"));
            Add(Exclusive(choice, $"{choice}_{end}"), Ends(other, ends));
            Flow(block.Exit, choice);
            Flow(choice, end);
            Flow(choice, other, "x in [4..5]");
            region = Region.OneOf(region, Region.Place(other));
        }

        _regions.Add(scope, region);
        if (random.Next(4) == 0)
        {
            Handler();
        }
    }

    private Block AnyBlock(int depth) => depth == 0 ? Leaf() : random.Next(depth, 18) switch
    {
        1 => Guarded(Activity()),
        2 => Await(),
        3 or 4 or 5 => Sequence(AnyBlock(depth - 1), AnyBlock(depth - 1)),
        6 => Choice(depth),
        7 or 8 => Fork(depth, inclusive: false),
        9 => Fork(depth, inclusive: true),
        10 => Circle(depth),
        11 or 12 => Guarded(Nested(depth)),
        13 => Undone(),
        14 when prefix.Length == 0 => Guarded(Looped(Call(Id("call"), random.Next(2) == 0 ? "First" : "Second"))),
        15 => Deal(depth),
        16 => Leaf(),
        _ => Choosing(),
    };

    private Block Sequence(Block first, Block second)
    {
        Flow(first.Exit, second.Entry);
        return new Block(first.Entry, second.Exit, Region.OneOf(first.Region, second.Region));
    }

    private Block Choice(int depth)
    {
        var (split, merge, stop) = (Id("split"), Id("merge"), Id("stop"));
        var (first, second) = (AnyBlock(depth - 1), AnyBlock(depth - 1));
        var hasDefault = isCalled || random.Next(2) == 0;
        Add(Exclusive(split, hasDefault ? $"{split}_{second.Entry}" : null), Exclusive(merge), Terminate(stop));
        Flow(split, first.Entry, "x = 1");
        Flow(split, second.Entry, hasDefault ? null : "x in [2..3]");
        if (random.Next(5) == 0)
        {
            Flow(split, stop, "x > 4");
        }

        Flow(first.Exit, merge);
        Flow(second.Exit, merge);
        return new Block(split, merge, Region.OneOf(Region.Place(split), first.Region, second.Region));
    }

    private Block Fork(int depth, bool inclusive)
    {
        var (fork, join) = (Id("fork"), Id("join"));
        var branches = new List<(Region, string)>();
        var count = 2 + random.Next(2);
        for (var branch = 0; branch < count; branch++)
        {
            var block = AnyBlock(depth - 1);
            Flow(fork, block.Entry, inclusive && branch < count - 1 ? $"x > {branch}" : null);
            Flow(block.Exit, join);
            branches.Add((block.Region, $"{block.Exit}_{join}"));
            if (branch == count - 1)
            {
                Add(inclusive ? Inclusive(fork, $"{fork}_{block.Entry}") : Parallel(fork));
            }
        }

        Add(inclusive ? Inclusive(join) : Parallel(join));
        return new Block(fork, join, Region.Branches(join, every: !inclusive, [.. branches]));
    }

    private Block Circle(int depth)
    {
        var (head, tail, exit) = (Id("head"), Id("tail"), Id("exit"));
        var wait = Plain();
        var body = AnyBlock(depth - 1);
        Add(Exclusive(head), Exclusive(tail, $"{tail}_{exit}"), Exclusive(exit));
        Flow(head, wait.Entry);
        Flow(wait.Exit, body.Entry);
        Flow(body.Exit, tail);
        Flow(tail, head, "again and x < 9");
        Flow(tail, exit);
        return new Block(head, exit, Region.OneOf(wait.Region, body.Region));
    }

    private string Id(string kind) => string.Create(CultureInfo.InvariantCulture, $"{Named(kind)}{++_last}");

    // What lies beside the flow is known by the beginning of its id.
    private string Named(string kind) => kind.StartsWith(DrawnProcess.Beside, StringComparison.Ordinal) ? $"{DrawnProcess.Beside}_{prefix}{kind}" : $"{prefix}{kind}";

    private T Pick<T>(params ReadOnlySpan<T> of) => of[random.Next(of.Length)];

    private void Flow(string source, string target, string? condition = null) => Add(Bpmn.Flow(source, target, condition));

    private void Add(params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            _parts.Append(part).Append('\n');
        }
    }
}
