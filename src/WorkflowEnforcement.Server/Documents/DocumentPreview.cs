using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>Shows a Word document as plain HTML: paragraphs, tables, alignment, size and weight. Enough to read it on a phone and without LibreOffice.</summary>
public static class DocumentPreview
{
    private const int LargeHalfPoints = 36;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The body of a document that this server made, as HTML in which every text is encoded.</summary>
    public static string Html(byte[] docx)
    {
        using var stream = new MemoryStream(docx, writable: false);
        using var word = WordprocessingDocument.Open(stream, isEditable: false);
        var main = word.MainDocumentPart!;
        var writing = new Writing(Looks(main.StyleDefinitionsPart?.Styles));
        foreach (var block in main.Document!.Body!.ChildElements)
        {
            writing.Block(block);
        }

        return writing.Html.ToString();
    }

    private static Dictionary<string, Look> Looks(Styles? styles)
    {
        var known = (styles?.Elements<Style>() ?? []).Where(style => style.StyleId?.Value is not null).DistinctBy(style => style.StyleId!.Value!).ToDictionary(style => style.StyleId!.Value!);
        return known.Keys.ToDictionary(id => id, id => LookOf(known, id, 0));
    }

    // A style says what differs from the one it is based on. Ten deep is far more than any template has, and ends a circle.
    private static Look LookOf(Dictionary<string, Style> known, string id, int depth)
    {
        if (depth > 10 || !known.TryGetValue(id, out var style))
        {
            return new Look();
        }

        var basis = style.BasedOn?.Val?.Value is { } parent ? LookOf(known, parent, depth + 1) : new Look();
        var paragraph = style.StyleParagraphProperties;
        var run = style.StyleRunProperties;
        return new Look(
            paragraph?.Justification?.Val?.InnerText ?? basis.Align,
            paragraph?.Indentation is { } indent ? IsIndented(indent) : basis.Indent,
            int.TryParse(run?.FontSize?.Val?.Value, out var half) ? half : basis.HalfPoints,
            run?.Bold is { } bold ? bold.Val?.Value != false : basis.Bold,
            run?.RunFonts?.EastAsia?.Value is { } font ? font.Contains("黑体", StringComparison.Ordinal) : basis.Heading);
    }

    private static bool IsIndented(Indentation indent) => indent.FirstLine is not null || indent.FirstLineChars is not null;

    /// <summary>What a paragraph's style and its own settings make of it.</summary>
    private sealed record Look(string? Align = null, bool Indent = false, int HalfPoints = 0, bool Bold = false, bool Heading = false);

    private sealed class Writing(Dictionary<string, Look> looks)
    {
        public StringBuilder Html { get; } = new();

        public void Block(OpenXmlElement block)
        {
            switch (block)
            {
                case Paragraph paragraph:
                    Write(paragraph);
                    break;
                case Table table:
                    Write(table);
                    break;
                case SdtBlock { SdtContentBlock: { } content }:
                    foreach (var inner in content.ChildElements)
                    {
                        Block(inner);
                    }

                    break;
            }
        }

        private void Write(Paragraph paragraph)
        {
            var own = paragraph.ParagraphProperties;
            var look = looks.GetValueOrDefault(own?.ParagraphStyleId?.Val?.Value ?? string.Empty) ?? new Look();
            look = look with { Align = own?.Justification?.Val?.InnerText ?? look.Align, Indent = own?.Indentation is { } indent ? IsIndented(indent) : look.Indent };
            var classes = string.Join(' ', Classes(look));
            Html.Append(classes.Length == 0 ? "<p>" : $"<p class=\"{classes}\">");
            foreach (var run in paragraph.Descendants<Run>())
            {
                Write(run, look);
            }

            Html.Append("</p>");
        }

        private static IEnumerable<string> Classes(Look look)
        {
            switch (look.Align)
            {
                case "center":
                    yield return "paper-center";
                    break;
                case "right" or "end":
                    yield return "paper-right";
                    break;
                default:
                    if (look.Indent)
                    {
                        yield return "paper-indent";
                    }

                    break;
            }

            if (look.HalfPoints >= LargeHalfPoints)
            {
                yield return "paper-title";
            }

            if (look.Bold || look.Heading)
            {
                yield return "paper-bold";
            }
        }

        private void Write(Run run, Look look)
        {
            var large = int.TryParse(run.RunProperties?.FontSize?.Val?.Value, out var half) && half >= LargeHalfPoints && look.HalfPoints < LargeHalfPoints;
            var heavy = run.RunProperties?.Bold is { } bold && bold.Val?.Value != false && !look.Bold;
            var kind = large ? "paper-title" : heavy ? "paper-bold" : null;
            Html.Append(kind is null ? string.Empty : $"<span class=\"{kind}\">");
            foreach (var part in run.ChildElements)
            {
                Html.Append(part switch
                {
                    Text text => Encoder.Encode(text.Text),
                    Break { Type: null } => "<br>",
                    Break => "<span class=\"paper-break\"></span>",
                    TabChar => "&emsp;",
                    _ => string.Empty,
                });
            }

            Html.Append(kind is null ? string.Empty : "</span>");
        }

        private void Write(Table table)
        {
            Html.Append("<div class=\"paper-table\"><table><tbody>");
            foreach (var row in table.Elements<TableRow>())
            {
                Html.Append("<tr>");
                foreach (var cell in row.Elements<TableCell>())
                {
                    Write(cell);
                }

                Html.Append("</tr>");
            }

            Html.Append("</tbody></table></div>");
        }

        private void Write(TableCell cell)
        {
            var merge = cell.TableCellProperties?.VerticalMerge;
            if (merge is not null && merge.Val?.Value != MergedCellValues.Restart)
            {
                Html.Append("<td class=\"paper-merged\"></td>");
                return;
            }

            var span = cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1;
            Html.Append(span > 1 ? $"<td colspan=\"{span}\">" : "<td>");
            foreach (var block in cell.ChildElements)
            {
                Block(block);
            }

            Html.Append("</td>");
        }
    }
}
