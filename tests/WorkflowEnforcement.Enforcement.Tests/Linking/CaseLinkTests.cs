using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Linking;
using WorkflowEnforcement.Enforcement.Records;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Linking;

/// <summary>由本案立案: a case follows from another when the law says so, once, with what is known already.</summary>
public sealed class CaseLinkTests
{
    private static readonly Guid First = new("01990000-0000-7000-8000-000000000001");
    private static readonly DateTimeOffset At = new(2026, 7, 1, 9, 0, 0, TimeSpan.FromHours(8));

    public static TheoryData<string, string, string> Due => new()
    {
        { "inspection-daily", "handed-over", "penalty-ordinary" },
        { "inspection-daily", "handed-over", "penalty-summary" },
        { "penalty-summary", "contested", "penalty-ordinary" },
        { "licensing-ordinary", "full-licence", "licensing-change" },
        { "licensing-ordinary", "full-licence", "licensing-renewal" },
        { "licensing-ordinary", "full-licence", "licensing-revocation" },
    };

    [Theory]
    [MemberData(nameof(Due))]
    public void A_case_is_opened_from_another_with_what_that_one_knows(string from, string scenario, string to)
    {
        var origin = Origin(from, scenario);
        var walk = Opening(to, origin);
        var state = Assert.IsType<Accepted>(walk.Run(Open(walk))).State;

        Assert.Equal(origin.State.Text("party.name"), state.Text("party.name"));
        Assert.Equal(origin.State.Text("party.code"), state.Text("party.code"));
        Assert.Equal(new CaseOrigin(First, origin.State.Procedure, origin.State.Number ?? origin.State.ClueNumber, Enforcement.Documents.DocumentFacts.Cause(origin.State)), state.Origin);
        Assert.Equal(state, Replay.Of(walk.Events));
    }

    [Fact]
    public void What_an_inspection_found_is_the_clue_of_the_penalty_case_with_its_evidence()
    {
        var origin = Origin("inspection-daily", "handed-over");
        var walk = Opening("penalty-ordinary", origin);
        CaseWalk.Demand(walk.Run(Open(walk)), "opening");

        Assert.Equal("inspection", walk.State!.Text("clue.source"));
        Assert.Contains("现场检查笔录（3页）", walk.State.Text("clue.content"), StringComparison.Ordinal);
        Assert.Contains(origin.State.ClueNumber, walk.State.Text("clue.content"), StringComparison.Ordinal);
        Assert.Equal(FeelValue.Of(new DateOnly(2026, 7, 1)), walk.State.Facts["clue.receivedOn"]);
        Assert.Equal(origin.State.Facts["evidence.items"], walk.State.Facts["evidence.items"]);
    }

    [Fact]
    public void What_was_converted_begins_as_an_ordinary_case_with_the_scene_in_its_clue()
    {
        var walk = Opening("penalty-ordinary", Origin("penalty-summary", "contested"));
        CaseWalk.Demand(walk.Run(Open(walk)), "opening");
        Assert.Contains("需要检定", walk.State!.Text("clue.content"), StringComparison.Ordinal);
        Assert.Equal("CF-DL-02", walk.State.Text("matter.code"));
        Assert.Equal("擅自超过合同约定的容量用电。", walk.State.Text("violation.text"));
    }

    [Fact]
    public void The_old_licence_names_itself_in_the_case_that_renews_it()
    {
        var origin = Origin("licensing-ordinary", "full-licence");
        var walk = Opening("licensing-renewal", origin);
        CaseWalk.Demand(walk.Run(Open(walk)), "opening");
        Assert.Equal(origin.State.Documents.Last(document => document.Code == "L19").Number, walk.State!.Text("permit.number"));
        Assert.Equal(origin.State.Date("permit.validTo"), walk.State.Date("permit.validTo"));
    }

    [Theory]
    [InlineData("inspection-daily", "nothing-found", "penalty-ordinary")]
    [InlineData("penalty-summary", "full-summary", "penalty-ordinary")]
    [InlineData("licensing-ordinary", "refused-after-review", "licensing-change")]
    public void What_is_not_due_is_refused_in_a_plain_sentence_with_its_article(string from, string scenario, string to)
    {
        var walk = Opening(to, Origin(from, scenario));
        var refused = Assert.IsType<Refused>(walk.Run(Open(walk)));
        Assert.Equal("link.not-due", refused.Code);
        Assert.EndsWith("。", refused.Message, StringComparison.Ordinal);
        Assert.Contains("第", refused.Source!.Article, StringComparison.Ordinal);
        Assert.Null(walk.State);
    }

