using System.Collections.Immutable;
using System.Text;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>A procedure calls another, waits for what comes from outside, and lets the law work by itself.</summary>
public sealed class CalledProcedureTests
{
    private const string Opening = """
        <userTask id="Register"><extensionElements><enf:stage>启动</enf:stage><enf:assignment roles="officer"/><enf:outcome key="done" label="登记"/>
        <enf:clock ref="T01" action="start"/></extensionElements></userTask>
        """;

    private const string Shared = """
        <userTask id="Deliver" name="送达"><extensionElements><enf:stage>送达</enf:stage><enf:assignment roles="officer" distinctFrom="officers"/>
        <enf:outcome key="done" label="已送达"/></extensionElements></userTask>
        """;

    private static readonly ProcedureSource MayWithdraw = Caller(
        """
        <boundaryEvent id="Withdrawn" name="申请人撤回申请" attachedToRef="Register"><extensionElements><enf:assignment roles="clerk"/>
        <enf:basis law="行政许可法" article="第三十二条"/><enf:clock ref="T01" action="stop"/></extensionElements><messageEventDefinition messageRef="m"/></boundaryEvent>
        <sequenceFlow id="w" sourceRef="Withdrawn" targetRef="e2"/><endEvent id="e2"/>
        """,
        "Register");

    private static readonly ProcedureSource MayLapse = Caller(
        """
        <boundaryEvent id="Lapsed" name="陈述申辩期满，视为放弃" attachedToRef="Wait"><extensionElements><enf:basis law="行政许可法" article="第三十二条第一款第四项"/>
        <enf:effect fact="statement.mode" value="written"/><enf:effect fact="statement.madeOn" value="today"/></extensionElements>
        <timerEventDefinition><timeDate>=clocks.T01.endsAt</timeDate></timerEventDefinition></boundaryEvent>
        <userTask id="Wait"><extensionElements><enf:assignment roles="officer"/><enf:outcome key="done" label="办结"/></extensionElements></userTask>
        <sequenceFlow id="l" sourceRef="Lapsed" targetRef="e2"/><endEvent id="e2"/>
        """,
        "Register Wait");

    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_called_procedure_offers_its_tasks_in_the_case_and_then_gives_back_to_the_caller()
    {
        var walk = Opened(Caller("""<callActivity id="Serve" calledElement="shared.one"/>""", "Register Serve"), Called(Shared));
        Do(walk, "officer1", "Register");

        var task = Assert.Single(walk.State!.Tasks.Values);
        Assert.Equal(("Deliver", "送达"), (task.Element, walk.State.Stage));

        Do(walk, "officer2", "Deliver");
        Assert.Equal(InstanceStatus.Completed, walk.State.Instance!.Status);
        Assert.NotNull(walk.State.EndedAt);
        Assert.Equal(walk.State, Replay.Of(walk.Events));
    }

