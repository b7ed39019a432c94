using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Running;

public sealed class EngineEventJsonTests
{
    private static readonly FeelContext Facts = TestRun.Of(("罚款", FeelValue.Of(12.50m)), ("empty", FeelValue.Null));

    /// <summary>Stored forever: a sample that must be changed here is a format that old cases no longer read.</summary>
    public static TheoryData<string> Samples { get; } =
    [
        """{"t":"ScopeOpened","scope":1,"element":"P","variables":{"a":{"n":"12.50"}}}""",
        """{"t":"ScopeOpened","scope":5,"element":"sub","host":4,"variables":{}}""",
        """{"t":"ScopeClosed","scope":5}""",
        """{"t":"ElementEntered","token":2,"scope":1,"element":"start"}""",
        """{"t":"ElementEntered","token":3,"scope":1,"element":"work","flow":"f1"}""",
        """{"t":"TokenRested","token":3,"state":"Waiting"}""",
        """{"t":"TokenRested","token":3,"state":"Queued"}""",
        """{"t":"TurnCame","token":3}""",
        """{"t":"ElementCompleted","token":3,"element":"work"}""",
        """{"t":"TokenJoined","token":3,"element":"join"}""",
        """{"t":"TokenCancelled","token":3,"element":"work"}""",
        """{"t":"VariablesWritten","scope":1,"variables":{"on":{"d":"2026-03-02"}}}""",
        """{"t":"TimerSet","timer":4,"token":3,"element":"late","dueAt":"2026-03-02T09:00:00+08:00"}""",
        """{"t":"TimerFired","timer":4,"element":"late"}""",
        """{"t":"TimerDropped","timer":4}""",
        """{"t":"EngineIncidentRaised","incident":4,"token":3,"element":"choice","code":"gateway.no-flow","message":"m","phase":"Entering"}""",
        """{"t":"EngineIncidentResolved","incident":4}""",
        """{"t":"ScopeOpened","scope":5,"element":"sub","host":4,"counter":2,"definition":"called","variables":{}}""",
        """{"t":"ElementEntered","token":3,"scope":1,"element":"work","flow":"f1","after":2}""",
        """{"t":"ElementEntered","token":9,"scope":1,"element":"work","after":8,"again":3}""",
        """{"t":"ElementCompleted","token":3,"element":"work","step":true}""",
        """{"t":"ElementCompleted","token":3,"element":"work","step":true,"frame":true}""",
        """{"t":"TimerSet","timer":4,"token":3,"element":"late","dueAt":"2026-03-02T09:00:00+08:00","every":"PT10M","left":2}""",
        """{"t":"ScopeTimerSet","timer":4,"scope":1,"element":"late","dueAt":"2026-03-02T09:00:00+08:00","every":"P1D","left":-1}""",
        """{"t":"TimerSet","timer":4,"token":3,"element":"late","dueAt":"2026-02-28T00:00:00+08:00","every":"P1M","since":"2026-01-31T00:00:00+08:00","left":-1}""",
        """{"t":"MessageThrown","element":"send","name":"催告"}""",
        """{"t":"MessageCaught","element":"receive","name":"催告"}""",
        """{"t":"SignalThrown","element":"","name":"停工"}""",
        """{"t":"ErrorThrown","element":"fail","code":"E1","caughtBy":"caught"}""",
        """{"t":"EscalationThrown","element":"raise","code":"up","caughtBy":"caught"}""",
        """{"t":"EscalationThrown","element":"raise","code":"up"}""",
        """{"t":"EscalationThrown","element":"work","code":"up","caughtBy":"caught","by":3}""",
        """{"t":"DecisionMade","element":"weigh","decision":"discretion","rules":["discretion#3"]}""",
        """{"t":"ConditionHeld","owner":3,"element":"when","again":true}""",
        """{"t":"ConditionCleared","owner":3,"element":"when"}""",
        """{"t":"LoopBegun","token":3,"total":2,"items":["甲","乙"]}""",
        """{"t":"LoopBegun","token":3,"items":[]}""",
        """{"t":"LoopInstanceCompleted","loop":3,"counter":1,"token":5}""",
        """{"t":"LoopInstanceTerminated","loop":3,"counter":2}""",
        """{"t":"LoopInstanceRecalled","loop":3,"counter":2}""",
        """{"t":"LoopInstanceReopened","loop":3,"counter":1,"token":5}""",
        """{"t":"CompensationKept","record":6,"scope":1,"element":"book","from":4}""",
        """{"t":"CompensationKept","record":6,"scope":1,"element":"book","token":3}""",
        """{"t":"ScopesReopened","visit":7,"host":3}""",
        """{"t":"CompensationKept","record":6,"scope":1,"element":"book","from":4,"instance":3}""",
        """{"t":"CompensationHandedUp","from":4,"into":1}""",
        """{"t":"CompensationBegun","token":8,"records":[7,6]}""",
        """{"t":"CompensationTaken","token":8,"record":7,"into":9}""",
        """{"t":"CompensationTaken","token":8,"record":6}""",
        """{"t":"CompensationEnded","token":8}""",
        """{"t":"StepReturned","token":8,"element":"review","to":"draft","reason":"补充证据","visit":3}""",
        """{"t":"StepWithdrawn","visit":3,"element":"draft"}""",
        """{"t":"WorkBegun","token":3,"veto":["director"],"presiding":"deputy"}""",
        """{"t":"WorkChanged","token":3,"change":{"t":"WorkOpened","persons":["a",null]}}""",
        """{"t":"InstanceMigrated","from":"a1","to":"a2","process":"P","moved":{"":{"work":"review"}},"calls":{"shared.service":"b2"},"forgotten":{"":["old"]}}""",
        """{"t":"CallsBound","versions":{"shared.service":"a1"}}""",
        """{"t":"InstanceCompleted"}""",
        """{"t":"InstanceTerminated","reason":"r"}""",
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_stored_event_is_read_and_written_to_the_same_bytes(string sample)
    {
        Assert.Equal(sample, Write(Read(sample)));
    }

    [Fact]
    public void Every_type_of_event_has_a_sample()
    {
        var sampled = Samples.Select(row => Read(row.Data).GetType()).ToHashSet();

        Assert.Empty(EventTypes.All.Except(sampled));
    }

    [Theory]
    [InlineData("""{"t":"ScopeClosed"}""")]
    [InlineData("""{"t":"ScopeClosed","scope":1,"more":1}""")]
    [InlineData("""{"t":"ScopeClosed","scope":1,"scope":1}""")]
    [InlineData("""{"t":"ScopeClosed","scope":"1"}""")]
    [InlineData("""{"t":"ScopeClosed","scope":0}""")]
    [InlineData("""{"t":"ScopeClosed","scope":1.5}""")]
    [InlineData("""{"t":"ScopeVanished","scope":1}""")]
    [InlineData("""{"scope":1}""")]
    [InlineData("""[1]""")]
    [InlineData("""{"t":"TokenRested","token":3,"state":"waiting"}""")]
    [InlineData("""{"t":"TokenRested","token":3,"state":"1"}""")]
    [InlineData("""{"t":"TimerSet","timer":4,"token":3,"element":"late","dueAt":"2026-03-02T01:00:00Z"}""")]
    [InlineData("""{"t":"VariablesWritten","scope":1,"variables":{"a":1}}""")]
    [InlineData("""{"t":"VariablesWritten","scope":1,"variables":{"a":{"n":"1e3"}}}""")]
    [InlineData("""{"t":"VariablesWritten","scope":1,"variables":{"a":{"n":"1","d":"2026-03-02"}}}""")]
    [InlineData("""{"t":"VariablesWritten","scope":1,"variables":{"a":true,"a":true}}""")]
    [InlineData("""{"t":"VariablesWritten","scope":1,"variables":[]}""")]
    public void What_the_writer_would_not_write_is_refused(string json)
    {
        Assert.Throws<FormatException>(() => Read(json));
    }

    [Fact]
    public void Numbers_of_facts_keep_their_digits()
    {
        Assert.Equal("""{"t":"VariablesWritten","scope":1,"variables":{"empty":null,"罚款":{"n":"12.50"}}}""", Write(new VariablesWritten(1, Facts)));
    }

    private static EngineEvent Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return EngineEventJson.Read(document.RootElement);
    }

    private static string Write(EngineEvent happened)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            EngineEventJson.Write(writer, happened);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}

internal static class EventTypes
{
    public static IEnumerable<Type> All { get; } =
        [.. Assembly.GetAssembly(typeof(EngineEvent))!.GetTypes().Where(type => type.IsSubclassOf(typeof(EngineEvent)) && !type.IsAbstract)];
}
