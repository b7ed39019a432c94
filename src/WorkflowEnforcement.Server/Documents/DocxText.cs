using System.Text;
using System.Xml.Linq;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>The text of a Word file as a person would read it aloud; for tests, previews and search.</summary>
public static class DocxText
{
    /// <summary>
    /// Headers and footers first, then the document: one line a paragraph, the cells of a row joined by " | ".
    /// Page numbers and other fields appear as last stored in the file.
    /// </summary>
    /// <exception cref="InvalidDataException">Not a Word document that could be rendered here.</exception>
    public static string Read(ReadOnlyMemory<byte> docx)
    {
        try
        {
            var package = DocxPackage.Open(docx);
            var text = new StringBuilder();
            var parts = package.TextParts();
            foreach (var name in parts.Skip(1).Append(parts[0]))
            {
                Append(text, Ooxml.Read(package[name]).Root!);
            }

            return text.ToString();
        }
        catch (TemplateFault fault)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }

    private static void Append(StringBuilder text, XElement holder)
    {
        foreach (var element in holder.Elements())
        {
            if (element.Name == Ooxml.Paragraph)
            {
                text.Append(Line(element).TrimEnd()).Append('\n');
            }
            else if (element.Name == Ooxml.Row)
            {
                text.Append(string.Join(" | ", element.Descendants(Ooxml.Cell).Select(CellText)).TrimEnd()).Append('\n');
            }
            else
            {
                Append(text, element);
            }
        }
    }

    private static string CellText(XElement cell)
    {
        var inside = new StringBuilder();
        Append(inside, cell);
        return inside.ToString().Trim().Replace("\n", " / ", StringComparison.Ordinal);
    }

    private static string Line(XElement paragraph) => string.Concat(paragraph.Descendants().Select(e =>
        e.Name == Ooxml.Text ? e.Value
        : e.Name == Ooxml.Tab && e.Parent!.Name == Ooxml.Run ? "\t"
        : e.Name == Ooxml.Break ? "\n"
        : ""));
}
