using System.Xml.Linq;

namespace WorkflowEnforcement.Enforcement.Tests.Lawfulness;

/// <summary>One thing taken away from, weakened in or moved within a drawing.</summary>
/// <param name="What">What was done, and where.</param>
/// <param name="Flow">The drawing then.</param>
internal sealed record Mutation(string What, XDocument Flow);

/// <summary>Every single way to make a drawing less than it was: at every step, word of the law, clock, role, recording, order and condition.</summary>
internal static class Mutations
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Enf = "urn:workflow-enforcement:bpmn:1";

    private static readonly string[] Steps = ["userTask", "serviceTask", "callActivity", "businessRuleTask", "intermediateCatchEvent", "intermediateThrowEvent"];
    private static readonly string[] Words = ["clock", "document", "recording", "publish", "effect", "signing", "basis", "outcome", "assignment", "stage"];

    public static IEnumerable<Mutation> Of(string bpmn)
    {
        var flow = XDocument.Parse(bpmn);
        return
        [
            .. Each(flow, element => Steps.Contains(element.Name.LocalName) && element.Name.Namespace == Bpmn, "step removed", RemoveStep),
            .. Each(flow, element => element.Name == Bpmn + "boundaryEvent", "boundary event removed", RemoveWithFollowers),
            .. Each(flow, element => element.Name.Namespace == Enf && Words.Contains(element.Name.LocalName), "word removed", element => element.Remove()),
            .. Each(flow, element => element.Name == Enf + "assignment" && (string?)element.Attribute("people") == "2", "one officer", element => element.SetAttributeValue("people", "1")),
            .. Each(flow, element => element.Name == Enf + "assignment", "role widened", element => element.SetAttributeValue("roles", $"{element.Attribute("roles")!.Value} {(element.Attribute("roles")!.Value.Contains("evaluator", StringComparison.Ordinal) ? "supervisor" : "evaluator")}")),
            .. Each(flow, element => element.Name == Enf + "assignment" && element.Attribute("distinctFrom") is not null, "separation removed", element => element.SetAttributeValue("distinctFrom", null)),
            .. Each(flow, element => element.Name == Enf + "assignment" && element.Attribute("sameAs") is not null, "same hands removed", element => element.SetAttributeValue("sameAs", null)),
            .. Each(flow, element => element.Name == Enf + "document" && (string?)element.Attribute("required") == "true", "document optional", element => element.SetAttributeValue("required", "false")),
            .. Each(flow, element => element.Name == Enf + "recording", "recording weakened", element => element.SetAttributeValue("level", "none")),
            .. Each(flow, element => element.Name == Enf + "clock", "clock changed", element => element.SetAttributeValue("ref", "T99")),
            .. Each(flow, element => element.Name == Enf + "outcome" && (string?)element.Attribute("comment") == "required", "opinion not asked for", element => element.SetAttributeValue("comment", "optional")),
            .. Each(flow, element => element.Name.Namespace == Bpmn && element.Name.LocalName is "timeDate" or "timeDuration" or "timeCycle", "timer changed", ChangeTimer),
            .. Each(flow, element => element.Name == Bpmn + "boundaryEvent", "interruption turned", Turn),
            .. Each(flow, element => element.Name == Bpmn + "conditionExpression", "condition always true", element => element.Value = "true"),
            .. Each(flow, element => element.Name == Bpmn + "callActivity", "another procedure called", element => element.SetAttributeValue("calledElement", "shared.other")),
            .. Each(flow, IsBetweenSteps, "two steps swapped", Swap),
            .. Each(flow, IsBetweenSteps, "step passed over", PassOver),
        ];
    }

    private static IEnumerable<Mutation> Each(XDocument flow, Func<XElement, bool> such, string what, Action<XElement> mutate)
    {
        var places = flow.Descendants().Select((element, place) => (element, place)).Where(entry => such(entry.element)).Select(entry => entry.place).ToList();
        foreach (var place in places)
        {
            var copy = new XDocument(flow);
            var element = copy.Descendants().ElementAt(place);
            var owner = element.AncestorsAndSelf().First(ancestor => ancestor.Attribute("id") is not null);
            var name = $"{what}: {owner.Attribute("id")!.Value} {element.Name.LocalName} {(string?)element.Attribute("ref") ?? (string?)element.Attribute("key") ?? (string?)element.Attribute("item")}";
            mutate(element);
            yield return new Mutation(name, copy);
        }
    }

    // The step goes, and what led to it leads to where it led.
    private static void RemoveStep(XElement step)
    {
        var id = step.Attribute("id")!.Value;
        var process = step.Parent!;
        var flows = process.Elements(Bpmn + "sequenceFlow").ToList();
        var next = flows.FirstOrDefault(flow => (string)flow.Attribute("sourceRef")! == id);
        foreach (var boundary in process.Elements(Bpmn + "boundaryEvent").Where(boundary => (string)boundary.Attribute("attachedToRef")! == id).ToList())
        {
            RemoveWithFollowers(boundary);
        }

        foreach (var flow in process.Elements(Bpmn + "sequenceFlow").Where(flow => (string)flow.Attribute("targetRef")! == id).ToList())
        {
            if (next is null)
            {
                Forget(process, flow);
            }
            else
            {
                Retarget(process, flow, (string)next.Attribute("targetRef")!);
            }
        }

        foreach (var flow in process.Elements(Bpmn + "sequenceFlow").Where(flow => (string)flow.Attribute("sourceRef")! == id).ToList())
        {
            Forget(process, flow);
        }

        Unlane(step.Document!, id);
        step.Remove();
    }

    private static void RemoveWithFollowers(XElement boundary)
    {
        var process = boundary.Parent!;
        foreach (var flow in process.Elements(Bpmn + "sequenceFlow").Where(flow => (string)flow.Attribute("sourceRef")! == boundary.Attribute("id")!.Value).ToList())
        {
            Forget(process, flow);
        }

        Unlane(boundary.Document!, boundary.Attribute("id")!.Value);
        boundary.Remove();
    }

    private static void ChangeTimer(XElement timer)
    {
        var name = timer.Name;
        timer.ReplaceWith(new XElement(name.Namespace + "timeDuration", "P3650D"));
    }

    private static void Turn(XElement boundary) =>
        boundary.SetAttributeValue("cancelActivity", (string?)boundary.Attribute("cancelActivity") == "false" ? null : "false");

    // A flow between two steps of one scope, neither of which has another way in or out.
    private static bool IsBetweenSteps(XElement flow)
    {
        if (flow.Name != Bpmn + "sequenceFlow")
        {
            return false;
        }

        var (source, target) = ((string)flow.Attribute("sourceRef")!, (string)flow.Attribute("targetRef")!);
        return Single(flow.Parent!, source, "targetRef") && Single(flow.Parent!, source, "sourceRef") && Single(flow.Parent!, target, "targetRef") && Single(flow.Parent!, target, "sourceRef")
            && IsStep(flow.Parent!, source) && IsStep(flow.Parent!, target);
    }

    private static bool IsStep(XElement process, string id) => process.Elements().Any(element => (string?)element.Attribute("id") == id && Steps.Contains(element.Name.LocalName));

    private static bool Single(XElement process, string id, string end) => process.Elements(Bpmn + "sequenceFlow").Count(flow => (string)flow.Attribute(end)! == id) == 1;

    private static void Swap(XElement flow)
    {
        var process = flow.Parent!;
        var (first, second) = ((string)flow.Attribute("sourceRef")!, (string)flow.Attribute("targetRef")!);
        var into = process.Elements(Bpmn + "sequenceFlow").Single(other => (string)other.Attribute("targetRef")! == first);
        var from = process.Elements(Bpmn + "sequenceFlow").Single(other => (string)other.Attribute("sourceRef")! == second);
        Retarget(process, into, second);
        Retarget(process, flow, first);
        Resource(process, flow, second);
        Resource(process, from, first);
    }

    // What led to the first step leads to the second, and nothing leads to the first any more.
    private static void PassOver(XElement flow)
    {
        var process = flow.Parent!;
        var first = (string)flow.Attribute("sourceRef")!;
        Retarget(process, process.Elements(Bpmn + "sequenceFlow").Single(other => (string)other.Attribute("targetRef")! == first), (string)flow.Attribute("targetRef")!);
    }

    private static void Retarget(XElement process, XElement flow, string target)
    {
        References(process, (string)flow.Attribute("targetRef")!, "incoming", flow, add: false);
        flow.SetAttributeValue("targetRef", target);
        References(process, target, "incoming", flow, add: true);
    }

    private static void Resource(XElement process, XElement flow, string source)
    {
        References(process, (string)flow.Attribute("sourceRef")!, "outgoing", flow, add: false);
        flow.SetAttributeValue("sourceRef", source);
        References(process, source, "outgoing", flow, add: true);
    }

    private static void Forget(XElement process, XElement flow)
    {
        References(process, (string)flow.Attribute("targetRef")!, "incoming", flow, add: false);
        References(process, (string)flow.Attribute("sourceRef")!, "outgoing", flow, add: false);
        foreach (var gateway in process.Elements().Where(element => (string?)element.Attribute("default") == flow.Attribute("id")!.Value))
        {
            gateway.SetAttributeValue("default", null);
        }

        flow.Remove();
    }

    private static void References(XElement process, string node, string end, XElement flow, bool add)
    {
        if (process.Elements().FirstOrDefault(element => (string?)element.Attribute("id") == node) is not { } element)
        {
            return;
        }

        element.Elements(Bpmn + end).Where(reference => reference.Value == flow.Attribute("id")!.Value).Remove();
        if (add)
        {
            element.Add(new XElement(Bpmn + end, flow.Attribute("id")!.Value));
        }
    }

    private static void Unlane(XDocument document, string id) => document.Descendants(Bpmn + "flowNodeRef").Where(reference => reference.Value == id).Remove();
}
