using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Tests.TestKit;

namespace WorkflowEnforcement.Engine.Tests.Running;

/// <summary>The short language in which the page on approval operations draws a flow: what stands after one another is done so.</summary>
/// <remarks>
/// <c>a</c> a user task; <c>( a / b )</c> parallel branches; <c>{ a / b }</c> inclusive ones, all taken; <c>a*2</c> twice side by side; <c>a>2</c> one after the other;
/// <c>sub[ a b ]</c> a subprocess; <c>call&lt; a b &gt;</c> a called process; <c>a~b</c> a timer beside a leads to b; <c>on![ a ]</c> an event subprocess beside all, which the message <c>on</c> starts.
/// </remarks>
internal sealed class FlowWords
{
    private readonly Queue<string> _words;
    private readonly List<ProcessModel> _called = [];
    private int _last;

    private FlowWords(string words) => _words = new Queue<string>(words.Split(' '));

    public static ProcessModel Read(string words)
    {
        var reading = new FlowWords(words);
        return Bpmn.Linked(Bpmn.Model(reading.Scope("P", null)), [.. reading._called]);
    }

    // A start, what follows it, an end.
    private string[] Scope(string id, string? close)
    {
        var parts = new List<string> { Bpmn.Start($"start_{id}"), Bpmn.End($"end_{id}") };
        var exit = Follow(parts, $"start_{id}", close);
        parts.Add(Bpmn.Flow(exit, $"end_{id}"));
        return [.. parts];
    }

    private string Follow(List<string> parts, string from, params ReadOnlySpan<string?> closes)
    {
        while (_words.TryPeek(out var word) && !closes.Contains(word))
        {
            from = Item(parts, from, _words.Dequeue());
        }

        return from;
    }

    private string Item(List<string> parts, string from, string word)
    {
        if (word is "(" or "{")
        {
            return Branches(parts, from, word == "(", word == "(" ? ")" : "}");
        }

        var name = word.Split('*', '>', '[', '<', '~', '!')[0];
        parts.Add(word[name.Length..] switch
        {
            "" => Bpmn.User(name),
            ['*', .. var times] => Bpmn.Times(Bpmn.User(name), times),
            ['>', .. var times] => Bpmn.Times(Bpmn.User(name), times, sequential: true),
            ['~', .. var beside] => $"{Bpmn.User(name)}{Bpmn.On(name, $"on_{beside}", Bpmn.Timer("P1D"), interrupting: false)}{Bpmn.User(beside)}{Bpmn.Flow($"on_{beside}", beside)}",
            "[" => Bpmn.Sub(name, Closed(name, "]")),
            "<" => Called(name),
            "![" => Beside(name),
            _ => throw new FormatException($"Expected a part of a flow, but found '{word}'"),
        });
        if (word.EndsWith("![", StringComparison.Ordinal))
        {
            return from;
        }

        parts.Add(Bpmn.Flow(from, name));
        return name;
    }

    private string Branches(List<string> parts, string from, bool parallel, string close)
    {
        var (fork, join) = ($"fork{++_last}", $"join{_last}");
        parts.AddRange(parallel ? [Bpmn.Parallel(fork), Bpmn.Parallel(join)] : [Bpmn.Inclusive(fork), Bpmn.Inclusive(join)]);
        parts.Add(Bpmn.Flow(from, fork));
        do
        {
            var exit = Follow(parts, fork, "/", close);
            parts.Add(Bpmn.Flow(exit, join));
        }
        while (_words.Dequeue() == "/");
        return join;
    }

    private string[] Closed(string id, string close)
    {
        var parts = Scope(id, close);
        _words.Dequeue();
        return parts;
    }

    private string Called(string name)
    {
        _called.Add(Bpmn.Of($"called_{name}", Closed(name, ">")));
        return Bpmn.Call(name, $"called_{name}");
    }

    private string Beside(string name)
    {
        var parts = Closed(name, "]");
        return Bpmn.Handles(name, [.. parts.Select(part => part == Bpmn.Start($"start_{name}") ? Bpmn.Begins($"start_{name}", Bpmn.Message($"{name}_message"), interrupting: false) : part)]);
    }
}
