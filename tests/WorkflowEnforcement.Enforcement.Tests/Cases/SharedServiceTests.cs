using WorkflowEnforcement.Enforcement.Cases;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.SharedStory;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>The shared procedure of service (shared.service), within a caller. 民事诉讼法 art. 87 to 95; 行政处罚法 art. 61.</summary>
public sealed class SharedServiceTests
{
    private static readonly (string Key, object Value)[] Handed =
        [("service.mode", "direct"), ("service.servedOn", "03-03"), ("service.receiver", "法定代表人"), ("service.relation", "法定代表人"), ("service.place", "某某路1号")];

    private static readonly (string Key, object Value)[] Ground = [("service.publicGround", "whereabouts"), ("service.publicReason", "登记住所无人，电话停机。")];

    /// <summary>The walks that together go through every step and outcome.</summary>
    internal static IEnumerable<SharedStory> Walks => [Attempts(), Electronic(), Deemed(), Found()];

    [Fact]
    public void The_step_says_what_is_served_and_stays_with_the_two_officers()
    {
        var story = Serving("C31").On("03-03");
        Assert.Equal(("Service_Serve", "行政处罚决定书辽太工信罚决字〔2026〕第1号"), (story.At, story.State.Text("service.document")));
        story.No("task.not-handler", "第四十二条", "officer3", "Service_Serve", "served", Handed);
    }

    [Fact]
    public void A_window_clerk_serves_no_penalty_but_a_licence() =>
        Serving("C31").On("03-03").No("task.not-handler", string.Empty, "clerk", "Service_Serve", "served", Handed);

    [Fact]
    public void What_licensing_makes_is_served_by_the_window_clerk()
    {
        var story = Serving("L06", "licensing").On("03-03").Do("clerk", "Service_Serve", "served", Handed).Ended();
        Assert.Equal((DocumentState.Served, Day("03-03")), (story.State.Documents[0].State, story.State.Documents[0].ServedOn!.Value));
    }

    [Fact]
    public void An_attempt_that_failed_is_kept_and_another_way_chosen()
    {
        var story = Attempts().Ended();
        var served = story.State.Documents.Single(document => document.Code == "C31");
        Assert.Equal((DocumentState.Served, Day("03-05"), "served"), (served.State, served.ServedOn!.Value, story.State.Text("closing.course")));
        Assert.Equal("left", story.State.Text("service.mode"));
    }

    [Theory]
    [InlineData("direct", "service.relation", "第八十八条")]
    [InlineData("entrusted", "service.agent", "第九十一条")]
    [InlineData("post", "service.mailNumber", "第九十一条")]
    [InlineData("forwarded", "service.agent", "第九十二条")]
    public void Each_way_is_proven_in_its_own_way(string mode, string key, string article)
    {
        var entries = Handed.Where(entry => entry.Key is not ("service.mode" or "service.relation")).Append(("service.mode", mode)).ToArray();
        Serving("C31").On("03-04").No("facts.invalid", string.Empty, "officer1", "Service_Serve", "served", entries);
        var story = Serving("C31", lax: true).On("03-04").No("service.mode", article, "officer1", "Service_Serve", "served", entries);
        story.Do("officer1", "Service_Serve", "served", [.. entries, (key, "某某")]).Ended();
    }

    [Fact]
    public void Electronic_service_takes_a_signed_consent()
    {
        var story = Electronic().Ended();
        Assert.Contains("G01", story.State.Documents.Select(document => document.Code));
        Assert.Equal("electronic", story.State.Text("service.mode"));
    }