    [Fact]
    public void Who_handled_the_case_in_the_caller_is_kept_from_a_step_of_the_called_procedure_that_says_so()
    {
        var walk = Opened(Caller("""<callActivity id="Serve" calledElement="shared.one"/>""", "Register Serve"), Called(Shared));
        Do(walk, "officer1", "Register");

        var refused = Assert.IsType<Refused>(walk.Run(Complete(walk, "officer1", "Deliver")));
        Assert.Equal("separation.distinct", refused.Code);
        Assert.Contains("承办案件", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_of_the_caller_may_be_kept_from_who_did_a_step_of_the_called_procedure_and_not_the_other_way_round()
    {
        const string Check = """<userTask id="Check"><extensionElements><enf:assignment roles="officer" distinctFrom="Deliver"/><enf:outcome key="done" label="核对"/></extensionElements></userTask>""";
        var walk = Opened(Caller($"""<callActivity id="Serve" calledElement="shared.one"/>{Check}""", "Register Serve Check"), Called(Shared));
        Do(walk, "officer1", "Register");
        Do(walk, "officer2", "Deliver");
        Assert.Equal("separation.distinct", Assert.IsType<Refused>(walk.Run(Complete(walk, "officer2", "Check"))).Code);
        Do(walk, "officer3", "Check");

        var knowing = Called(Shared.Replace("distinctFrom=\"officers\"", "distinctFrom=\"Register\"", StringComparison.Ordinal));
        Assert.Equal("assignment.element-unknown", Assert.Single(Read(Caller("""<callActivity id="Serve" calledElement="shared.one"/>""", "Register Serve"), knowing).Faults).Code);
    }

    [Fact]
    public void A_change_of_the_called_procedure_is_another_version_of_the_caller()
    {
        var caller = Caller("""<callActivity id="Serve" calledElement="shared.one"/>""", "Register Serve");
        var first = TestBureau.Sound(Read(caller, Called(Shared)));
        var second = TestBureau.Sound(Read(caller, Called(Shared.Replace("已送达", "送达完毕", StringComparison.Ordinal))));

        Assert.NotEqual(first.Hash, second.Hash);
        Assert.Equal(first.Hash, TestBureau.Sound(Read(caller, Called(Shared))).Hash);
        Assert.NotEqual(first.Hash, ProcedureReader.Hash(caller.Bpmn, caller.Forms));
    }

    [Fact]
    public void One_element_id_in_caller_and_called_is_named()
    {
        var fault = Assert.Single(Read(Caller("""<callActivity id="Serve" calledElement="shared.one"/>""", "Register Serve"), Called(Opening)).Faults);
        Assert.Equal(("call.same-id", "Register"), (fault.Code, fault.Element));
    }

    [Fact]
    public void A_call_that_leads_nowhere_and_one_to_a_broken_procedure_are_named_at_the_call()
    {
        var caller = Caller("""<callActivity id="Serve" calledElement="shared.one"/>""", "Register Serve");
        Assert.Equal(("call.unknown", "Serve"), Only(Read(caller)));
        var broken = Called(Shared.Replace("roles=\"officer\"", "roles=\"gardener\"", StringComparison.Ordinal));
        Assert.Equal(("assignment.role-unknown", "Deliver"), Only(Read(caller, broken)));
        Assert.Equal(("call.broken", "Serve"), Only(Read(caller, Called(Shared, key: "shared.one", kind: "garden"))));

        static (string, string?) Only(ProcedureReadResult read) => Assert.Single(read.Faults) is var fault ? (fault.Code, fault.Element) : default;
    }

    [Fact]
    public void A_shared_procedure_is_not_opened_by_itself()
    {
        var walk = new CaseWalk(TestBureau.Setting with { Procedure = TestBureau.Sound(Read(Called(Shared))) });
        Assert.Equal("case.shared", Assert.IsType<Refused>(walk.Run(Open(walk, "officer1"))).Code);
    }

    [Fact]
    public void What_the_flow_waits_for_is_entered_by_the_role_that_the_drawing_names_and_by_nobody_else()
    {
        var walk = Opened(MayWithdraw);
        Assert.Empty(MessageDecisions.Open(walk.Setting, walk.State!, TestBureau.Actor(walk.Setting, "officer1")));
        Assert.Equal(["Withdrawn"], MessageDecisions.Open(walk.Setting, walk.State!, TestBureau.Actor(walk.Setting, "clerk")).Select(step => step.Id));
        Assert.Equal("task.role", Assert.IsType<Refused>(walk.Run(Received(walk, "officer1", "Withdrawn"))).Code);
        Assert.Equal("message.not-awaited", Assert.IsType<Refused>(walk.Run(Received(walk, "clerk", "Register"))).Code);

        walk = Withdrawn();
        Assert.Equal(InstanceStatus.Completed, walk.State!.Instance!.Status);
        Assert.Equal([new MessageReceived("Withdrawn", "申请人撤回申请", "书面撤回。")], walk.Events.Select(recorded => recorded.Event).OfType<MessageReceived>());
        Assert.Equal("case.ended", Assert.IsType<Refused>(walk.Run(Received(walk, "clerk", "Withdrawn"))).Code);
        Assert.Equal(walk.State, Replay.Of(walk.Events));
    }

    [Fact]
    public void What_the_law_lets_follow_by_itself_is_recorded_with_its_article_and_holds_from_then_on()
    {
        var walk = Lapsed();
        var followed = walk.Events.Select(recorded => recorded.Event).OfType<EffectFollowed>().Single();
        Assert.Equal(new EffectFollowed("Lapsed", "陈述申辩期满，视为放弃", "《行政许可法》第三十二条第一款第四项"), followed);
        Assert.Equal(("written", new DateOnly(2026, 3, 10)), (walk.State!.Text("statement.mode"), walk.State.Date("statement.madeOn")!.Value));
        Assert.Equal(walk.State, Replay.Of(walk.Events));
    }

    [Theory]
    [InlineData("party.colour", "red", "fact.unknown")]
    [InlineData("statement.mode", "shouted", "effect.value")]
    [InlineData("statement.madeOn", "soon", "effect.value")]
    public void An_effect_that_no_case_could_hold_is_named(string fact, string value, string code)
    {
        var read = Read(Caller(
            $"""<intermediateThrowEvent id="Effect"><extensionElements><enf:effect fact="{fact}" value="{value}"/></extensionElements></intermediateThrowEvent>""", "Register Effect"));
        Assert.Equal(code, Assert.Single(read.Faults).Code);
    }

    [Theory]
    [InlineData("clerk", null)]
    [InlineData("officer1", "case.opener")]
    [InlineData("admin", "case.opener")]
    public void Who_may_open_a_case_is_drawn_at_its_start(string user, string? refusal)
    {
        var walk = new CaseWalk(TestBureau.Setting with { Procedure = TestBureau.Sound(Read(Caller(string.Empty, "Register", """<extensionElements><enf:assignment roles="clerk"/></extensionElements>"""))) });
        Assert.Equal(refusal, (walk.Run(Open(walk, user)) as Refused)?.Code);
    }

    /// <summary>A case that ended because what was waited for came.</summary>
    internal static CaseWalk Withdrawn()
    {
        var walk = Opened(MayWithdraw);
        Assert.IsType<Accepted>(walk.Run(Received(walk, "clerk", "Withdrawn")));
        return walk;
    }

    /// <summary>A case that ended by what the law lets follow: five working days from 2 March end on the 9th, and the effect follows as the 10th begins.</summary>
    internal static CaseWalk Lapsed()
    {
        var walk = Opened(MayLapse);
        Do(walk, "officer1", "Register");
        Assert.IsType<Accepted>(walk.Advance(Morning.AddDays(8)));
        return walk;
    }

    private static CaseWalk Opened(params ProcedureSource[] sources)
    {
        var walk = new CaseWalk(TestBureau.Setting with { Procedure = TestBureau.Sound(Read(sources)) });
        CaseWalk.Demand(walk.Run(Open(walk, "officer3")), "opening");
        return walk;
    }

    private static OpenCase Open(CaseWalk walk, string user) =>
        new("测试案件", CaseState.NoFacts) { By = TestBureau.Actor(walk.Setting, user), At = Morning, CommandId = walk.NextId() };

    private static void Do(CaseWalk walk, string user, string element) => CaseWalk.Demand(walk.Run(Complete(walk, user, element)), element);

    private static CompleteTask Complete(CaseWalk walk, string user, string element) =>
        new(walk.State!.Tasks.Values.Single(task => task.Element == element).Task, "done", CaseState.NoFacts, string.Empty)
        {
            By = TestBureau.Actor(walk.Setting, user),
            At = Morning,
            CommandId = walk.NextId(),
        };

    private static ReceiveMessage Received(CaseWalk walk, string user, string element) =>
        new(element, ImmutableSortedDictionary<string, FeelValue>.Empty, "书面撤回。") { By = TestBureau.Actor(walk.Setting, user), At = Morning, CommandId = walk.NextId() };

    private static ProcedureReadResult Read(params ProcedureSource[] sources) => new ProcedureLibrary(sources).Read(sources[0]);

    // A caller that begins with a registration and goes through the elements named, in order.
    private static ProcedureSource Caller(string elements, string way, string start = "") =>
        Source("test.caller", "licensing", $"""<startEvent id="s">{start}</startEvent>{Opening}{elements}<endEvent id="e"/>{Ways(["s", .. way.Split(' '), "e"])}""");

    private static ProcedureSource Called(string element, string key = "shared.one", string kind = "shared") =>
        Source(key, kind, $"""<startEvent id="cs"/>{element}<endEvent id="ce"/>{Ways(["cs", element.Split('"')[1], "ce"])}""");

    private static string Ways(IEnumerable<string> nodes) =>
        string.Concat(nodes.Zip(nodes.Skip(1), (from, to) => $"""<sequenceFlow id="{from}-{to}" sourceRef="{from}" targetRef="{to}"/>"""));

    private static ProcedureSource Source(string key, string kind, string elements) => new(
        Encoding.UTF8.GetBytes($"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:enf="urn:workflow-enforcement:bpmn:1" id="d" targetNamespace="urn:test"><message id="m" name="来件"/>
            <process id="P-{key}" name="{key}" isExecutable="true"><extensionElements><enf:procedure key="{key}" kind="{kind}"/></extensionElements>{elements}</process></definitions>
            """),
        new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal));
}
