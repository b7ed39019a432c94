using WorkflowEnforcement.Enforcement.Cases;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.SharedStory;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>The shared procedure of hearings (shared.hearing), within a caller. 行政处罚法 art. 63 to 65; 行政许可法 art. 46 to 48.</summary>
public sealed class SharedHearingTests
{
    private static readonly (string Key, object Value)[] Plan =
    [
        ("hearing.appliedOn", "03-05"), ("hearing.applicant", "某某公司"), ("hearing.matter", "拟罚款。"), ("hearing.chair", "legalhead"), ("hearing.recorder", "clerk"),
        ("hearing.plannedOn", "03-20"), ("hearing.plannedTime", "上午9时"), ("hearing.place", "听证室"), ("hearing.openness", "public"),
    ];

    private static readonly (string Key, object Value)[] Minutes = [("hearing.heldOn", "03-20"), ("hearing.attendees", "当事人。"), ("hearing.course", "陈述、质证、辩论。")];

    /// <summary>The walks that together go through every step and outcome.</summary>
    internal static IEnumerable<SharedStory> Walks => [Held("penalty"), Held("licensing"), Waived(), Postponed(), Withdrawn(), Ended()];

    [Theory]
    [InlineData("penalty", "C26", "C27", "C28", "C29")]
    [InlineData("licensing", "L12d", "L12a", "L13a", "L13b")]
    public void A_hearing_is_announced_held_and_reported(string kind, params string[] documents)
    {
        var story = Held(kind).Ended();
        Assert.Equal([.. documents, "G02"], story.State.Documents.Select(document => document.Code).Where(code => code is not "C20").Distinct().OrderBy(code => Array.IndexOf([.. documents, "G02"], code)));
        Assert.Equal("held", story.State.Text("closing.course"));
    }

    [Fact]
    public void The_time_of_a_hearing_is_not_counted()
    {
        // Filed on 2 March, 90 days end on 31 May; from 5 to 20 March the clock stands still, 16 days with both ends: 16 June.
        var story = Held("penalty", """<enf:clock ref="T11" action="start"/>""");
        Assert.Equal((ClockState.Running, Day("06-16")), (story.State.Clocks["T11"].State, story.State.Clocks["T11"].Due));
    }

    [Theory]
    [InlineData("penalty", "第六十四条第四项")]
    [InlineData("licensing", "第四十八条")]
    public void Who_investigated_or_examined_does_not_lead_the_hearing(string kind, string article)
    {
        Opened(kind).No("hearing.chair", article, "legalhead", "Hearing_Arrange", "arrange", With(("hearing.chair", "officer2")));
        Opened(kind).No("hearing.recorder", "记录员", "legalhead", "Hearing_Arrange", "arrange", With(("hearing.recorder", "officer1")));
        Opened(kind).No("hearing.recorder", "记录员", "legalhead", "Hearing_Arrange", "arrange", With(("hearing.recorder", "legalhead")));
    }

    [Fact]
    public void The_party_is_told_seven_full_working_days_before()
    {
        // 10 March and seven working days, 11 to 19 March: the 20th is the first day.
        Opened("penalty").On("03-10").Do("legalhead", "Hearing_Arrange", "arrange", Plan);
        Opened("penalty").On("03-11").No("hearing.notice-short", "第六十四条第二项", "legalhead", "Hearing_Arrange", "arrange", Plan);
        Opened("licensing").On("03-11").No("hearing.notice-short", "第四十八条第一款第一项", "legalhead", "Hearing_Arrange", "arrange", Plan);
    }

    [Fact]
    public void A_notice_that_came_late_moves_the_hearing()
    {
        var story = Told("penalty", "03-11").On("03-20").No("hearing.notice-late", "第六十四条第二项", "clerk", "Hearing_Hold", "held", Minutes);
        story.Do("clerk", "Hearing_Hold", "postpone");
        Assert.Equal("Hearing_Arrange", story.At);
    }