    [Fact]
    public void A_public_notice_serves_by_itself_after_thirty_days()
    {
        var story = Deemed().Ended();
        var served = story.State.Documents.Single(document => document.Code == "C31");
        Assert.Equal((DocumentState.Served, Day("04-04"), "deemed"), (served.State, served.ServedOn!.Value, story.State.Text("closing.course")));
        Assert.Equal((ClockState.Lapsed, Day("04-03")), (story.State.Clocks["T38"].State, story.State.Clocks["T38"].Due));
        Assert.Equal(["Service_Deemed"], story.Walk.Events.Select(recorded => recorded.Event).OfType<EffectFollowed>().Select(effect => effect.Element).Where(id => id.StartsWith("Service", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_public_notice_is_not_chosen_as_long_as_another_way_is_open()
    {
        var story = Serving("C31").On("03-03");
        story.No("facts.invalid", string.Empty, "officer1", "Service_Serve", "publicNotice");
        story.No("service.public-ground", "第九十五条", "officer1", "Service_Serve", "publicNotice", ("service.publicGround", "exhausted"), ("service.publicReason", "无法送达。"));
        (string, object)[] announced = [.. Handed.Skip(1), ("service.mode", "publicNotice")];
        story.No("service.public-notice", "第九十五条", "officer1", "Service_Serve", "served", announced);
        story.On("05-06").No("service.mode", "第九十五条", "officer1", "Service_Serve", "served", [.. announced.Where(entry => entry.Item1 != "service.servedOn"), ("service.servedOn", "05-06")]);
    }

    [Fact]
    public void Who_comes_while_the_notice_runs_is_served() => Assert.Equal(("direct", "served"), (Found().Ended().State.Text("service.mode"), Found().State.Text("closing.course")));

    [Fact]
    public void A_new_service_knows_nothing_of_an_earlier_one()
    {
        var story = Of(
            "penalty",
            """<enf:document ref="C31"/><enf:document ref="C18"/>""",
            """
            <callActivity id="One" calledElement="shared.service"><extensionElements><enf:in source="&quot;C31&quot;" target="document"/></extensionElements></callActivity>
            <callActivity id="Two" calledElement="shared.service"><extensionElements><enf:in source="&quot;C18&quot;" target="document"/></extensionElements></callActivity><endEvent id="e"/>
            """,
            "One Two e").On("03-03");
        story.Do("officer1", "Service_Serve", "failed", ("service.attempts", Attempt("03-03")));
        Assert.NotNull(story.State.Facts["service.attempts"] as Engine.Conditions.FeelList);
        story.Do("officer1", "Service_Serve", "served", Handed);

        Assert.Equal("责令（限期）改正通知书辽太工信责改字〔2026〕第1号", story.State.Text("service.document"));
        Assert.All(story.State.Facts.Where(fact => fact.Key.StartsWith("service.", StringComparison.Ordinal) && fact.Key != "service.document"), fact => Assert.Equal(Engine.Conditions.FeelValue.Null, fact.Value));
        story.No("facts.invalid", string.Empty, "officer1", "Service_Serve", "served");
        story.Do("officer1", "Service_Serve", "served", Handed).Ended();
        Assert.All(story.State.Documents.Where(document => document.Code is "C31" or "C18"), document => Assert.Equal(DocumentState.Served, document.State));
    }

    [Fact]
    public void The_service_of_a_notice_is_known_where_the_law_asks_for_it()
    {
        var story = Serving("C21").On("03-03").Do("officer2", "Service_Serve", "served", Handed).Ended();
        Assert.Equal((Day("03-03"), "direct", "法定代表人"), (story.State.Date("notice.servedOn")!.Value, story.State.Text("notice.mode"), story.State.Text("notice.receiver")));
    }

    [Fact]
    public void What_was_served_is_not_taken_back_and_what_failed_is_not_rewritten()
    {
        var story = Serving("C31").On("03-03").Do("officer1", "Service_Serve", "failed", ("service.attempts", Attempt("03-03")));
        story.No("service.attempts", "第四十七条", "officer1", "Service_Serve", "failed");
        story.No("service.attempts", "第四十七条", "officer1", "Service_Serve", "served", [.. Handed, ("service.attempts", Attempt("03-02"))]);
    }

    private static SharedStory Attempts() => Serving("C31").On("03-03")
        .Do("officer1", "Service_Serve", "failed", ("service.attempts", Attempt("03-03")))
        .On("03-05")
        .No("service.left", "第八十九条", "officer1", "Service_Serve", "served", Left)
        .Do("officer1", "Service_Serve", "served", [.. Left, ("service.recorded", true)]);

    private static SharedStory Electronic()
    {
        (string, object)[] sent = [("service.mode", "electronic"), ("service.servedOn", "03-04"), ("service.place", "电子邮箱")];
        return Serving("C31").On("03-04")
            .No("service.consent", "第六十一条第二款", "officer1", "Service_Serve", "served", sent)
            .Do("officer1", "Service_Serve", "confirm")
            .Do("officer1", "Service_Confirm", "return")
            .Do("officer1", "Service_Serve", "confirm")
            .Do("officer1", "Service_Confirm", "signed", ("delivery.confirmedOn", "03-04"), ("delivery.receiver", "法定代表人"), ("delivery.address", "某某路1号"), ("delivery.phone", "000"), ("delivery.electronic", true), ("delivery.account", "某某邮箱"))
            .Do("officer1", "Service_Serve", "served", sent);
    }

    private static SharedStory Announced() => Serving("C31").On("03-03")
        .Do("officer1", "Service_Serve", "publicNotice", Ground)
        .Do("unithead", "Service_Approve", "return")
        .Do("officer1", "Service_Serve", "publicNotice")
        .Granting("officer1", "unithead").No("separation.handler", string.Empty, "officer1", "Service_Approve", "agree")
        .Do("deputy", "Service_Approve", "agree")
        .On("03-04")
        .Do("officer1", "Service_Publish", "published", ("service.noticedOn", "03-04"), ("service.noticePlace", "本机关公告栏和政府网站"));

    private static SharedStory Deemed() => Announced().Pass("04-04");

    private static SharedStory Found() => Announced().On("03-20").Comes("officer1", "Service_Found")
        .Do("officer1", "Service_Serve", "served", [.. Handed.Where(entry => entry.Key != "service.servedOn"), ("service.servedOn", "03-20")]);

    private static (string, object)[] Left =>
        [("service.mode", "left"), ("service.servedOn", "03-05"), ("service.place", "某某路1号"), ("service.note", "法定代表人拒绝签收。")];

    private static Engine.Conditions.FeelValue Attempt(string day) =>
        Rows([("on", Engine.Conditions.FeelValue.Of(Day(day))), ("mode", "direct"), ("reason", "住所无人。")]);

    private static SharedStory Serving(string document, string kind = "penalty", bool lax = false)
    {
        var (elements, more) = Call("Serve", "shared.service", $"""<enf:in source="&quot;{document}&quot;" target="document"/>""", "serviceOutcome", "served", "deemed");
        return Of(kind, $"""<enf:document ref="{document}"/>""", elements, "Serve", more, lax);
    }
}
