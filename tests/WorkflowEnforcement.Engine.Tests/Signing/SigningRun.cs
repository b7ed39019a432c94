using System.Text.Encodings.Web;
using System.Text.Json;
using WorkflowEnforcement.Engine.Signing;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Signing;

/// <summary>One work item under test: given a rule and seats, when commands come, then events, verdict and state can be asked for.</summary>
internal sealed class SigningRun
{
    private readonly List<WorkEvent> _events = [];
    private WorkItem? _replayed;

    private SigningRun(SigningRule rule, SigningAccepted opened)
    {
        Rule = rule;
        Item = opened.Item;
        Store(opened);
    }

    public SigningRule Rule { get; }

    public WorkItem Item { get; private set; }

    public IReadOnlyList<WorkEvent> Events => _events;

    public Verdict? Verdict => Item.Verdict;

    public string Due => string.Join(' ', Item.Due.Order(StringComparer.Ordinal));

    public static SigningRun Given(string rule, string seats, string happened = "")
    {
        var run = Opened(SigningWords.Rule(rule), SigningWords.Seats(seats));
        foreach (var command in happened.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            run.When(command);
        }

        return run;
    }

    public static SigningRun Opened(SigningRule rule, ValueList<string?> seats) =>
        new(rule, Assert.IsType<SigningAccepted>(WorkItems.Open(rule, seats)));

    public SigningRun When(string command)
    {
        var outcome = Try(SigningWords.Command(command));
        Assert.True(outcome is SigningAccepted, $"{command}: {outcome}");
        return this;
    }

    public SigningRun ThenRefused(string command, string code)
    {
        var before = Item;
        var refused = Assert.IsType<SigningRefused>(Try(SigningWords.Command(command)));
        Assert.Equal(code, refused.Code);
        Assert.Matches("^Expected .+, but .+", refused.Message);
        Assert.Equal(before, Item);
        return this;
    }

    public SigningRun ThenDue(string persons)
    {
        Assert.Equal(persons, Due);
        return this;
    }

    public SigningRun ThenOpen()
    {
        Assert.Null(Item.Verdict);
        return this;
    }

    public void ThenDecided(string outcome, Vote counts) => Assert.Equal(new Decided(outcome, counts), Item.Verdict);

    public void ThenGoBack(string? to) => Assert.Equal(new GoBack(to), Item.Verdict);

    /// <summary>Decides; what was taken is written and read as JSON, and the item must be what those events say.</summary>
    public SigningOutcome Try(WorkCommand command)
    {
        var outcome = WorkItems.Decide(Rule, Item, command);
        if (outcome is SigningAccepted accepted)
        {
            Assert.Equal(accepted.Verdict, Item.Verdict is null ? accepted.Item.Verdict : null);
            Item = accepted.Item;
            Store(accepted);
        }

        return outcome;
    }

    public static string Write(WorkEvent happened) => Written(writer => WorkEventJson.Write(writer, happened));

    public static string Write(WorkItem item) => Written(writer => WorkItemJson.Write(writer, item));

    public static WorkEvent ReadEvent(string json)
    {
        using var document = JsonDocument.Parse(json);
        return WorkEventJson.Read(document.RootElement);
    }

    public static WorkItem ReadItem(string json)
    {
        using var document = JsonDocument.Parse(json);
        return WorkItemJson.Read(document.RootElement);
    }

    private void Store(SigningAccepted accepted)
    {
        _events.AddRange(accepted.Events);
        _replayed = accepted.Events.Select(Write).Select(ReadEvent).Aggregate(_replayed, WorkItems.Evolve);
        Assert.Equal(Item, _replayed);
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
