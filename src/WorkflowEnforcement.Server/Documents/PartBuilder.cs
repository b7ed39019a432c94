using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>Builds a part again from the rendered text with its marks.</summary>
internal sealed class PartBuilder
{
    private const int MaxElements = 400_000;
    private readonly IReadOnlyList<PartStep> _steps;
    private readonly XElement _holder = new("holder");
    private XElement _at;
    private XElement? _runProperties;
    private int _elements;

    private PartBuilder(IReadOnlyList<PartStep> steps) => (_steps, _at) = (steps, _holder);

    /// <exception cref="TemplateFault">The document grew beyond all measure.</exception>
    public static XElement Build(IReadOnlyList<PartStep> steps, string rendered)
    {
        var builder = new PartBuilder(steps);
        builder.Run(rendered);
        return builder._holder.Elements().Single();
    }

    private void Run(string rendered)
    {
        var at = 0;
        while (at < rendered.Length)
        {
            var mark = rendered.IndexOf(PartProgram.MarkStart, at);
            mark = mark < 0 ? rendered.Length : mark;
            Print(rendered[at..mark]);
            if (mark == rendered.Length)
            {
                return;
            }

            var end = rendered.IndexOf(PartProgram.MarkEnd, mark);
            Apply(_steps[int.Parse(rendered.AsSpan(mark + 1, end - mark - 1), CultureInfo.InvariantCulture)]);
            at = end + 1;
        }
    }

    private void Apply(PartStep step)
    {
        if (++_elements > MaxElements)
        {
            throw new TemplateFault(TemplateCodes.TooMuchWork, "文书应在正常篇幅以内，但循环产生的内容过多，请检查 for 语句。");
        }

        switch (step)
        {
            case PartStep.Open open:
                var element = new XElement(open.Name, open.Attributes);
                _at.Add(element);
                _at = element;
                break;
            case PartStep.Close:
                _at = _at.Parent!;
                break;
            case PartStep.Copy copy:
                _at.Add(new XElement(copy.Element));
                break;
            case PartStep.BeginText text:
                _runProperties = text.RunProperties;
                break;
            case PartStep.EndText:
                break;
            default:
                throw new UnreachableException($"{step.GetType().Name} is no step of a part");
        }
    }

    private void Print(string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                NextLine();
            }

            AddRun(Pieces(lines[i]));
        }
    }

    // A new line of a value begins a new paragraph of the same kind; in a numbered list, where that would make a
    // new number, and inside a field or link, it is a line break.
    private void NextLine()
    {
        var properties = _at.Element(Ooxml.ParagraphProperties);
        if (_at.Name != Ooxml.Paragraph || properties?.Element(Ooxml.W + "numPr") is not null)
        {
            AddRun([new XElement(Ooxml.Break)]);
            return;
        }

        var next = new XElement(Ooxml.Paragraph, _at.Attributes());
        if (properties is not null)
        {
            var kept = new XElement(properties);
            kept.Elements().Where(e => e.Name == Ooxml.SectionProperties || e.Name == Ooxml.W + "pageBreakBefore").Remove();
            next.Add(kept);
        }

        // A section's end stays with the last of the paragraphs.
        if (properties?.Element(Ooxml.SectionProperties) is { } section)
        {
            section.Remove();
            next.Element(Ooxml.ParagraphProperties)!.Add(section);
        }

        _at.AddAfterSelf(next);
        _at = next;
    }

    private static IEnumerable<XElement> Pieces(string line)
    {
        var cells = line.Split('\t');
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                yield return new XElement(Ooxml.Tab);
            }

            if (cells[i].Length > 0)
            {
                yield return Ooxml.TextElement(cells[i]);
            }
        }
    }

    private void AddRun(IEnumerable<XElement> content)
    {
        var run = new XElement(Ooxml.Run, _runProperties is null ? null : new XElement(_runProperties), content);
        if (run.Elements().Any(e => e.Name != Ooxml.RunProperties))
        {
            _at.Add(run);
            _elements++;
        }
    }
}
