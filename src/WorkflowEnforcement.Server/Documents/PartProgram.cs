using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>
/// One part as Liquid text. Word's elements appear in it only as numbered marks between two control characters that
/// XML forbids, so neither a value nor a template text can pretend to be one: what the library prints between marks is
/// text and nothing else.
/// </summary>
internal sealed class PartProgram
{
    public const char MarkStart = '\u0001';
    public const char MarkEnd = '\u0002';
    private readonly StringBuilder _source = new();
    private readonly HashSet<XElement> _alive;

    private PartProgram(XElement root)
    {
        _alive = [.. root.Descendants().Where(ParagraphTokens.IsToken).SelectMany(token => token.Ancestors())];
        Emit(root);
    }

    public string Source => _source.ToString();

    public List<PartStep> Steps { get; } = [];

    /// <summary>The paragraphs of the placeholders and tags, for messages; a hidden filter notes which one is at work.</summary>
    public List<string> Places { get; } = [];

    public static PartProgram Of(XElement root) => new(root);

    private void Emit(XElement element)
    {
        if (element.Name == ParagraphTokens.Tag)
        {
            Write(ParagraphTokens.TokenOf(element));
        }
        else if (element.Name == ParagraphTokens.Output)
        {
            Mark(new PartStep.BeginText(element.Element(Ooxml.RunProperties)));
            Write(ParagraphTokens.TokenOf(element));
            Mark(new PartStep.EndText());
        }
        else if (!_alive.Contains(element))
        {
            Mark(new PartStep.Copy(element));
        }
        else
        {
            Mark(new PartStep.Open(element.Name, [.. element.Attributes()]));
            foreach (var child in element.Elements())
            {
                Emit(child);
            }

            Mark(new PartStep.Close());
        }
    }

    private void Write(LiquidToken token)
    {
        if (token.Tag is null or "assign" || token.Opens)
        {
            _source.Append(CultureInfo.InvariantCulture, $"{{{{ {Places.Count} | {LiquidFilters.At} }}}}");
            Places.Add(token.Place);
        }

        _source.Append(token.Source);
    }

    private void Mark(PartStep step)
    {
        _source.Append(MarkStart).Append(Steps.Count.ToString(CultureInfo.InvariantCulture)).Append(MarkEnd);
        Steps.Add(step);
    }
}

/// <summary>What a mark asks the builder to do.</summary>
internal abstract record PartStep
{
    internal sealed record Open(XName Name, IReadOnlyList<XAttribute> Attributes) : PartStep;

    internal sealed record Close : PartStep;

    internal sealed record Copy(XElement Element) : PartStep;

    internal sealed record BeginText(XElement? RunProperties) : PartStep;

    internal sealed record EndText : PartStep;
}
