using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Tests.Discretion;

/// <summary>A penalty flow of a few steps in which only fine and discretion are entered, so that nothing but their law can refuse.</summary>
internal sealed class SmallFlow
{
    private static readonly string[] Inputs =
        ["discretion.months", "discretion.amount", "discretion.history", "discretion.correction", "discretion.consequence", "discretion.degree"];

    private static readonly Dictionary<string, (string By, string Outcome, string Words, string[] Fields)> Known = new(StringComparer.Ordinal)
    {
        ["Propose"] = ("officer", "submit", """<enf:document ref="C20" when="complete" />""", ["matter.code", "proposed.kind", "proposed.text", "proposed.fine", "findings.facts", CaseDiscretion.Ground, CaseDiscretion.Departure, .. Inputs]),
        ["Review"] = ("reviewer", "pass", "", ["review.opinion"]),
        ["Tell"] = ("officer", "told", """<enf:document ref="C21" when="complete" />""", []),
        ["Recheck"] = ("unithead", "lower", "", ["recheck.fine"]),
        ["Draft"] = ("officer", "submit", "", ["decision.fine", CaseDiscretion.Ground, CaseDiscretion.Departure, .. Inputs]),
        ["Decide"] = ("director deputy", "issue", """<enf:document ref="C31" when="complete" />""", []),
        ["Refrain"] = ("director", "none", "", []),
        ["Spot"] = ("officer", "issue", """<enf:document ref="C32" when="complete" />""", ["matter.code", "decision.fine", CaseDiscretion.Departure, .. Inputs]),
    };

    private readonly CaseWalk walk;

    /// <param name="steps">The steps in order: Propose, Review, Tell, Recheck, Draft, Decide, Refrain, Spot.</param>
    public SmallFlow(params string[] steps)
        : this(ShippedTables.Book, steps, keys => keys)
    {
    }

    private SmallFlow(DiscretionBook book, string[] steps, Func<IEnumerable<string>, IEnumerable<string>> asked)
    {
        walk = new CaseWalk(TestBureau.Setting with { Procedure = Read(steps, asked), Discretion = book });
        CaseWalk.Demand(walk.Run(new OpenCase("测试案件", CaseState.NoFacts) { By = TestBureau.Actor(walk.Setting, "officer1"), At = At(ShippedTables.Day), CommandId = walk.NextId() }), "opening");
    }

    /// <summary>The day of the next step.</summary>
    public DateOnly Day { get; set; } = ShippedTables.Day;

    /// <summary>The case as it is walked.</summary>
    public CaseWalk Walk => walk;

    /// <summary>The case as it stands.</summary>
    public CaseState State => walk.State!;

    /// <summary>The flow with a form that asks for no fact of the tables, as drawings from before had.</summary>
    public static SmallFlow NotAsking(params string[] steps) => new(ShippedTables.Book, steps, keys => keys.Except(Inputs));

    /// <summary>Other tables.</summary>
    public SmallFlow With(DiscretionBook book)
    {
        walk.Setting = walk.Setting with { Discretion = book };
        return this;
    }

    /// <summary>Another value of a parameter.</summary>
    public SmallFlow With(string parameter, string value)
    {
        walk.Setting = walk.Setting with { Registers = RegisterBook.Official.With([TestBureau.Changed(RegisterKeys.Thresholds, parameter, ("value", value))]) };
        return this;
    }

    /// <summary>A proposal of a fine for late reports: one month late, for the first time, no harm, which is row 2 of CF-JN-01.</summary>
    public Then Propose(decimal fine, params (string Key, object? Value)[] more) => Take(
        "Propose",
        "officer1",
        [("matter.code", "CF-JN-01"), ("proposed.kind", "penalty"), ("proposed.text", "罚款"), ("proposed.fine", fine), ("findings.facts", "事实"), ("discretion.months", 1m), ("discretion.history", "first"), ("discretion.consequence", "none"), .. more]);

    /// <summary>Takes a step.</summary>
    public Then Take(string step, string by, params (string Key, object? Value)[] facts)
    {
        var done = new Then(walk, walk.Run(CommandOf(step, by, facts)));
        walk.MakeDocuments(At(Day));
        return done;
    }

    /// <summary>What would become of a step in a case that knows more.</summary>
    /// <param name="known">Facts that other procedures enter.</param>
    public CaseOutcome Would(string step, string by, (string Key, object? Value)[] known, params (string Key, object? Value)[] facts)
    {
        var state = State with { Facts = Facts(State.Facts, known) };
        return CaseDecider.Decide(walk.Setting, state, CommandOf(step, by, facts));
    }

