using WorkflowEnforcement.Engine.Signing;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Signing;

/// <summary>Stored forever: a sample that must be changed is a format that old cases no longer read.</summary>
public sealed class WorkJsonTests
{
    public static TheoryData<string> Events { get; } = [.. Lines("events.jsonl")];

    public static TheoryData<string> Items { get; } = [.. Lines("items.jsonl")];

    [Theory]
    [MemberData(nameof(Events))]
    public void A_stored_event_is_read_and_written_to_the_same_bytes(string sample)
    {
        var happened = SigningRun.ReadEvent(sample);

        Assert.Equal(sample, SigningRun.Write(happened));
        Assert.Equal(happened, SigningRun.ReadEvent(sample));
        Assert.Equal(happened.GetHashCode(), SigningRun.ReadEvent(sample).GetHashCode());
    }

    [Fact]
    public void Every_type_of_event_has_a_sample()
    {
        var sampled = Events.Select(row => SigningRun.ReadEvent(row.Data).GetType()).ToHashSet();

        Assert.Empty(EventTypes.Except(sampled));
    }

    [Fact]
    public void Every_type_of_event_is_applied()
    {
        var opened = WorkItems.Evolve(null, new WorkOpened(["a", "b", "c", "d", "e"], InTurn: false));

        Assert.All(Events, row =>
        {
            var happened = SigningRun.ReadEvent(row.Data);
            Assert.NotNull(WorkItems.Evolve(happened is WorkOpened ? null : opened, happened));
        });
    }

    [Fact]
    public void An_event_without_an_arm_is_a_bug()
    {
        var opened = WorkItems.Evolve(null, new WorkOpened([null], InTurn: false));

        Assert.Throws<System.Diagnostics.UnreachableException>(() => WorkItems.Evolve(opened, new Unheard()));
        Assert.Throws<System.Diagnostics.UnreachableException>(() => WorkItems.Evolve(null, new WorkDecided("agree", Vote.For)));
        Assert.Throws<System.Diagnostics.UnreachableException>(() => SigningRun.Write(new Unheard()));
    }

    [Theory]
    [MemberData(nameof(Items))]
    public void A_stored_item_is_read_and_written_to_the_same_bytes(string sample) => Assert.Equal(sample, SigningRun.Write(SigningRun.ReadItem(sample)));

    [Theory]
    [InlineData("""{"t":"WorkClaimed","by":"a","at":"2026-03-02T09:00:00+08:00"}""")]
    [InlineData("""{"t":"WorkClaimed","by":"a","at":"2026-03-02T09:00:00+08:00","seat":1,"more":1}""")]
    [InlineData("""{"t":"WorkClaimed","by":"a","at":"2026-03-02T09:00:00+08:00","seat":1,"seat":1}""")]
    [InlineData("""{"t":"WorkClaimed","by":"a","at":"2026-03-02T09:00:00+08:00","seat":0}""")]
    [InlineData("""{"t":"WorkClaimed","by":"a","at":"2026-03-02T09:00:00+08:00","seat":"1"}""")]
    [InlineData("""{"t":"WorkClaimed","by":"a","at":"2026-03-02T01:00:00Z","seat":1}""")]
    [InlineData("""{"t":"WorkClaimed","by":null,"at":"2026-03-02T09:00:00+08:00","seat":1}""")]
    [InlineData("""{"t":"WorkClaimed","seat":1}""")]
    [InlineData("""{"t":"WorkVanished","by":"a","at":"2026-03-02T09:00:00+08:00"}""")]
    [InlineData("""{"by":"a"}""")]
    [InlineData("""["WorkSentBack"]""")]
    [InlineData("""{"t":"WorkOpened","persons":["a"],"inTurn":false}""")]
    [InlineData("""{"t":"WorkOpened","persons":"a"}""")]
    [InlineData("""{"t":"WorkOpened","persons":[1]}""")]
    [InlineData("""{"t":"WorkDecided","outcome":"agree","counts":"for"}""")]
    [InlineData("""{"t":"WorkDecided","outcome":"agree","counts":"0"}""")]
    [InlineData("""{"t":"SignersAdded","by":"a","at":"2026-03-02T09:00:00+08:00","seat":1,"position":"Before","added":[{"id":2,"person":"x","standing":"Adviser"}]}""")]
    [InlineData("""{"t":"SignersAdded","by":"a","at":"2026-03-02T09:00:00+08:00","seat":1,"position":"Before","added":[2]}""")]
    [InlineData("""{"t":"SignersRemoved","by":"a","at":"2026-03-02T09:00:00+08:00","seats":[null]}""")]
    [InlineData("""{"t":"CopySent","by":"a","at":"2026-03-02T09:00:00+08:00","persons":[null]}""")]
    public void What_the_writer_would_not_write_is_no_event(string json) => Assert.Throws<FormatException>(() => SigningRun.ReadEvent(json));

    [Theory]
    [InlineData("""{"seats":[],"copies":[],"more":1}""")]
    [InlineData("""{"seats":[{"id":2,"origin":"Drawn","standing":"Voter","awaits":[],"delegates":[],"opinions":[]}],"copies":[]}""")]
    [InlineData("""{"seats":[{"id":1,"origin":"Drawn","standing":"Voter","awaits":[2],"delegates":[],"opinions":[]}],"copies":[]}""")]
    [InlineData("""{"seats":[{"id":1,"origin":"Before","standing":"Adviser","addedFor":2,"awaits":[],"delegates":[],"opinions":[]}],"copies":[]}""")]
    [InlineData("""{"seats":[{"id":1,"rightsOf":[],"origin":"Drawn","standing":"Voter","awaits":[],"delegates":[],"opinions":[]}],"copies":[]}""")]
    [InlineData("""{"seats":[],"copies":[],"verdict":{"t":"Undecided"}}""")]
    [InlineData("""{"seats":[],"copies":[],"verdict":null}""")]
    public void What_the_writer_would_not_write_is_no_item(string json) => Assert.Throws<FormatException>(() => SigningRun.ReadItem(json));

    private static IEnumerable<Type> EventTypes =>
        typeof(WorkEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(WorkEvent)) && !type.IsAbstract);

    private static string[] Lines(string sample) => OperationsPage.SampleFile(sample).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private sealed record Unheard : WorkEvent;
}
