using System.Xml.Linq;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>
/// Turns the placeholders of a paragraph into elements of their own between the runs. Word splits what a person
/// typed in one go over several runs (spelling marks, input method, a later correction): the text of the paragraph is
/// read as one, and a placeholder takes the formatting of the run where it begins.
/// </summary>
internal static class ParagraphTokens
{
    private static readonly XNamespace Liquid = "urn:workflow-enforcement:liquid";

    /// <summary>A placeholder that prints; holds the run's properties.</summary>
    public static readonly XName Output = Liquid + "out";

    /// <summary>A tag: if, for, endif ...</summary>
    public static readonly XName Tag = Liquid + "tag";

    public static LiquidToken TokenOf(XElement element) =>
        element.Annotation<LiquidToken>() ?? throw new InvalidOperationException("Expected the element to carry its token, but it does not");

    public static bool IsToken(XElement element) => element.Name == Output || element.Name == Tag;

    public static void Mark(XElement root)
    {
        foreach (var paragraph in root.Descendants(Ooxml.Paragraph).ToList())
        {
            MarkParagraph(paragraph);
        }
    }

    private static void MarkParagraph(XElement paragraph)
    {
        var texts = OwnTexts(paragraph).ToList();
        var whole = string.Concat(texts.Select(text => text.Value));
        var spans = LiquidScanner.Find(whole);
        if (spans.Count == 0)
        {
            return;
        }

        var tokens = spans.Select(span => (span, LiquidReader.Read(span.Inner(whole), span.IsTag, whole))).ToList();
        var at = 0;
        var segments = new Dictionary<XElement, List<object>>();
        foreach (var text in texts)
        {
            segments.Add(text, Segments(whole, at, at + text.Value.Length, tokens));
            at += text.Value.Length;
        }

        foreach (var run in texts.Select(text => text.Parent!).Distinct().ToList())
        {
            SplitRun(run, segments);
        }
    }

    // Paragraphs in a text box lie inside a run of the outer paragraph and are read on their own.
    private static IEnumerable<XElement> OwnTexts(XElement element) => element.Elements().SelectMany(child =>
        child.Name == Ooxml.Paragraph ? []
        : child.Name == Ooxml.Text && child.Parent!.Name == Ooxml.Run ? [child]
        : OwnTexts(child));

    /// <summary>What remains in one text element: pieces of plain text and the tokens that begin in it.</summary>
    private static List<object> Segments(string whole, int from, int to, List<(LiquidSpan Span, LiquidToken Token)> tokens)
    {
        var segments = new List<object>();
        var plainFrom = from;
        foreach (var (span, token) in tokens.Where(t => t.Span.End > from && t.Span.Start < to))
        {
            if (span.Start > plainFrom)
            {
                segments.Add(whole[plainFrom..span.Start]);
            }

            if (span.Start >= from)
            {
                segments.Add(token);
            }

            plainFrom = span.End;
        }

        if (plainFrom < to)
        {
            segments.Add(whole[plainFrom..to]);
        }

        return segments;
    }

    private static void SplitRun(XElement run, Dictionary<XElement, List<object>> segments)
    {
        var properties = run.Element(Ooxml.RunProperties);
        var pieces = new List<XElement>();
        var current = Start(run, properties);
        foreach (var child in run.Elements().Where(child => child != properties))
        {
            if (!segments.TryGetValue(child, out var parts))
            {
                current.Add(child);
                continue;
            }

            foreach (var part in parts)
            {
                if (part is LiquidToken token)
                {
                    pieces.Add(current);
                    pieces.Add(Element(token, properties));
                    current = Start(run, properties);
                }
                else
                {
                    current.Add(Ooxml.TextElement((string)part));
                }
            }
        }

        pieces.Add(current);
        run.ReplaceWith(pieces.Where(piece => piece.Name != Ooxml.Run || piece.Elements().Any(e => e.Name != Ooxml.RunProperties)));
    }

    private static XElement Start(XElement run, XElement? properties) =>
        new(Ooxml.Run, run.Attributes(), properties is null ? null : new XElement(properties));

    private static XElement Element(LiquidToken token, XElement? properties)
    {
        var element = new XElement(token.Tag is null ? Output : Tag, properties is null ? null : new XElement(properties));
        element.AddAnnotation(token);
        return element;
    }
}
