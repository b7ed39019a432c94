using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>A process that was drawn at random, and what its drawing says about where tokens can be.</summary>
/// <param name="Text">The file.</param>
/// <param name="Regions">The flow of each scope, by the id of its element.</param>
internal sealed record DrawnProcess(string Text, IReadOnlyDictionary<string, Region> Regions)
{
    /// <summary>Elements whose ids begin so lie beside the flow: any number of tokens may be there.</summary>
    public const string Beside = "side";

    /// <summary>The files of the processes it calls.</summary>
    public IReadOnlyList<string> Called { get; init; } = [];

    /// <summary>Reads it and ties it to what it calls.</summary>
    public ProcessModel Read(string text) => Bpmn.Linked(Sound(text), [.. Called.Select(Sound)]);

    /// <summary>Checks that the tokens of each scope can be explained by its drawing.</summary>
    public void Explain(ProcessModel model, ProcessInstance state)
    {
        if (state.Status != InstanceStatus.Active)
        {
            return;
        }

        var inhabitants = state.Tokens.Values.ToLookup(token => token.Scope);
        foreach (var scope in state.Scopes.Values)
        {
            var tokens = inhabitants[scope.Id].Where(token => !token.Element.StartsWith(Beside, StringComparison.Ordinal)).ToList();
            if (scope.Counter is not null)
            {
                Assert.Equal(scope.Element, Assert.Single(tokens).Element);
            }
            else if (Regions.TryGetValue(scope.Element, out var region))
            {
                Explain(scope.Definition is { } called ? model.Called[called] : model, region, tokens);
            }
        }
    }

    private static void Explain(ProcessModel model, Region region, List<Token> tokens)
    {
        var handlers = tokens.Select(token => model.Nodes[token.Element]).OfType<EventSubprocess>().ToList();
        var known = region.Elements.ToHashSet(StringComparer.Ordinal);
        var threads = region.Threads(tokens);
        Assert.All(tokens, token => Assert.True(known.Contains(token.Element) || model.Nodes[token.Element] is EventSubprocess, $"{token.Element} cannot be explained"));
        if (handlers.Any(handler => ((StartEvent)model.Nodes[handler.Start]).Interrupting))
        {
            Assert.Equal((0, 1), (threads, handlers.Count(handler => ((StartEvent)model.Nodes[handler.Start]).Interrupting)));
        }
    }

    private static ProcessModel Sound(string text)
    {
        var read = Bpmn.Read(text);
        return read.Model ?? throw new InvalidOperationException($"{string.Join('\n', read.Faults)}\n{text}");
    }
}
