using System.Globalization;
using System.Text;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>A shipped shared procedure, walked within a small caller: who did what on which day.</summary>
internal sealed class SharedStory
{
    private static readonly string[] Opening =
        ["officers.lead", "officers.assist", "party.kind", "party.name", "party.address", "matter.code", "proposed.kind", "proposed.fine", "findings.facts", "review.trigger"];

    private static readonly ReadOnlyMemory<byte> OpeningForm = Encoding.UTF8.GetBytes(
        $$"""{"type":"default","components":[{{string.Join(',', Opening.Select(key => $$"""{"type":"textfield","key":"{{key}}"}"""))}}]}""");

    private static readonly ProcedureSource[] Shared =
        [.. TestBureau.Folders.Where(folder => folder.StartsWith("shared-", StringComparison.Ordinal)).Select(TestBureau.Source)];

    private DateTimeOffset now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    private SharedStory(CaseWalk walk) => Walk = walk;

    /// <summary>The case as it is walked.</summary>
    public CaseWalk Walk { get; }

    /// <summary>The case as it stands.</summary>
    public CaseState State => Walk.State!;

    /// <summary>Element at which the case waits; of several the first.</summary>
    public string At => State.Tasks.Values.Select(task => task.Element).FirstOrDefault() ?? string.Empty;

    /// <summary>Opens a case of a caller: a registration by two officers, then what is given, in that order.</summary>
    /// <param name="kind">Kind of the caller.</param>
    /// <param name="begin">Clocks and documents of the registration.</param>
    /// <param name="elements">Elements after it, of which the first and the last are named in <paramref name="way"/>.</param>
    /// <param name="way">Ids in the order of the flow.</param>
    /// <param name="more">More flows and elements.</param>
    /// <param name="lax">True where the forms ask for nothing by a condition: what is left is the law's own.</param>
    public static SharedStory Of(string kind, string begin, string elements, string way, string more = "", bool lax = false)
    {
        var caller = Caller(kind, begin, elements, way, more);
        var setting = TestBureau.Setting with { Procedure = TestBureau.Sound(new ProcedureLibrary([caller, .. lax ? Shared.Select(Lax) : Shared]).Read(caller)) };
        var story = new SharedStory(new CaseWalk(setting));
        var opener = TestBureau.Actor(setting, "officer1");
        CaseWalk.Demand(story.Walk.Run(new OpenCase("测试案件", CaseState.NoFacts) { By = opener, At = story.now, CommandId = story.Walk.NextId() }), "opening");
        return story.Do(
            "officer1", "Begin", "done", ("officers.lead", "officer1"), ("officers.assist", "officer2"), ("party.kind", "organization"), ("party.name", "某某公司"), ("party.address", "某某路1号"));
    }

    /// <summary>A call of a shared procedure, and the flows by what comes of it: each end says its outcome in the course of the case.</summary>
    public static (string Elements, string More) Call(string id, string key, string input, string variable, params string[] outcomes)
    {
        var ends = string.Concat(outcomes.Select((outcome, index) => $"""
            <endEvent id="{id}-{index}"><extensionElements><enf:effect fact="closing.course" value="{outcome}"/></extensionElements></endEvent>
            <sequenceFlow id="{id}-to-{index}" sourceRef="{id}-x" targetRef="{id}-{index}"><conditionExpression>{variable} = "{outcome}"</conditionExpression></sequenceFlow>
            """));
        return (
            $"""<callActivity id="{id}" calledElement="{key}"><extensionElements>{input}<enf:out source="{variable}" target="{variable}"/></extensionElements></callActivity>""",
            $"""<exclusiveGateway id="{id}-x"/><sequenceFlow id="{id}-to" sourceRef="{id}" targetRef="{id}-x"/>{ends}""");
    }

    /// <summary>Goes on to ten o'clock of a day of 2026.</summary>
    public SharedStory On(string day)
    {
        now = new DateTimeOffset(Day(day).ToDateTime(new TimeOnly(10, 0)), now.Offset);
        return this;
    }

    /// <summary>Goes on to a day and fires what is due by then.</summary>
    public SharedStory Pass(string day)
    {
        CaseWalk.Demand(On(day).Walk.Advance(now), "the passing of time");
        return this;
    }

    /// <summary>Somebody finishes a task.</summary>
    public SharedStory Do(string by, string task, string outcome, params (string Key, object Value)[] facts)
    {
        CaseWalk.Demand(Walk.Run(Step(by, task, outcome, facts)), task);
        return this;
    }

