using System.Text;
using System.Text.Json.Nodes;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Enforcement.Tests.Approvals;
using WorkflowEnforcement.Enforcement.Tests.Linking;
using WorkflowEnforcement.Enforcement.Tests.Migrating;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>Stored events are contracts. A sample in Samples/ is never changed: a new form of an event gets a sample beside it.</summary>
public sealed class StoredEventTests
{
    private static readonly Type[] EventTypes = [.. typeof(CaseEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CaseEvent)) && !type.IsAbstract)];

    public static TheoryData<string> Samples =>
        [.. RepositoryFiles.Files(".json", "tests", "WorkflowEnforcement.Enforcement.Tests", "Samples").Select(path => Path.GetFileNameWithoutExtension(path))];

    [Fact]
    public void Every_event_has_a_name_of_its_own() =>
        Assert.Equal(EventTypes.Length, CaseEventJson.AllTypes.Length);

    [Fact]
    public void Every_event_has_a_stored_sample() =>
        Assert.Equal([], CaseEventJson.AllTypes.Except(Samples.Select(row => TypeOf(row.Data))));

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_stored_sample_is_read_and_written_as_it_stands(string name)
    {
        var stored = Stored(name);
        var happened = CaseEventJson.Read(TypeOf(name), stored);
        Assert.Equal(TypeOf(name), CaseEventJson.TypeOf(happened));
        Assert.Equal(Encoding.UTF8.GetString(stored), Encoding.UTF8.GetString(Replay.Bytes(happened)));
        Assert.Equal(CaseEventJson.TypeOf(happened), CaseEventJson.TypeOf(CaseEventJson.Read(TypeOf(name), Replay.Shuffled(CaseEventJson.Write(happened)))));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_stored_sample_with_a_member_too_many_or_too_few_is_refused(string name)
    {
        var payload = JsonNode.Parse(Stored(name))!.AsObject();
        // What the first form lacks may be left out: that is the first form.
        var first = JsonNode.Parse(Stored(TypeOf(name)))!.AsObject();
        foreach (var member in payload.Select(member => member.Key).Where(first.ContainsKey).ToList())
        {
            var fewer = payload.DeepClone().AsObject();
            fewer.Remove(member);
            Assert.Throws<FormatException>(() => CaseEventJson.Read(TypeOf(name), Encoding.UTF8.GetBytes(fewer.ToJsonString())));
        }

        payload.Add("more", 1);
        Assert.Throws<FormatException>(() => CaseEventJson.Read(TypeOf(name), Encoding.UTF8.GetBytes(payload.ToJsonString())));
    }

    [Fact]
    public void An_unknown_type_is_refused() =>
        Assert.Throws<FormatException>(() => CaseEventJson.Read("case.forgotten", "{}"u8));

    [Fact]
    public void Every_event_changes_a_case_by_an_arm_of_its_own()
    {
        IReadOnlyList<RecordedEvent>[] cases = [Corpus(), CalledProcedureTests.Withdrawn().Events, CalledProcedureTests.Lapsed().Events, CaseLinkTests.Linked()];
        var told = cases.SelectMany(events => events).Select(recorded => recorded.Event.GetType()).ToHashSet();
        Assert.Equal([], EventTypes.Except(told));
        // An event without an arm would throw here.
        Assert.All(cases, events => Assert.NotNull(events.Aggregate((CaseState?)null, CaseEvolution.Evolve)));
    }

    [Fact]
    public void No_event_but_the_opening_comes_first() =>
        Assert.All(Corpus().Concat(CalledProcedureTests.Withdrawn().Events).Concat(CalledProcedureTests.Lapsed().Events).Where(recorded => recorded.Event is not CaseOpened), recorded =>
            Assert.Throws<System.Diagnostics.UnreachableException>(() => CaseEvolution.Evolve(null, recorded)));

    [Fact]
    public void The_samples_of_the_flow_hold_every_event_of_the_engine()
    {
        var stored = Samples.Select(row => row.Data).Where(name => TypeOf(name) == "process.advanced")
            .SelectMany(name => ((ProcessAdvanced)CaseEventJson.Read("process.advanced", Stored(name))).Steps);
        var known = typeof(EngineEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(EngineEvent)));
        Assert.Equal([], known.Except(stored.Select(step => step.GetType())));
    }

    [Fact]
    public void Every_act_of_a_person_has_a_sample_done_by_proxy()
    {
        var types = EventTypes.Where(type => type.IsSubclassOf(typeof(PersonalAct))).Order(Comparer<Type>.Create((one, other) => string.CompareOrdinal(one.Name, other.Name)));
        var stored = Samples.Select(row => CaseEventJson.Read(TypeOf(row.Data), Stored(row.Data))).OfType<PersonalAct>().ToList();
        Assert.All(types, type => Assert.Contains(stored, act => act.GetType() == type && act.OnBehalfOf is { Number: "辽太工信委〔2026〕1号" }));
        Assert.All(types, type => Assert.Contains(stored, act => act.GetType() == type && act.OnBehalfOf is null));
    }

    // A filing on which many hands worked: every approval operation once.
    internal static GivenCase Operated()
    {
        var given = GivenCase.Given("full-penalty", "ReviewFiling").Granting("director", Roles.UnitHead);
        given.Transfer("unithead", "director").Accepted();
        given.Transfer("director", "unithead").Accepted();
        given.Delegate("unithead", "director").Accepted();
        given.HandBack("director").Accepted();
        given.Delegate("unithead", "director").Accepted();
        given.Recall("unithead").Accepted();
        given.Add("unithead", SignerPosition.Before, "legalhead", "reviewer").Accepted();
        given.Urge("officer1").Accepted();
        given.Remove("unithead", "reviewer").Accepted();
        given.Sign("legalhead", "return").Accepted();
        given.TakeBack("legalhead").Accepted();
        given.Sign("legalhead", "agree").Accepted();
        given.Copy("officer1", "publisher").Accepted();
        given.Sign("unithead", "agree").Accepted();
        given.Withdraw("unithead", "ReviewFiling").Accepted();
        given.Sign("unithead", "agree").Accepted();
        given.Return("deputy", "ReviewFiling").Accepted();
        given.Sign("unithead", "agree").Accepted();
        return given.Skip().UpTo("Investigate");
    }

    // One case in which everything happens: a task claimed and given back, a document failed and made again, and an end.
    internal static IReadOnlyList<RecordedEvent> Corpus()
    {
        var given = Operated();
        var task = given.TaskAt("Investigate");
        var by = TestBureau.Actor(given.Walk.Setting, "officer1");
        given.When(walk => new ClaimTask(task) { By = by, At = given.Next.At, CommandId = walk.NextId() }).Accepted();
        given.When(walk => new ReleaseTask(task) { By = by, At = given.Next.At, CommandId = walk.NextId() }).Accepted();
        given.And().When().Accepted();
        var report = given.State.Documents.Single(document => document.Code == "C20").Id;
        given.When(walk => new ReportDocumentFailure(report, "template.unknown-name", "模板中的名称「party.nmae」不存在。") { By = Actor.TheSystem, At = given.Next.At, CommandId = walk.NextId() }).Accepted();
        given.When(walk => new ResolveCaseIncident(1, false, "已更正模板。") { By = by, At = given.Next.At, CommandId = walk.NextId() }).Accepted();
        given.Walk.MakeDocuments(given.Next.At);
        given.Skip();
        var clocks = Versions.Renamed("Investigate", "Inquire", flow => DrawnClocks.Draw(flow, ("UnitReview", DrawnClocks.Suspend), ("SendReview", DrawnClocks.Resume), ("ApproveNotice", DrawnClocks.Extend)));
        given.Migrate(clocks, moved: [("Investigate", "Inquire")]).Accepted();
        given.UpTo("LegalReview").Where(setting => setting with { Calendar = HolidayCalendar.Read("{\"years\":[]}"u8) }).Recompute().Accepted();
        given.UpTo("Archive").And();
        return given.Walk.Events;
    }

    private static byte[] Stored(string name) =>
        Encoding.UTF8.GetBytes(RepositoryFiles.Page("tests", "WorkflowEnforcement.Enforcement.Tests", "Samples", name + ".json").TrimEnd('\n'));

    // Later forms of an event stand beside the first one: facts.recorded, facts.recorded+2.
    private static string TypeOf(string sample) => sample.Split('+')[0];
}
