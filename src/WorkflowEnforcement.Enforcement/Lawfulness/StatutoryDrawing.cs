using System.Collections.Frozen;
using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Enforcement.Lawfulness;

/// <summary>
/// The shipped drawing of a procedure as the least that the law asks of it: a drawing of the same key may add steps, documents, clocks and hands, but takes nothing away, weakens nothing and
/// changes no order. Steps are known by their ids.
/// </summary>
internal sealed class StatutoryDrawing
{
    private static readonly FrozenDictionary<string, StatutoryDrawing> Shipped = Load();

    // What must stand as it is: another one may stand beside it.
    private static readonly string[] Kept = ["clock", "document", "recording", "publish", "effect", "signing", "in", "out", "stage"];

    private readonly ProcessModel least;
    private readonly FlowOrder order;

    private StatutoryDrawing(ProcessModel least)
    {
        this.least = least;
        order = new FlowOrder(least);
    }

    /// <summary>The shipped drawing of a key, or null.</summary>
    public static StatutoryDrawing? Of(string key) => Shipped.GetValueOrDefault(key);

    /// <summary>The elements, in the order of the drawing.</summary>
    public IEnumerable<FlowNode> Nodes => least.Nodes.Values.OrderBy(node => node.Line);

    public IEnumerable<LawFinding> Check(ProcessModel drawn)
    {
        var found = new FlowOrder(drawn);
        return Nodes.SelectMany(node => Check(node, drawn, found)).Concat(Conditions(drawn)).Concat(Ways(drawn, found));
    }

