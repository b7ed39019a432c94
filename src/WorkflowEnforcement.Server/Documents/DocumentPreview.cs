using System.Text;
using System.Text.Encodings.Web;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>Shows a Word document as plain HTML: paragraphs, tables, alignment and weight. Enough to read it on a phone and without LibreOffice.</summary>
public static class DocumentPreview
{
    /// <summary>The body of a document that this server made, as HTML in which every text is encoded.</summary>
    public static string Html(byte[] docx)
    {
        using var stream = new MemoryStream(docx, writable: false);
        using var word = WordprocessingDocument.Open(stream, isEditable: false);
        var html = new StringBuilder();
        foreach (var block in word.MainDocumentPart!.Document!.Body!.ChildElements)
        {
            Block(html, block);
        }

        return html.ToString();
    }

    private static void Block(StringBuilder html, OpenXmlElement block)
    {
        switch (block)
        {
            case Paragraph paragraph:
                Write(html, paragraph);
                break;
            case Table table:
                Write(html, table);
                break;
            case SdtBlock { SdtContentBlock: { } content }:
                foreach (var inner in content.ChildElements)
                {
                    Block(html, inner);
                }

                break;
        }
    }

    private static void Write(StringBuilder html, Paragraph paragraph)
    {
        var align = paragraph.ParagraphProperties?.Justification?.Val?.InnerText switch
        {
            "center" => " class=\"paper-center\"",
            "right" or "end" => " class=\"paper-right\"",
            _ => paragraph.ParagraphProperties?.Indentation?.FirstLine is not null || paragraph.ParagraphProperties?.Indentation?.FirstLineChars is not null
                ? " class=\"paper-indent\""
                : string.Empty,
        };
        html.Append("<p").Append(align).Append('>');
        foreach (var run in paragraph.Descendants<Run>())
        {
            Write(html, run);
        }

        html.Append("</p>");
    }

    private static void Write(StringBuilder html, Run run)
    {
        var size = int.TryParse(run.RunProperties?.FontSize?.Val?.Value, out var half) ? half : 0;
        var heavy = run.RunProperties?.Bold is { } bold && bold.Val?.Value != false;
        html.Append(size >= 36 ? "<span class=\"paper-title\">" : heavy ? "<span class=\"paper-bold\">" : "<span>");
        foreach (var part in run.ChildElements)
        {
            html.Append(part switch
            {
                Text text => HtmlEncoder.Default.Encode(text.Text),
                Break { Type: null } => "<br>",
                TabChar => "&emsp;",
                _ => string.Empty,
            });
        }

        html.Append("</span>");
    }

    private static void Write(StringBuilder html, Table table)
    {
        html.Append("<div class=\"paper-table\"><table><tbody>");
        foreach (var row in table.Elements<TableRow>())
        {
            html.Append("<tr>");
            foreach (var cell in row.Elements<TableCell>())
            {
                var merge = cell.TableCellProperties?.VerticalMerge;
                if (merge is not null && merge.Val?.Value != MergedCellValues.Restart)
                {
                    html.Append("<td class=\"paper-merged\"></td>");
                    continue;
                }

                var span = cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1;
                html.Append(span > 1 ? $"<td colspan=\"{span}\">" : "<td>");
                foreach (var block in cell.ChildElements)
                {
                    Block(html, block);
                }

                html.Append("</td>");
            }

            html.Append("</tr>");
        }

        html.Append("</tbody></table></div>");
    }
}