    /// <summary>Somebody would finish a task, and the law refuses.</summary>
    public SharedStory No(string code, string article, string by, string task, string outcome, params (string Key, object Value)[] facts)
    {
        var before = State;
        var refused = Assert.IsType<Refused>(Walk.Run(Walk.CommandOf(Step(by, task, outcome, facts))));
        Assert.Equal(code, refused.Code);
        Assert.Contains(article, refused.Source?.ToString() ?? string.Empty, StringComparison.Ordinal);
        Assert.Same(before, State);
        return this;
    }

    /// <summary>What comes from outside.</summary>
    public SharedStory Comes(string by, string message, params (string Key, object Value)[] facts)
    {
        CaseWalk.Demand(Walk.Run(Step(by, string.Empty, string.Empty, facts) with { Message = message }), message);
        return this;
    }

    /// <summary>More roles in one hand.</summary>
    public SharedStory Granting(string user, params string[] roles)
    {
        Walk.Setting = Walk.Setting.Granting(user, roles);
        return this;
    }

    /// <summary>The bureau changes.</summary>
    public SharedStory Where(Func<CaseSetting, CaseSetting> change)
    {
        Walk.Setting = change(Walk.Setting);
        return this;
    }

    /// <summary>The walk ends here: it can be replayed.</summary>
    public SharedStory Ended()
    {
        Assert.Equal([], State.Tasks.Values.Select(task => task.Element));
        Assert.NotNull(State.EndedAt);
        Assert.Equal(State, Replay.Of(Walk.Events));
        return this;
    }

    /// <summary>Rows as they are entered.</summary>
    public static FeelValue Rows(params (string Key, object Value)[][] rows) =>
        new FeelList([.. rows.Select(row => row.Aggregate(FeelContext.Empty, (context, cell) => context.With(cell.Key, cell.Value is string text ? FeelValue.Of(text) : (FeelValue)cell.Value)))]);

    /// <summary>A day of 2026.</summary>
    public static DateOnly Day(string day) => DateOnly.Parse($"2026-{day}", CultureInfo.InvariantCulture);

    private static ProcedureSource Lax(ProcedureSource source) => new(
        source.Bpmn,
        source.Forms.ToDictionary(
            form => form.Key,
            form => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(form.Value.Span).Replace("\"requiredWhen\"", "\"asked\"", StringComparison.Ordinal)),
            StringComparer.Ordinal));

    private ScenarioStep Step(string by, string task, string outcome, (string Key, object Value)[] facts) =>
        new(now, by, task, outcome, "意见。", CaseState.NoFacts.AddRange(facts.Select(fact => KeyValuePair.Create(fact.Key, Value(fact.Key, fact.Value)))), Advance: false);

    private static FeelValue Value(string key, object value) => value switch
    {
        FeelValue given => given,
        DateOnly day => FeelValue.Of(day),
        bool truth => FeelValue.Of(truth),
        int number => FeelValue.Of((decimal)number),
        string text when FactsDictionary.Official[key].Type == FactType.Date => FeelValue.Of(Day(text)),
        string text => FeelValue.Of(text),
        _ => throw new InvalidOperationException($"Expected a value for {key}, but found {value}"),
    };

    private static ProcedureSource Caller(string kind, string begin, string elements, string way, string more)
    {
        string[] nodes = ["s", "Begin", .. way.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var flows = string.Concat(nodes.Zip(nodes.Skip(1), (from, to) => $"""<sequenceFlow id="{from}-{to}" sourceRef="{from}" targetRef="{to}"/>"""));
        var bpmn = $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:enf="urn:workflow-enforcement:bpmn:1" id="d" targetNamespace="urn:test">
            <process id="P-test" name="测试" isExecutable="true"><extensionElements><enf:procedure key="test.caller" kind="{kind}"/></extensionElements>
            <startEvent id="s"/><userTask id="Begin" name="登记"><extensionElements><enf:stage>启动</enf:stage><enf:assignment roles="officer"/>
            <enf:outcome key="done" label="登记"/><enf:form ref="Begin"/>{begin}</extensionElements></userTask>{elements}{flows}{more}</process></definitions>
            """;
        return new ProcedureSource(Encoding.UTF8.GetBytes(bpmn), new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal) { ["Begin"] = OpeningForm });
    }
}
