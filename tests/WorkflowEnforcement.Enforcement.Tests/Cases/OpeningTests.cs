using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

public sealed class OpeningTests
{
    private static readonly ScenarioFile Scenario = ScenarioFile.Read("full-penalty");

    [Theory]
    [InlineData("reviewer")]
    [InlineData("deputy")]
    [InlineData("director")]
    [InlineData("clerk")]
    [InlineData("archivist")]
    [InlineData("supervisor")]
    [InlineData("auditor")]
    [InlineData("admin")]
    public void A_case_is_opened_by_an_officer_or_his_unit_head(string user) => Open(by: user).Refused("case.opener");

    [Fact]
    public void An_administrator_opens_none_even_as_an_officer() =>
        Open(by: "admin", setting: TestBureau.Setting.Granting("admin", Roles.Officer)).Refused("case.opener");

    [Theory]
    [InlineData("")]
    [InlineData(" \u3000")]
    [InlineData("\u200B")]
    [InlineData("甲½")]
    public void A_case_has_a_title(string title) => Open(title: Broken.Text(title)).RefusedFor("title", "case.title");

    [Fact]
    public void A_title_has_two_hundred_characters_at_most()
    {
        Open(title: new string('案', 201)).Refused("case.title");
        Assert.Equal(new string('案', 200), Open(title: new string('案', 200)).Accepted().State.Title);
    }

    [Fact]
    public void A_title_is_kept_in_normal_form() => Assert.Equal("caf\u00e9案", Open(title: " cafe\u0301案 ").Accepted().State.Title);

    [Theory]
    [InlineData("review.q1", "ok")]
    [InlineData("verification.text", "属实。")]
    [InlineData("officers.lead", "officer1")]
    [InlineData("decision.kind", "penalty")]
    [InlineData("proposed.kind", "penalty")]
    public void What_a_later_step_asks_for_is_not_entered_at_the_opening(string key, string value) =>
        Open(facts: facts => facts.SetItem(key, FeelValue.Of(value))).RefusedFor(key);

    [Fact]
    public void Only_facts_of_the_dictionary_and_of_their_type_are_taken()
    {
        Open(facts: facts => facts.SetItem("no.such", FeelValue.Of("甲"))).RefusedFor("no.such");
        Open(facts: facts => facts.SetItem("clue.receivedOn", FeelValue.Of("2026-03-02"))).RefusedFor("clue.receivedOn");
        Open(facts: facts => facts.SetItem("clue.receivedOn", FeelValue.Of(new DateOnly(2026, 3, 3)))).RefusedFor("clue.receivedOn");
        Open(facts: facts => facts.SetItem("party.code", FeelValue.Of("91211011MA0000022X"))).RefusedFor("party.code");
        Open(facts: facts => facts.SetItem("matter.code", FeelValue.Of("JC-JN-01"))).RefusedFor("matter.code");
    }

    [Fact]
    public void A_case_is_opened_once_and_nothing_is_done_before()
    {
        var walk = new CaseWalk(TestBureau.Setting);
        new Then(walk, walk.Run(new ClaimTask(1) { By = TestBureau.Actor(walk.Setting, "officer1"), At = Scenario.At, CommandId = "a" })).Refused("case.unknown");
        CaseWalk.Demand(walk.Open(Scenario), "opening");
        new Then(walk, walk.Open(Scenario)).Refused("case.exists");
    }

    [Fact]
    public void Cases_of_a_year_are_numbered_without_gaps_and_a_new_year_begins_at_one()
    {
        var first = Open().Accepted().State;
        Assert.Equal("辽太工信线字〔2026〕第1号", first.ClueNumber);
        var register = new NumberRegister(NumberRegister.Empty.Last.SetItem(("线", 2026), 7));
        Assert.Equal("辽太工信线字〔2026〕第8号", Open(setting: TestBureau.Setting with { Numbers = register }).Accepted().State.ClueNumber);
        Assert.Equal("辽太工信线字〔2027〕第1号", Open(setting: TestBureau.Setting with { Numbers = register }, at: Scenario.At.AddYears(1)).Accepted().State.ClueNumber);
    }

    private static Then Open(
        string by = "officer1",
        string? title = null,
        Func<System.Collections.Immutable.ImmutableSortedDictionary<string, FeelValue>, System.Collections.Immutable.ImmutableSortedDictionary<string, FeelValue>>? facts = null,
        CaseSetting? setting = null,
        DateTimeOffset? at = null)
    {
        var walk = new CaseWalk(setting ?? TestBureau.Setting);
        var entered = facts is null ? Scenario.Facts : facts(Scenario.Facts);
        return new Then(walk, walk.Run(new OpenCase(title ?? Scenario.Title, entered) { By = TestBureau.Actor(walk.Setting, by), At = at ?? Scenario.At, CommandId = "open" }));
    }
}
