using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Running;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>The scenarios beside the flows: facts, steps by role and day, refusals, and what the case has come to.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string, string> Names
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var folder in TestBureau.Folders)
            {
                foreach (var name in ScenarioFile.NamesOf(folder))
                {
                    rows.Add(folder, name);
                }
            }

            return rows;
        }
    }

    /// <summary>Scenarios of the first edition of the ordinary penalty procedure.</summary>
    public static TheoryData<string> First => [.. ScenarioFile.AllNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scenario_walks_to_the_end_it_tells(string folder, string name) => Ends(WalkOf(folder, name), ScenarioFile.Read(folder, name).Expected);

    [Theory]
    [MemberData(nameof(First))]
    public void A_case_that_is_bound_to_the_first_edition_still_comes_to_its_end(string name) => Ends(WalkOf(name), ScenarioFile.Read(name).Expected);

    private static void Ends(CaseWalk walk, JsonElement expected)
    {
        var state = walk.State!;
        Assert.Equal(expected.GetProperty("status").GetString(), state.Instance!.Status == InstanceStatus.Active ? "waiting" : "completed");
        Assert.Equal(Texts(expected, "active"), state.Tasks.Values.Select(task => task.Element).Order(StringComparer.Ordinal));
        Assert.Equal(Texts(expected, "documents"), state.Documents.Select(document => document.Code).Distinct().Order(StringComparer.Ordinal));
        Assert.All(state.Documents, document => Assert.True(document.State is DocumentState.Issued or DocumentState.Served));
        Assert.Equal(
            expected.GetProperty("clocks").EnumerateObject().ToDictionary(clock => clock.Name, clock => clock.Value.GetString()!),
            state.Clocks.Values.ToDictionary(clock => clock.Id, clock => clock.State.ToString().ToLowerInvariant()));
        Assert.Equal(state.Instance.Status != InstanceStatus.Active, state.EndedAt is not null);
        if (expected.TryGetProperty("facts", out var facts))
        {
            Assert.All(facts.EnumerateObject(), fact => Assert.Equal(fact.Value.ToString(), FactText.Entry(state.Facts.GetValueOrDefault(fact.Name, Engine.Conditions.FeelValue.Null))));
        }

        if (expected.TryGetProperty("effects", out _))
        {
            Assert.Equal(Texts(expected, "effects"), walk.Events.Select(recorded => recorded.Event).OfType<EffectFollowed>().Select(effect => effect.Element).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_stored_events_of_a_scenario_give_the_same_case_again(string folder, string name)
    {
        var walk = WalkOf(folder, name);
        Assert.Equal(walk.State, Replay.Of(walk.Events));
    }

    /// <summary>Walks a scenario of the first edition of the ordinary penalty procedure.</summary>
    internal static CaseWalk WalkOf(string name) => WalkOf(ScenarioFile.Read(name), TestBureau.Setting);

    /// <summary>Walks a scenario of a shipped procedure.</summary>
    internal static CaseWalk WalkOf(string folder, string name) =>
        ScenarioFile.Read(folder, name) is var scenario && scenario.HasAllPowers ? WalkOf(scenario, TestBureau.WithAllPowers(folder)) : WalkOf(scenario, TestBureau.SettingOf(folder));

    private static CaseWalk WalkOf(ScenarioFile scenario, CaseSetting setting)
    {
        var walk = new CaseWalk(setting);
        CaseWalk.Demand(walk.Open(scenario), "opening");
        walk.MakeDocuments(scenario.At);
        foreach (var step in scenario.Steps)
        {
            CaseWalk.Demand(walk.Run(step), $"{step.Task}{step.Message} on {step.At:O}");
        }

        return walk;
    }

    private static IEnumerable<string> Texts(JsonElement expected, string member) =>
        expected.GetProperty(member).EnumerateArray().Select(text => text.GetString()!).Order(StringComparer.Ordinal);
}
