using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Running;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

public sealed class ScenarioTests
{
    public static TheoryData<string> Names => [.. ScenarioFile.AllNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scenario_walks_to_the_end_it_tells(string name)
    {
        var walk = WalkOf(name);
        var state = walk.State!;
        var expected = ScenarioFile.Read(name).Expected;

        Assert.Equal(expected.GetProperty("status").GetString(), state.Instance!.Status == InstanceStatus.Active ? "waiting" : "completed");
        Assert.Equal(Texts(expected, "active"), state.Tasks.Values.Select(task => task.Element).Order(StringComparer.Ordinal));
        Assert.Equal(Texts(expected, "documents"), state.Documents.Select(document => document.Code).Distinct().Order(StringComparer.Ordinal));
        Assert.All(state.Documents, document => Assert.True(document.State is DocumentState.Issued or DocumentState.Served));
        Assert.Equal(
            expected.GetProperty("clocks").EnumerateObject().ToDictionary(clock => clock.Name, clock => clock.Value.GetString()!),
            state.Clocks.Values.ToDictionary(clock => clock.Id, clock => clock.State.ToString().ToLowerInvariant()));
        Assert.Equal(state.Instance.Status != InstanceStatus.Active, state.EndedAt is not null);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_stored_events_of_a_scenario_give_the_same_case_again(string name)
    {
        var walk = WalkOf(name);
        Assert.Equal(walk.State, Replay.Of(walk.Events));
    }

    internal static CaseWalk WalkOf(string name)
    {
        var scenario = ScenarioFile.Read(name);
        var walk = new CaseWalk(TestBureau.Setting);
        CaseWalk.Demand(walk.Open(scenario), "opening");
        foreach (var step in scenario.Steps)
        {
            CaseWalk.Demand(walk.Run(step), $"{step.Task} on {step.At:O}");
        }

        return walk;
    }

    private static IEnumerable<string> Texts(JsonElement expected, string member) =>
        expected.GetProperty(member).EnumerateArray().Select(text => text.GetString()!).Order(StringComparer.Ordinal);
}
