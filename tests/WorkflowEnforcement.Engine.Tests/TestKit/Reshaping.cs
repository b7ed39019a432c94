using System.Globalization;
using System.Xml.Linq;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>Draws another version of a process: something is renamed, taken away, put beside, put within or made something else.</summary>
internal sealed class Reshaping
{
    private static readonly XNamespace Ns = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private readonly Random _random;
    private readonly XDocument _file;
    private readonly List<(string From, string To)> _moved = [];

    private Reshaping(string text, Random random) => (_file, _random) = (XDocument.Parse(text), random);

    /// <summary>Another version, and which of its elements were others before.</summary>
    public static (string Text, (string From, string To)[] Moved) Of(string text, Random random)
    {
        var reshaping = new Reshaping(text, random);
        if (random.Next(3) == 0)
        {
            reshaping.Rename();
        }

        for (var changes = random.Next(3); changes > 0; changes--)
        {
            reshaping.Change();
        }

        return (reshaping._file.ToString(), [.. reshaping._moved]);
    }

    private void Change()
    {
        var tasks = _file.Descendants(Ns + "userTask").Where(IsInFlow).ToList();
        var joins = _file.Descendants(Ns + "parallelGateway").Where(gateway => Into(gateway).Count > 1 && Id(gateway).StartsWith("join", StringComparison.Ordinal)).ToList();
        if (joins.Count > 0 && _random.Next(3) == 0)
        {
            ChangeJoin(joins[_random.Next(joins.Count)]);
        }
        else if (tasks.Count > 0)
        {
            ChangeTask(tasks[_random.Next(tasks.Count)]);
        }
    }

    private void ChangeTask(XElement task)
    {
        switch (_random.Next(5))
        {
            case 0 when !IsWatched(task):
                Remove(task);
                break;
            case 1 when !IsWatched(task):
                Wrap(task);
                break;
            case 2:
                task.Name = Ns + "serviceTask";
                break;
            case 3:
                Remind(task);
                break;
            default:
                PutBeside(task);
                break;
        }
    }

    private void ChangeJoin(XElement join)
    {
        var into = Into(join);
        if (_random.Next(2) == 0)
        {
            into[_random.Next(into.Count)].SetAttributeValue("targetRef", Added(join, "endEvent"));
            return;
        }

        var before = Id(into[_random.Next(into.Count)], "sourceRef");
        if (_file.Descendants().First(node => Id(node) == before) is { } source && source.Name == Ns + "parallelGateway")
        {
            Connect(join, before, Id(join));
            return;
        }

        // The number of the join follows that of its fork.
        var number = int.Parse(Id(join)["join".Length..], CultureInfo.InvariantCulture) - 1;
        var more = Added(join, "userTask");
        Connect(join, string.Create(CultureInfo.InvariantCulture, $"fork{number}"), more);
        Connect(join, more, Id(join));
    }

    // Everything that names it names it anew; one of its flows gets another id too.
    private void Rename()
    {
        var tasks = _file.Descendants(Ns + "userTask").ToList();
        if (tasks.Count == 0)
        {
            return;
        }

        var task = tasks[_random.Next(tasks.Count)];
        var flow = OutOf(task).FirstOrDefault();
        foreach (var old in new[] { Id(task), flow is null ? null : Id(flow) }.OfType<string>())
        {
            _moved.Add((old, $"re_{old}"));
            foreach (var attribute in _file.Descendants().Attributes().Where(attribute => attribute.Value == old))
            {
                attribute.Value = $"re_{old}";
            }
        }
    }

    private void Remove(XElement task)
    {
        var (into, outOf) = (Into(task).Single(), OutOf(task).Single());
        into.SetAttributeValue("targetRef", Id(outOf, "targetRef"));
        outOf.Remove();
        task.Remove();
    }

    private void Wrap(XElement task)
    {
        var within = new XElement(Ns + "subProcess", new XAttribute("id", $"within_{Id(task)}"));
        task.AddAfterSelf(within);
        Into(task).ForEach(flow => flow.SetAttributeValue("targetRef", Id(within)));
        OutOf(task).ForEach(flow => flow.SetAttributeValue("sourceRef", Id(within)));
        task.Remove();
        within.Add(task);
        Connect(task, Added(task, "startEvent"), Id(task));
        Connect(task, Id(task), Added(task, "endEvent"));
    }

    private void Remind(XElement task)
    {
        var id = $"remind_{Id(task)}_{_random.Next(1_000_000)}";
        task.AddAfterSelf(XElement.Parse(
            $"""<boundaryEvent xmlns="{Ns}" id="{id}" attachedToRef="{Id(task)}" cancelActivity="false"><timerEventDefinition><timeDuration>=if done then duration("PT1H") else null</timeDuration></timerEventDefinition></boundaryEvent>"""));
        Connect(task, id, Added(task, "userTask"));
    }

    private void PutBeside(XElement task)
    {
        var (fork, join, beside) = (Added(task, "parallelGateway"), Added(task, "parallelGateway"), Added(task, "userTask"));
        Into(task).ForEach(flow => flow.SetAttributeValue("targetRef", fork));
        OutOf(task).ForEach(flow => flow.SetAttributeValue("sourceRef", join));
        Connect(task, fork, Id(task));
        Connect(task, Id(task), join);
        Connect(task, fork, beside);
        Connect(task, beside, join);
    }

    private string Added(XElement near, string kind)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"added{_file.Descendants().Count()}");
        near.AddAfterSelf(new XElement(Ns + kind, new XAttribute("id", id)));
        return id;
    }

    private void Connect(XElement near, string source, string target) => near.AddAfterSelf(new XElement(
        Ns + "sequenceFlow",
        new XAttribute("id", string.Create(CultureInfo.InvariantCulture, $"flow{_file.Descendants().Count()}")), new XAttribute("sourceRef", source), new XAttribute("targetRef", target)));

    private bool IsInFlow(XElement task) => Into(task).Count == 1 && OutOf(task).Count == 1;

    private bool IsWatched(XElement task) => _file.Descendants().Attributes().Any(attribute => attribute.Name.LocalName is "attachedToRef" or "activityRef" && attribute.Value == Id(task));

    private List<XElement> Into(XElement node) => Flows("targetRef", node);

    private List<XElement> OutOf(XElement node) => Flows("sourceRef", node);

    private List<XElement> Flows(string end, XElement node) => [.. _file.Descendants(Ns + "sequenceFlow").Where(flow => Id(flow, end) == Id(node))];

    private static string Id(XElement element, string attribute = "id") => element.Attribute(attribute)?.Value ?? string.Empty;
}