    /// <summary>Reviewed, told, and the fine drafted: waits for the decision.</summary>
    public SmallFlow UpToDecision(decimal fine, params (string Key, object? Value)[] more)
    {
        Take("Review", "reviewer", ("review.opinion", "同意")).Accepted();
        Take("Tell", "officer1").Accepted();
        Take("Draft", "officer1", [("decision.fine", fine), .. more]).Accepted();
        return this;
    }

    private CompleteTask CommandOf(string step, string by, (string Key, object? Value)[] facts) =>
        new(State.Tasks.Values.Single(open => open.Element == step).Task, Known[step].Outcome, Facts(CaseState.NoFacts, facts), string.Empty)
        {
            By = TestBureau.Actor(walk.Setting, by),
            At = At(Day),
            CommandId = walk.NextId(),
        };

    private static ImmutableSortedDictionary<string, FeelValue> Facts(ImmutableSortedDictionary<string, FeelValue> before, (string Key, object? Value)[] facts) =>
        facts.Aggregate(before, (all, fact) => all.SetItem(fact.Key, Value(fact.Value)));

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new TimeOnly(10, 0)), TimeSpan.FromHours(8));

    private static FeelValue Value(object? value) => value switch
    {
        null => FeelValue.Null,
        string text => FeelValue.Of(text),
        decimal number => FeelValue.Of(number),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static ProcedureDefinition Read(string[] steps, Func<IEnumerable<string>, IEnumerable<string>> asked)
    {
        var forms = steps.Where(step => Known[step].Fields.Length > 0).ToDictionary(step => step, step => (ReadOnlyMemory<byte>)Form(step, asked(Known[step].Fields)), StringComparer.Ordinal);
        string[] nodes = ["Start", .. steps, "End"];
        var flows = nodes.Zip(nodes.Skip(1)).Select((pair, index) => $"""<bpmn:sequenceFlow id="Flow_{index}" sourceRef="{pair.First}" targetRef="{pair.Second}" />""");
        var bpmn = $"""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:enf="urn:workflow-enforcement:bpmn:1" id="Definitions_Small" targetNamespace="urn:workflow-enforcement:tests">
              <bpmn:process id="small" name="小流程" isExecutable="true">
                <bpmn:extensionElements><enf:procedure key="test.small" kind="penalty" law="行政处罚法" /></bpmn:extensionElements>
                <bpmn:startEvent id="Start" />{string.Concat(steps.Select(Drawn))}<bpmn:endEvent id="End" />{string.Concat(flows)}
              </bpmn:process>
            </bpmn:definitions>
            """;
        return TestBureau.Sound(ProcedureReader.Read(Encoding.UTF8.GetBytes(bpmn), forms));
    }

    private static string Drawn(string step)
    {
        var (by, outcome, words, fields) = Known[step];
        var form = fields.Length > 0 ? $"""<enf:form ref="{step}" />""" : string.Empty;
        return $"""
            <bpmn:userTask id="{step}" name="{step}"{(step == "Refrain" ? " enf:resultVariable=\"decision.kind\"" : "")}><bpmn:extensionElements>
              <enf:stage>决定</enf:stage><enf:purpose>测试。</enf:purpose><enf:basis law="行政处罚法" article="第三十四条" tag="checked" />
              <enf:assignment roles="{by}" /><enf:outcome key="{outcome}" label="{outcome}" kind="primary" />{form}{words}
            </bpmn:extensionElements></bpmn:userTask>
            """;
    }

    private static byte[] Form(string name, IEnumerable<string> keys) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        schemaVersion = 19,
        type = "default",
        id = name,
        components = keys.Select(key => Field(FactsDictionary.Official[key])),
    });

    private static Dictionary<string, object> Field(FactDefinition fact)
    {
        var field = new Dictionary<string, object>
        {
            ["type"] = fact.Type switch { FactType.LongText => "textarea", FactType.Number or FactType.Money => "number", FactType.Choice or FactType.Matter => "select", _ => "textfield" },
            ["id"] = $"Field_{fact.Key.Replace('.', '_')}",
            ["key"] = fact.Key,
            ["label"] = fact.Label,
        };
        if (fact.Type == FactType.Choice)
        {
            field["values"] = fact.Choices.Select(choice => new { label = choice.Label, value = choice.Value });
        }
        else if (fact.Type == FactType.Matter)
        {
            field["properties"] = new { source = "matters" };
        }

        return field;
    }
}
