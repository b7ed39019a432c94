using System.Collections.Immutable;
using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Engine.Running;

public static partial class ProcessInstanceJson
{
    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The JSON is not in that form.</exception>
    public static ProcessInstance Read(JsonElement json)
    {
        try
        {
            return json.GetProperty("v").GetInt32() == Form ? ReadState(json) : throw new FormatException($"Expected a state of form {Form}, but found another");
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or ArgumentException or IndexOutOfRangeException)
        {
            throw new FormatException($"Expected a state of a process instance as it is written, but: {e.Message}", e);
        }
    }

    private static ProcessInstance ReadState(JsonElement json) => new()
    {
        Status = (InstanceStatus)json.GetProperty("s").GetInt32(),
        NextId = json.GetProperty("n").GetInt64(),
        Tokens = Rows(json, "t", ReadToken, token => token.Id),
        Scopes = Rows(json, "o", ReadScope, scope => scope.Id),
        Timers = Rows(json, "d", ReadTimer, timer => timer.Id),
        Incidents = Rows(json, "i", ReadIncident, incident => incident.Id),
        Loops = Rows(json, "l", ReadLoop, loop => loop.Token),
        Work = Rows(json, "w", ReadWork, work => work.Token),
        Compensations = Rows(json, "c", ReadRecord, record => record.Id),
        Compensating = Rows(json, "u", ReadCompensating, work => work.Token),
        Held = json.TryGetProperty("h", out var held) ? [.. held.EnumerateArray().Select(row => new HeldCondition(row[0].GetInt64(), Text(row[1])))] : [],
        Calls = json.TryGetProperty("b", out var calls)
            ? ProcessInstance.NoCalls.AddRange(calls.EnumerateArray().Select(row => KeyValuePair.Create(Text(row[0]), Text(row[1]))))
            : ProcessInstance.NoCalls,
        Kept = Rows(json, "k", ReadKept, kept => kept.Step.Id),
        Fresh = json.TryGetProperty("f", out var fresh) ? [.. fresh.EnumerateArray().Select(visit => visit.GetInt64())] : [],
    };

    private static ImmutableSortedDictionary<long, T> Rows<T>(JsonElement json, string name, Func<JsonElement, T> read, Func<T, long> key)
    {
        if (!json.TryGetProperty(name, out var rows))
        {
            return ImmutableSortedDictionary<long, T>.Empty;
        }

        var found = ImmutableSortedDictionary.CreateBuilder<long, T>();
        foreach (var row in rows.EnumerateArray())
        {
            var value = read(row);
            found.Add(key(value), value);
        }

        return found.ToImmutable();
    }

    private static Token ReadToken(JsonElement row)
    {
        var steps = ImmutableArray.CreateBuilder<TrailStep>();
        var length = row.GetArrayLength();
        for (var at = 5; at < length; at += 2)
        {
            steps.Add(new TrailStep(Text(row[at]), row[at + 1].GetInt64()));
        }

        return new Token(row[0].GetInt64(), row[1].GetInt64(), Text(row[2]), row[3].GetString(), (TokenState)row[4].GetInt32())
        {
            Trail = steps.Count == 0 ? Trail.Empty : new Trail(steps.ToImmutable()),
        };
    }

    private static ScopeInstance ReadScope(JsonElement row)
    {
        var host = row[2].GetInt64();
        var more = row.GetArrayLength() > 4;
        return new ScopeInstance(row[0].GetInt64(), Text(row[1]), host == 0 ? null : host, FeelJson.ReadEntries(row[3]))
        {
            Counter = more && row[4].GetInt32() is var counter and > 0 ? counter : null,
            Definition = more ? row[5].GetString() : null,
        };
    }

    private static TimerSubscription ReadTimer(JsonElement row) =>
        new(row[0].GetInt64(), row[1].GetInt64(), Text(row[3]), Moment(row[4]))
        {
            Scope = row[2].GetInt64(),
            Left = row[5].GetInt32(),
            Every = row[6].GetString(),
            Since = row.GetArrayLength() > 7 ? Moment(row[7]) : null,
        };

    private static EngineIncident ReadIncident(JsonElement row) =>
        new(row[0].GetInt64(), row[1].GetInt64(), Text(row[2]), Text(row[3]), Text(row[4])) { Phase = (IncidentPhase)row[5].GetInt32() };

    private static LoopInstance ReadLoop(JsonElement row)
    {
        var done = ImmutableSortedDictionary.CreateBuilder<long, int>();
        var rest = row.EnumerateArray().Skip(6).ToArray();
        for (var at = 0; at < rest.Length; at += 2)
        {
            done.Add(rest[at].GetInt64(), rest[at + 1].GetInt32());
        }

        return new LoopInstance(row[0].GetInt64(), row[1].GetInt32() is var total and >= 0 ? total : null, (FeelList)FeelJson.Read(row[2]))
        {
            Started = row[3].GetInt32(),
            Completed = row[4].GetInt32(),
            Terminated = row[5].GetInt32(),
            Done = done.ToImmutable(),
        };
    }

    private static OpenWork ReadWork(JsonElement row) => new(row[0].GetInt64(), WorkItemJson.Read(row[1]))
    {
        Presiding = row[2].GetString(),
        Veto = [.. row.EnumerateArray().Skip(3).Select(Text)],
    };

    private static CompensationRecord ReadRecord(JsonElement row)
    {
        var visit = row.GetArrayLength() > 4 && row[4].ValueKind == JsonValueKind.Number ? row[4].GetInt64() : 0;
        return new(row[0].GetInt64(), row[1].GetInt64(), Text(row[2]), FeelJson.ReadEntries(row[3]), [.. row.EnumerateArray().Skip(visit == 0 ? 4 : 5).Select(ReadRecord)])
        {
            Visit = Math.Abs(visit),
            Returned = visit < 0,
        };
    }

    private static KeptStep ReadKept(JsonElement row) => new(ReadToken(row[1]), row[0].GetInt64(), Read(row[2]));

    private static Compensating ReadCompensating(JsonElement row) =>
        new(row[0].GetInt64(), [.. row.EnumerateArray().Skip(1).Select(record => record.GetInt64())]);

    private static DateTimeOffset Moment(JsonElement json) => IsoText.Moment(Text(json), TimeSpan.Zero) ?? throw new FormatException("Expected a moment");

    private static string Text(JsonElement json) => json.GetString() ?? throw new FormatException("Expected a text, but found null");
}