    [Fact]
    public void One_handing_over_gives_one_penalty_case()
    {
        var origin = Origin("inspection-daily", "handed-over") with { Followers = [new LinkFollower("penalty.ordinary", "辽太工信线索〔2026〕第9号")] };
        var walk = Opening("penalty-ordinary", origin);
        var refused = Assert.IsType<Refused>(walk.Run(Open(walk)));
        Assert.Equal("link.done", refused.Code);
        Assert.Contains("第9号", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_licence_may_be_changed_more_than_once()
    {
        var walk = Opening("licensing-change", Origin("licensing-ordinary", "full-licence") with { Followers = [new LinkFollower("licensing.change", "一")] });
        Assert.IsType<Accepted>(walk.Run(Open(walk)));
    }

    [Fact]
    public void No_case_follows_where_no_law_leads()
    {
        var walk = Opening("penalty-summary", Origin("penalty-summary", "contested"));
        Assert.Equal("link.none", Assert.IsType<Refused>(walk.Run(Open(walk))).Code);
    }

    [Fact]
    public void A_case_that_is_not_there_gives_rise_to_nothing()
    {
        var walk = Opening("penalty-ordinary", Origin("inspection-daily", "handed-over"));
        walk.Setting = walk.Setting with { Origin = null };
        Assert.Equal("link.unknown", Assert.IsType<Refused>(walk.Run(Open(walk))).Code);
    }

    [Fact]
    public void What_is_carried_over_is_not_typed_otherwise()
    {
        var walk = Opening("penalty-ordinary", Origin("inspection-daily", "handed-over"));
        var refused = walk.Run(Open(walk) with { Facts = CaseState.NoFacts.Add("party.name", FeelValue.Of("另一公司")) });
        Assert.Equal("link.facts", Assert.IsType<Refused>(refused).Code);
    }

    [Fact]
    public void Who_may_not_open_the_new_case_does_not_open_it_from_another_either()
    {
        var walk = Opening("penalty-ordinary", Origin("inspection-daily", "handed-over"));
        Assert.Equal("case.opener", Assert.IsType<Refused>(walk.Run(Open(walk) with { By = TestBureau.Actor(walk.Setting, "director") })).Code);
    }

    [Fact]
    public void An_unpaid_fine_goes_to_enforcement_after_its_last_day_and_a_paid_one_never()
    {
        var link = CaseLinks.Official.Find("penalty.summary", "coercion.enforcement")!;
        var unpaid = ScenarioTests.WalkOf("penalty-summary", "receipt-refused").State!;
        Assert.Equal("link.not-due", link.WhyNot(new LinkOrigin(First, unpaid, []), new DateTimeOffset(2026, 4, 30, 9, 0, 0, TimeSpan.FromHours(8)))?.Code);
        Assert.Null(link.WhyNot(new LinkOrigin(First, unpaid, []), new DateTimeOffset(2026, 5, 6, 9, 0, 0, TimeSpan.FromHours(8))));
        Assert.Equal("link.not-due", link.WhyNot(Origin("penalty-summary", "full-summary"), At)?.Code);
    }

    [Fact]
    public void What_a_link_carries_is_known_where_both_procedures_are() =>
        Assert.Equal([], CaseLinks.Official.All
            .Where(link => TestBureau.Folders.Select(folder => TestBureau.Procedure(folder).Key).Contains(link.To))
            .SelectMany(link => link.Facts.Select(fact => fact.Key)).Where(key => !FactsDictionary.Official.Knows(key)));

    [Fact]
    public void The_record_tells_where_a_case_came_from()
    {
        var lines = CaseTimeline.Tell(_ => TestBureau.Penalty, Linked().Select((recorded, seq) => new LedgeredEvent(seq, CaseEventJson.TypeOf(recorded.Event), recorded)));
        Assert.Contains(lines, line => line.Type == "case.linked" && line.Text.StartsWith("由「", StringComparison.Ordinal) && line.Basis.Contains("第五十四条", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[{\"from\":[\"a.b\"],\"to\":\"c.d\",\"label\":\"立案\",\"when\":\"true\",\"refusal\":\"不\",\"many\":false,\"law\":\"法\",\"article\":\"一\",\"tag\":\"checked\",\"same\":[],\"sets\":{\"party.name\":\"+\"}}]")]
    [InlineData("[{\"from\":[\"a.b\",\"a.b\"],\"to\":\"c.d\",\"label\":\"立案\",\"when\":\"true\",\"refusal\":\"不\",\"many\":false,\"law\":\"法\",\"article\":\"一\",\"tag\":\"checked\",\"same\":[],\"sets\":{}}]")]
    public void A_table_that_says_nothing_clear_is_not_read(string table) =>
        Assert.Throws<FormatException>(() => CaseLinks.Read(System.Text.Encoding.UTF8.GetBytes(table)));

    // The opening of a case from another.
    internal static IReadOnlyList<RecordedEvent> Linked()
    {
        var walk = Opening("penalty-ordinary", Origin("penalty-summary", "contested"));
        CaseWalk.Demand(walk.Run(Open(walk)), "opening");
        return walk.Events;
    }

    private static LinkOrigin Origin(string folder, string scenario) => new(First, ScenarioTests.WalkOf(folder, scenario).State!, []);

    private static CaseWalk Opening(string folder, LinkOrigin origin) => new(TestBureau.SettingOf(folder) with { Origin = origin });

    private static OpenCase Open(CaseWalk walk) => new("由原案立案", CaseState.NoFacts)
    {
        Origin = First,
        By = TestBureau.Actor(walk.Setting, walk.Setting.Procedure.Kind == "licensing" && walk.Setting.Procedure.Key != "licensing.revocation" ? "clerk" : "officer1"),
        At = At,
        CommandId = walk.NextId(),
    };
}
