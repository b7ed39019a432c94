using System.Text;
using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Reading;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Simulation;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Simulation;

public sealed class CorpusTests
{
    public static TheoryData<string> Names => [.. CorpusCase.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_process_does_what_the_standard_or_the_contract_says(string name)
    {
        var written = CorpusCase.Read(name);
        List<string> differences =
        [
            .. from at in written.Runs.Index()
               from difference in Differences(written, at.Item)
               select $"run {at.Index}{(at.Item.When is { } when ? $" ({when})" : "")}: {difference}",
        ];

        Assert.True(differences.Count == 0, $"{name}: {written.Title}\n{string.Join('\n', differences)}\ndecided by {written.Basis}");
    }

    [Fact]
    public void Every_case_has_its_own_title_and_names_what_decides_it()
    {
        var cases = CorpusCase.Names.Select(CorpusCase.Read).ToList();

        Assert.True(cases.Count >= 200, $"Expected at least 200 cases, but there are {cases.Count}");
        Assert.Empty(cases.GroupBy(written => written.Title).Where(same => same.Count() > 1).Select(same => same.Key));
        Assert.All(cases, written => Assert.True(written.Basis.Length > 10 && written.Runs.Count > 0, written.Title));
    }

    private static IEnumerable<string> Differences(CorpusCase written, CorpusRun run)
    {
        var loaded = written.Load();
        if (run.Expect.Faults is { } faults)
        {
            return FaultDifferences(written, faults, loaded.Faults);
        }

        if (loaded.Model is not { } model)
        {
            return [$"expected to be read, but {string.Join("; ", loaded.Faults)}"];
        }

        var script = ScriptReader.Read(JsonSerializer.SerializeToUtf8Bytes(run.Script));
        return script.Script is { } sound
            ? AnswerDifferences(run.Expect, Simulator.Run(model, sound))
            : [$"expected a sound script, but {string.Join("; ", script.Faults)}"];
    }

    private static IEnumerable<string> FaultDifferences(CorpusCase written, IReadOnlyList<string> expected, IReadOnlyList<ModelFault> found)
    {
        var missing = expected.Where(places => !found.Any(fault => places.Split('|').Contains(fault.Element))).ToList();
        var foreign = found.Where(fault => !expected.Any(places => places.Split('|').Contains(fault.Element)));
        var lines = File.ReadAllLines(written.File);
        var misplaced = found.Where(fault => ElementAround(lines, fault.Line) != fault.Element);
        return
        [
            .. missing.Select(places => $"expected a fault at {places}, but found {string.Join("; ", found)}"),
            .. foreign.Select(fault => $"expected no fault {fault}"),
            .. misplaced.Select(fault => $"expected the line of {fault.Element}, but found {fault}"),
        ];
    }

    /// <summary>Id of the last element that begins at a line or before it.</summary>
    private static string? ElementAround(string[] lines, int line) =>
        lines.Take(line).Reverse().FirstOrDefault(text => text.Contains(" id=\"", StringComparison.Ordinal))?.Split(" id=\"")[1].Split('"')[0];

    private static string Plain(FeelValue value)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            PlainJson.Write(writer, value);
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static IEnumerable<string> AnswerDifferences(CorpusExpectation expected, SimulationAnswer answer)
    {
        List<string> trace = [.. answer.Trace];
        var status = answer.Status.ToString().ToLowerInvariant();
        if (status != expected.Status)
        {
            yield return $"expected status {expected.Status}, but found {status} {string.Join("; ", answer.Events.OfType<EngineIncidentRaised>())}";
        }

        if (expected.Active is { } active && !active.SequenceEqual(answer.Active))
        {
            yield return $"expected active [{string.Join(' ', active)}], but found [{string.Join(' ', answer.Active)}]";
        }

        foreach (var difference in TraceDifferences(expected, trace))
        {
            yield return $"{difference}, but found [{string.Join(' ', trace)}]";
        }

        if (expected.Variables is { } variables && !PlainJson.Read(variables).Equals(PlainJson.Read(JsonElement.Parse(Plain(answer.Variables)))))
        {
            yield return $"expected variables {variables}, but found {Plain(answer.Variables)}";
        }

        if (expected.Refused is { } refused && !refused.SequenceEqual(answer.Refused.Select(step => new CorpusRefusal(step.Index, step.Code))))
        {
            yield return $"expected refused [{string.Join("; ", refused)}], but found [{string.Join("; ", answer.Refused)}]";
        }
    }

    private static IEnumerable<string> TraceDifferences(CorpusExpectation expected, List<string> trace)
    {
        if (expected.Trace is { } one && !one.SequenceEqual(trace))
        {
            yield return $"expected trace [{string.Join(' ', one)}]";
        }

        if (expected.TraceOneOf is { } few && !few.Any(allowed => allowed.SequenceEqual(trace)))
        {
            yield return $"expected trace {string.Join(" or ", few.Select(allowed => $"[{string.Join(' ', allowed)}]"))}";
        }

        if (expected.TraceAnyOrder is { } all && !all.Order(StringComparer.Ordinal).SequenceEqual(trace.Order(StringComparer.Ordinal)))
        {
            yield return $"expected in the trace, in any order, [{string.Join(' ', all)}]";
        }

        foreach (var pair in expected.Order.Select(pair => pair.Split('<')).Where(pair => trace.IndexOf(pair[0]) >= trace.LastIndexOf(pair[1])))
        {
            yield return $"expected {pair[0]} before {pair[1]}";
        }
    }
}