    private static FrozenDictionary<string, StatutoryDrawing> Load()
    {
        var models = typeof(StatutoryDrawing).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("workflows/", StringComparison.Ordinal)).Select(name =>
        {
            using var stream = typeof(StatutoryDrawing).Assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return BpmnReader.Read(bytes).Model ?? throw new InvalidOperationException($"Expected the shipped drawing {name} to be readable, but it is not");
        });
        return models.ToFrozenDictionary(LawLint.KeyOf, model => new StatutoryDrawing(model), StringComparer.Ordinal);
    }

    private IEnumerable<LawFinding> Check(FlowNode asked, ProcessModel drawn, FlowOrder found)
    {
        if (drawn.Nodes.GetValueOrDefault(asked.Id) is not { } node)
        {
            return IsStatutory(asked) ? [Finding("law.step-missing", asked, 0, $"「{asked.Name}」是法定环节，不得删去。")] : [];
        }

        if (node.GetType() != asked.GetType())
        {
            return [Finding("law.step-kind", asked, node.Line, $"「{asked.Name}」须为{KindOf(asked)}，现为{KindOf(node)}。")];
        }

        return Assignment(asked, node).Concat(Outcomes(asked, node)).Concat(Words(asked, node)).Concat(Events(asked, node)).Concat(Order(asked, node, found));
    }

    private IEnumerable<LawFinding> Assignment(FlowNode asked, FlowNode node)
    {
        if (One(asked, "assignment") is not { } least)
        {
            yield break;
        }

        if (One(node, "assignment") is not { } found)
        {
            yield return Finding("law.role", asked, node.Line, $"「{asked.Name}」须写明由谁办理。");
            yield break;
        }

        var roles = List(found, "roles").Except(List(least, "roles")).ToList();
        if (roles.Count > 0 || List(found, "roles").Length == 0)
        {
            yield return Finding("law.role", asked, found.Line, $"「{asked.Name}」须由{Names(List(least, "roles"))}办理，不得由{Names(roles)}办理。");
        }

        if (People(found) < People(least))
        {
            yield return Finding("law.people", asked, found.Line, $"「{asked.Name}」须由{People(least)}人共同办理，现为{People(found)}人。");
        }

        foreach (var word in List(least, "distinctFrom").Except(List(found, "distinctFrom")))
        {
            yield return Finding("law.separation", asked, found.Line, $"「{asked.Name}」的办理人须与{Named(word)}的办理人不同。");
        }

        foreach (var word in List(least, "sameAs").Except(List(found, "sameAs")))
        {
            yield return Finding("law.separation", asked, found.Line, $"「{asked.Name}」须由{Named(word)}的办理人办理。");
        }
    }

    private IEnumerable<LawFinding> Outcomes(FlowNode asked, FlowNode node)
    {
        foreach (var outcome in All(asked, "outcome"))
        {
            var found = All(node, "outcome").FirstOrDefault(other => Text(other, "key") == Text(outcome, "key"));
            if (found is null)
            {
                yield return Finding("law.outcome", asked, node.Line, $"「{asked.Name}」须可以选择「{Text(outcome, "label")}」。");
            }
            else if (Text(outcome, "comment") == "required" && Text(found, "comment") != "required")
            {
                yield return Finding("law.outcome", asked, found.Line, $"「{asked.Name}」选择「{Text(outcome, "label")}」时须写明意见。");
            }
            else if (Text(outcome, "counts") != Text(found, "counts"))
            {
                yield return Finding("law.outcome", asked, found.Line, $"「{asked.Name}」的「{Text(outcome, "label")}」在多人签署时的效力不得改变。");
            }
        }

        if (asked.ExtensionAttributes.GetValueOrDefault("resultVariable") is { } variable && node.ExtensionAttributes.GetValueOrDefault("resultVariable") != variable)
        {
            yield return Finding("law.outcome", asked, node.Line, $"「{asked.Name}」的结果须写入 {variable}，后面的环节据此办理。");
        }
    }

    private IEnumerable<LawFinding> Words(FlowNode asked, FlowNode node)
    {
        foreach (var word in Kept)
        {
            var found = All(node, word).Select(Written).ToHashSet(StringComparer.Ordinal);
            foreach (var least in All(asked, word).Where(least => !found.Contains(Written(least))))
            {
                yield return Finding($"law.{word}", asked, node.Line, $"「{asked.Name}」须有{WordOf(word, least)}，不得删去或者改变。");
            }
        }

        var cited = All(node, "basis").Select(basis => (Text(basis, "law"), Text(basis, "article"))).ToHashSet();
        foreach (var basis in All(asked, "basis").Where(basis => !cited.Contains((Text(basis, "law"), Text(basis, "article")))))
        {
            yield return new LawFinding("law.basis", asked.Id, node.Line, $"「{asked.Name}」须写明依据{LawLint.SourceOf(basis)}。", LawLint.SourceOf(basis));
        }
    }

    private IEnumerable<LawFinding> Events(FlowNode asked, FlowNode node)
    {
        if (asked is EventNode { Trigger: var trigger } && !Equal(trigger, ((EventNode)node).Trigger))
        {
            yield return Finding("law.timer", asked, node.Line, $"「{asked.Name}」的触发条件不得改变。");
        }

        if (asked is BoundaryEvent boundary && node is BoundaryEvent found && (boundary.AttachedTo, boundary.Interrupting) != (found.AttachedTo, found.Interrupting))
        {
            yield return Finding("law.timer", asked, node.Line, $"「{asked.Name}」须附着在{Named(boundary.AttachedTo)}上，其是否中断该环节不得改变。");
        }

        if (asked is StartEvent { Interrupting: var interrupting } && ((StartEvent)node).Interrupting != interrupting)
        {
            yield return Finding("law.timer", asked, node.Line, $"「{asked.Name}」是否中断所在环节不得改变。");
        }

        if (asked is CallActivity { CalledElement: var called } && ((CallActivity)node).CalledElement != called)
        {
            yield return Finding("law.call", asked, node.Line, $"「{asked.Name}」须按程序 {called} 办理，现为 {((CallActivity)node).CalledElement}。");
        }
    }

    private IEnumerable<LawFinding> Order(FlowNode asked, FlowNode node, FlowOrder found)
    {
        if (!order.Reaches(asked.Id))
        {
            yield break;
        }

        if (!found.Reaches(asked.Id))
        {
            yield return Finding("law.order", asked, node.Line, $"「{asked.Name}」没有一条路径可以到达。");
            yield break;
        }

        foreach (var earlier in order.Before(asked.Id).Except(found.Before(asked.Id)).Where(id => IsStatutory(least.Nodes[id])).Order(StringComparer.Ordinal))
        {
            yield return new LawFinding(
                "law.order", asked.Id, node.Line, $"「{asked.Name}」之前须先经过「{least.Nodes[earlier].Name}」，现有路径可以绕过。", BasisOf(least.Nodes[earlier]) ?? BasisOf(asked) ?? Default);
        }
    }

    // A condition may be drawn on another flow of the same gateway, but not be missing.
    private IEnumerable<LawFinding> Conditions(ProcessModel drawn)
    {
        foreach (var flow in least.Flows.Values.Where(flow => flow.Condition is not null && drawn.Nodes.ContainsKey(flow.Source)).OrderBy(flow => flow.Line))
        {
            if (!drawn.Nodes[flow.Source].Outgoing.Any(id => drawn.Flows[id].Condition?.Trim() == flow.Condition!.Trim()))
            {
                var target = least.Nodes[flow.Target];
                yield return new LawFinding(
                    "law.condition", flow.Source, drawn.Nodes[flow.Source].Line, $"「{least.Nodes[flow.Source].Name}」通往「{target.Name}」的条件「{flow.Condition!.Trim()}」不得删去或者改变。", BasisNear(flow) ?? Default);
            }
        }
    }

    private IEnumerable<LawFinding> Ways(ProcessModel drawn, FlowOrder found)
    {
        foreach (var flow in least.Flows.Values.Where(flow => drawn.Nodes.ContainsKey(flow.Source) && drawn.Nodes.ContainsKey(flow.Target) && !found.Leads(flow.Source, flow.Target)).OrderBy(flow => flow.Line))
        {
            yield return new LawFinding(
                "law.way", flow.Source, drawn.Nodes[flow.Source].Line, $"「{least.Nodes[flow.Source].Name}」之后须可以进入「{least.Nodes[flow.Target].Name}」，现在没有这样的路径。", BasisNear(flow) ?? Default);
        }
    }

    private static LegalSource Default => LegalSource.ProductDefault("本机关执法流程（系统默认规则）");

    private LawFinding Finding(string code, FlowNode asked, int line, string message) => new(code, asked.Id, line, message, BasisOf(asked) ?? LawOfProcedure() ?? Default);

    private LegalSource? LawOfProcedure() =>
        least.Extensions.FirstOrDefault(extension => extension.Name == "procedure")?.Attributes.GetValueOrDefault("law") is { Length: > 0 } law ? new LegalSource(law, string.Empty) : null;

    // The step to which a flow leads says why; a gateway has no article of its own.
    private LegalSource? BasisNear(SequenceFlow flow) =>
        BasisOf(least.Nodes[flow.Target]) ?? BasisOf(least.Nodes[flow.Source])
        ?? least.Nodes[flow.Source].Incoming.Select(id => BasisOf(least.Nodes[least.Flows[id].Source])).FirstOrDefault(basis => basis is not null)
        ?? LawOfProcedure();

    // The surest source counts.
    private static LegalSource? BasisOf(FlowNode node) => All(node, "basis").Select(LawLint.SourceOf).OrderBy(source => source.Provenance).FirstOrDefault();

    private static bool IsStatutory(FlowNode node) => node is Activity or EventNode;

    private static bool Equal(EventTrigger one, EventTrigger other) => (one, other) switch
    {
        (TimerTrigger { Timer.Text: var left }, TimerTrigger { Timer.Text: var right }) => left == right,
        (MessageTrigger, MessageTrigger) => true,
        (ConditionalTrigger left, ConditionalTrigger right) => left.Condition.Text == right.Condition.Text,
        _ => one == other,
    };

    private static IEnumerable<ExtensionElement> All(FlowNode node, string name) =>
        node.Extensions.Where(extension => extension.Namespace == Vocabulary.Namespace && extension.Name == name);

    private static ExtensionElement? One(FlowNode node, string name) => All(node, name).FirstOrDefault();

    private static string Text(ExtensionElement element, string attribute) => element.Attributes.GetValueOrDefault(attribute, string.Empty);

    private static ImmutableArray<string> List(ExtensionElement element, string attribute) => [.. Text(element, attribute).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static int People(ExtensionElement assignment) => Text(assignment, "people") == "2" ? 2 : 1;

    private static string Written(ExtensionElement element) =>
        string.Join('|', element.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => $"{attribute.Key}={attribute.Value}").Append(element.Text.Trim()));

    private static string Names(IEnumerable<string> roles) => string.Join("、", roles.Select(Cases.Roles.NameOf));

    private string Named(string word) => word == Vocabulary.Handlers ? "本案承办人" : $"「{least.Nodes.GetValueOrDefault(word)?.Name ?? word}」";

    private static string KindOf(FlowNode node) => node switch
    {
        UserTask => "人员办理的环节",
        ServiceTask => "系统办理的环节",
        CallActivity => "引用其他程序的环节",
        Activity => "环节",
        _ => "事件",
    };

    private static string WordOf(string word, ExtensionElement element) => word switch
    {
        "clock" => $"期限 {Text(element, "ref")}（{ActionOf(Text(element, "action"))}）",
        "document" => $"文书 {Text(element, "ref")}",
        "recording" => $"音像记录 {Text(element, "item")}",
        "publish" => "公示",
        "effect" => $"法定效果 {Text(element, "fact")}",
        "signing" => "多人签署的规则",
        "stage" => $"阶段「{element.Text}」",
        _ => "变量的传递",
    };

    private static string ActionOf(string action) => action switch
    {
        "start" => "起算",
        "stop" => "办结",
        "suspend" => "中止计算",
        "resume" => "恢复计算",
        "extend" => "延长",
        _ => action,
    };
}
