using WorkflowEnforcement.Enforcement.Cases;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.SharedStory;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>The shared procedures of tests and appraisals (shared.appraisal) and of archiving (shared.archive), each within a caller.</summary>
public sealed class SharedAppraisalTests
{
    private static readonly (string Key, object Value)[] Commission =
    [
        ("appraisal.kind", "test"), ("appraisal.agency", "某某检测机构"), ("appraisal.sample", "设备一台。"), ("appraisal.items", "能效。"),
        ("appraisal.startsOn", "03-03"), ("appraisal.endsOn", "03-12"),
    ];

    private static readonly (string Key, object Value)[] Filed = [("archive.number", "20260001"), ("archive.retention", "30"), ("archive.volumes", 1), ("archive.pages", 40)];

    /// <summary>The walks that together go through every step and outcome.</summary>
    internal static IEnumerable<SharedStory> Walks => [InTime(), Prolonged(), Stopped(), Archived()];

    [Theory]
    [InlineData("T02", "03-30", "04-07")]
    [InlineData("T11", "06-01", "06-08")]
    [InlineData("T25", "04-01", "04-08")]
    public void The_time_told_is_not_counted(string clock, string without, string with)
    {
        var story = Entrusted($"""<enf:clock ref="{clock}" action="start"/>""");
        Assert.Equal((ClockState.Suspended, Day(without)), (story.State.Clocks[clock].State, story.State.Clocks[clock].Due));
        // The result comes on 9 March: the 3rd to the 9th are seven days, five of them working days.
        Received(story, "03-09");
        Assert.Equal((ClockState.Running, Day(with)), (story.State.Clocks[clock].State, story.State.Clocks[clock].Due));
    }

    [Fact]
    public void After_the_time_told_the_clocks_run_again_by_themselves()
    {
        var story = Entrusted("""<enf:clock ref="T25" action="start"/>""").Pass("03-13");
        Assert.Equal((ClockState.Running, "Appraisal_Receive"), (story.State.Clocks["T25"].State, story.At));
        // The 3rd to the 12th, ten days; the result comes later and changes nothing.
        Assert.Equal(Day("04-13"), story.State.Clocks["T25"].Due);
        Assert.Equal(Day("04-13"), Received(story, "03-18").Ended().State.Clocks["T25"].Due);
    }

    [Fact]
    public void The_time_told_is_definite()
    {
        Opened().No("appraisal.period", "第二十五条第三款", "officer1", "Appraisal_Entrust", "entrusted", With(("appraisal.endsOn", "03-02")));
        Opened().On("03-20").No("appraisal.period", "第二十五条第三款", "officer1", "Appraisal_Entrust", "entrusted", Commission);
        Opened().No("facts.invalid", string.Empty, "officer1", "Appraisal_Entrust", "entrusted", Commission[..^1]);
    }

    [Fact]
    public void The_result_is_told_and_served()
    {
        var story = InTime().Ended();
        Assert.Equal(["C12", "C13", "C14"], story.State.Documents.Select(document => document.Code).Where(code => code != "G02"));
        Assert.All(story.State.Documents.Where(document => document.Code is "C13" or "C14"), document => Assert.Equal(DocumentState.Served, document.State));
        Assert.Equal("done", story.State.Text("closing.course"));
    }

    [Fact]
    public void No_result_comes_before_the_commission() =>
        Served(Opened().On("03-04").Do("officer1", "Appraisal_Entrust", "entrusted", Commission), "03-04")
            .No("date.order", "第四十六条", "officer1", "Appraisal_Receive", "received", ("appraisal.resultOn", "03-03"), ("appraisal.report", "报告"), ("appraisal.result", "合格。"));

    [Fact]
    public void A_file_is_archived_by_somebody_who_handled_nothing()
    {
        Archiving().Granting("officer1", Roles.Archivist).No("separation.handler", "D10", "officer1", "Archive_Check", "archived", Filed);
        var story = Archived().Ended();
        Assert.Equal((ClockState.Met, "G18"), (story.State.Clocks["T37"].State, Assert.Single(story.State.Documents).Code));
    }

    private static SharedStory InTime() => Received(Entrusted(string.Empty), "03-09");

    private static SharedStory Prolonged()
    {
        var story = Entrusted("""<enf:clock ref="T11" action="start"/>""").Pass("03-13").Do("officer1", "Appraisal_Receive", "prolong")
            .Do("officer1", "Appraisal_Prolong", "prolonged", ("appraisal.startsOn", "03-13"), ("appraisal.endsOn", "03-20"));
        return Received(Served(story, "03-13"), "03-18");
    }

    private static SharedStory Stopped() => Entrusted(string.Empty).On("03-10").Do("officer1", "Appraisal_Receive", "ended", ("appraisal.endReason", "检材灭失。"));

    private static SharedStory Archived() => Archiving().Do("archivist", "Archive_Check", "incomplete", ("archive.missing", "缺送达回证。"))
        .Do("officer1", "Archive_Complete", "completed", ("archive.completed", "已补入。")).Do("archivist", "Archive_Check", "archived", Filed);

    private static SharedStory Archiving() => Of("penalty", string.Empty, """<callActivity id="File" calledElement="shared.archive"/><endEvent id="e"/>""", "File e");

    private static SharedStory Entrusted(string begin) => Served(Opened(begin).Do("officer1", "Appraisal_Entrust", "entrusted", Commission), "03-03");

    private static SharedStory Received(SharedStory story, string day) => Served(
        story.On(day).Do("officer1", "Appraisal_Receive", "received", ("appraisal.resultOn", day), ("appraisal.report", "检测报告"), ("appraisal.result", "不合格。")), day);

    private static SharedStory Served(SharedStory story, string day) => story.On(day).Do(
        "officer1", "Service_Serve", "served", ("service.mode", "direct"), ("service.servedOn", day), ("service.receiver", "法定代表人"), ("service.relation", "法定代表人"), ("service.place", "某某路1号"));

    private static (string, object)[] With((string Key, object Value) entry) => [.. Commission.Where(known => known.Key != entry.Key), entry];

    private static SharedStory Opened(string begin = "")
    {
        var (elements, more) = Call("Test", "shared.appraisal", string.Empty, "appraisalOutcome", "done");
        return Of("penalty", begin, elements, "Test", more).On("03-03");
    }
}
