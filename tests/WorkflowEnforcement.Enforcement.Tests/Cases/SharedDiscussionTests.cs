using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.SharedStory;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>The shared procedure of discussion by the leaders (shared.collective-discussion), within a caller. 行政处罚法 art. 57(2).</summary>
public sealed class SharedDiscussionTests
{
    private static readonly (string Key, object Value)[] Submission =
        [("discussion.matter", "拟罚款十二万元。"), ("discussion.chair", "director"), ("discussion.due", 3), ("discussion.members", Members("director", "deputy"))];

    /// <summary>The walks that together go through every step and outcome.</summary>
    internal static IEnumerable<SharedStory> Walks => [Agreed(), Ending("disagree"), Ending("modify")];

    [Fact]
    public void The_leaders_agree_sign_and_the_record_is_made()
    {
        var story = Agreed().Ended();
        Assert.Equal(("agree", "G11"), (story.State.Text("closing.course"), Assert.Single(story.State.Documents).Code));
        Assert.Equal(["deputy", "director"], story.State.Completions.Single(done => done is { Element: "Discussion_Sign", Outcome: "sign" }) is var done ? done.Signers.Append(done.By).Distinct().Order(StringComparer.Ordinal) : []);
    }

    [Theory]
    [InlineData("disagree")]
    [InlineData("modify")]
    public void Where_opinions_are_even_the_chair_decides(string outcome) => Assert.Equal(outcome, Ending(outcome).Ended().State.Text("closing.course"));

    [Fact]
    public void Enough_leaders_take_part() =>
        Opened().No("discussion.quorum", "二分之一", "officer1", "Discussion_Prepare", "submit", With(("discussion.due", 4)));

    [Fact]
    public void The_chair_is_the_director_and_takes_part()
    {
        Opened().No("discussion.chair", "第五十七条第二款", "officer1", "Discussion_Prepare", "submit", With(("discussion.chair", "deputy")));
        Opened().No("discussion.members", "第五十七条第二款", "officer1", "Discussion_Prepare", "submit", With(("discussion.members", Members("deputy", "unithead"))));
    }

    [Theory]
    [InlineData("reviewer")]
    [InlineData("director")]
    public void Only_leaders_take_part_each_once(string other) =>
        Opened().No("discussion.members", "第五十七条第二款", "officer1", "Discussion_Prepare", "submit", With(("discussion.members", Members("director", other))));

    [Fact]
    public void Who_handles_the_case_reports_and_does_not_vote() =>
        Opened().Granting("officer2", Roles.Deputy).No("discussion.members", "D4", "officer1", "Discussion_Prepare", "submit", With(("discussion.members", Members("director", "officer2"))));

    [Fact]
    public void Every_opinion_is_recorded_and_dissent_told()
    {
        var story = Opened().Do("officer1", "Discussion_Prepare", "submit", Submission).Do("deputy", "Discussion_Vote", "modify").Do("director", "Discussion_Vote", "agree");
        Assert.Equal("Discussion_Record", story.At);
        story.No("discussion.opinions", "第五十七条第二款", "legalhead", "Discussion_Record", "recorded", Record(Opinions(("director", "agree"))));
        story.No("discussion.opinions", "第五十七条第二款", "legalhead", "Discussion_Record", "recorded", Record(Opinions(("director", "agree"), ("deputy", "modify"), ("reviewer", "agree"))));
        story.No("discussion.dissent", "第五十七条第二款", "legalhead", "Discussion_Record", "recorded", Record(Opinions(("director", "agree"), ("deputy", "modify"))));
        story.Do("legalhead", "Discussion_Record", "recorded", [.. Record(Opinions(("director", "agree"), ("deputy", "modify"))), ("discussion.dissent", "分管负责人建议从轻。")]);
    }

    [Fact]
    public void A_second_discussion_knows_nothing_of_the_first()
    {
        var story = Of("penalty", string.Empty, """<callActivity id="One" calledElement="shared.collective-discussion"/><callActivity id="Two" calledElement="shared.collective-discussion"/><endEvent id="e"/>""", "One Two e");
        Signed(Voted(story, "agree", "agree"), "agree");
        Assert.Equal("Discussion_Prepare", story.At);
        Assert.All(story.State.Facts.Where(fact => fact.Key.StartsWith("discussion.", StringComparison.Ordinal)), fact => Assert.Equal(FeelValue.Null, fact.Value));
    }

    private static SharedStory Agreed()
    {
        var story = Voted(Opened(), "agree", "agree");
        return story.Do("legalhead", "Discussion_Record", "recorded", Record(Opinions(("director", "agree"), ("deputy", "agree"))))
            .Do("deputy", "Discussion_Sign", "object")
            .Do("legalhead", "Discussion_Record", "recorded", ("discussion.place", "二楼会议室"))
            .Do("deputy", "Discussion_Sign", "sign").Do("director", "Discussion_Sign", "sign");
    }

    private static SharedStory Ending(string outcome) => Signed(Voted(Opened(), "agree", outcome), outcome);

    private static SharedStory Voted(SharedStory story, string deputy, string director) => story
        .Do("officer1", "Discussion_Prepare", "submit", Submission).Do("deputy", "Discussion_Vote", deputy).Do("director", "Discussion_Vote", director);

    private static SharedStory Signed(SharedStory story, string director) => story
        .Do("legalhead", "Discussion_Record", "recorded", [.. Record(Opinions(("director", director), ("deputy", "agree"))), ("discussion.dissent", "见意见。")])
        .Do("deputy", "Discussion_Sign", "sign").Do("director", "Discussion_Sign", "sign");

    private static (string, object)[] Record(FeelValue opinions) =>
        [("discussion.heldOn", "03-02"), ("discussion.place", "会议室"), ("discussion.recorder", "记录人"), ("discussion.opinions", opinions), ("discussion.conclusion", "按表决结果办理。")];

    private static FeelValue Members(params string[] persons) => Rows([.. persons.Select(person => new (string, object)[] { ("person", person), ("post", "负责人") })]);

    private static FeelValue Opinions(params (string Person, string View)[] opinions) =>
        Rows([.. opinions.Select(opinion => new (string, object)[] { ("person", opinion.Person), ("view", opinion.View), ("text", "发言。") })]);

    private static (string, object)[] With((string Key, object Value) entry) => [.. Submission.Where(known => known.Key != entry.Key), entry];

    private static SharedStory Opened()
    {
        var (elements, more) = Call("Discuss", "shared.collective-discussion", string.Empty, "discussionOutcome", "agree", "disagree", "modify");
        return Of("penalty", string.Empty, elements, "Discuss", more);
    }
}