    [Fact]
    public void A_hearing_is_held_on_the_day_that_was_told_and_by_those_who_were_named()
    {
        var story = Told("penalty", "03-10").On("03-23");
        story.No("hearing.day", "第六十四条第二项", "clerk", "Hearing_Hold", "held", ("hearing.heldOn", "03-23"), Minutes[1], Minutes[2]);
        story.No("hearing.person", "记录员", "reviewer", "Hearing_Hold", "held", Minutes);
        story.No("separation.handler", "第六十四条第四项", "officer1", "Hearing_Hold", "held", Minutes);
        story.Do("clerk", "Hearing_Hold", "held", Minutes).No("hearing.person", "主持人", "reviewer", "Hearing_Report", "reported", ("hearing.issues", "无。"), ("hearing.opinion", "维持。"));
    }

    [Fact]
    public void A_hearing_behind_closed_doors_needs_a_reason() =>
        Opened("penalty", lax: true).No("hearing.closed", "第六十四条第三项", "legalhead", "Hearing_Arrange", "arrange", With(("hearing.openness", "closed")));

    [Fact]
    public void Who_stays_away_gives_the_right_up()
    {
        var story = Waived().Ended();
        Assert.Equal(Engine.Conditions.FeelValue.Of(true), story.State.Facts["hearing.waived"]);
        Assert.Equal("waived", story.State.Text("closing.course"));
        Assert.Contains("《行政处罚法》第六十四条第六项", story.Walk.Events.Select(recorded => recorded.Event).OfType<EffectFollowed>().Select(effect => effect.Basis));
    }

    [Fact]
    public void An_application_taken_back_ends_the_hearing() =>
        Assert.Equal(("ended", "ended"), (Withdrawn().Ended().State.Text("closing.course"), Ended().Ended().State.Text("closing.course")));

    private static SharedStory Held(string kind, string begin = "") => Told(kind, "03-06", begin).On("03-20")
        .Do("clerk", "Hearing_Hold", "held", Minutes)
        .Do("legalhead", "Hearing_Report", "reported", ("hearing.issues", "裁量幅度。"), ("hearing.opinion", "维持。"));

    private static SharedStory Waived() => Told("penalty", "03-06").On("03-20").Do("clerk", "Hearing_Hold", "waived", [.. Minutes, ("hearing.absence", "当事人未到场，没有说明理由。")]);

    private static SharedStory Postponed() => Served(
            Told("penalty", "03-06").On("03-20").Do("clerk", "Hearing_Hold", "postpone").Do("legalhead", "Hearing_Arrange", "arrange", ("hearing.plannedOn", "04-10")), "03-20")
        .On("04-10").Do("clerk", "Hearing_Hold", "waived", ("hearing.heldOn", "04-10"), Minutes[1], Minutes[2], ("hearing.absence", "当事人未到场。"));

    private static SharedStory Withdrawn() => Told("penalty", "03-06").On("03-10").Comes("officer1", "Hearing_Withdrawn", ("hearing.endReason", "当事人书面撤回。"));

    private static SharedStory Ended() => Opened("penalty").Do("legalhead", "Hearing_Arrange", "ended", ("hearing.endReason", "当事人书面撤回。"));

    private static SharedStory Told(string kind, string servedOn, string begin = "") => Served(Opened(kind, begin).Do("legalhead", "Hearing_Arrange", "arrange", Plan), servedOn);

    private static SharedStory Served(SharedStory story, string day) => story.On(day).Do(
        "officer1", "Service_Serve", "served", ("service.mode", "direct"), ("service.servedOn", day), ("service.receiver", "法定代表人"), ("service.relation", "法定代表人"), ("service.place", "某某路1号"));

    private static (string, object)[] With((string Key, object Value) entry) => [.. Plan.Where(known => known.Key != entry.Key), entry];

    private static SharedStory Opened(string kind, string begin = "", bool lax = false)
    {
        var (elements, more) = Call("Hear", "shared.hearing", string.Empty, "hearingOutcome", "held", "waived", "ended");
        return Of(kind, begin, elements, "Hear", more, lax).On("03-06");
    }
}
