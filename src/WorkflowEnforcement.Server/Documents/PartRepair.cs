using System.Globalization;
using System.Xml.Linq;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>Mends what repeating and leaving out parts of a document would break in Word.</summary>
internal static class PartRepair
{
    private static readonly XName[] NeedsLastParagraph = [Ooxml.Cell, Ooxml.W + "txbxContent", Ooxml.W + "hdr", Ooxml.W + "ftr"];
    private static readonly XName BookmarkStart = Ooxml.W + "bookmarkStart";
    private static readonly XName BookmarkEnd = Ooxml.W + "bookmarkEnd";
    private static readonly XName DrawingId = XName.Get("docPr", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing");

    public static void Mend(XElement root)
    {
        DropEditingMarks(root);
        root.Descendants(Ooxml.Table).Where(table => !table.Elements(Ooxml.Row).Any() && !table.Elements(Ooxml.W + "sdt").Any())
            .ToList().ForEach(table => table.Remove());
        KeepTablesApart(root);
        KeepLastParagraph(root);
        Renumber(root);
    }

    // Identities of paragraphs must be unique; a repeated paragraph would repeat its own. Word makes new ones.
    private static void DropEditingMarks(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Attributes().Where(a => a.Name == Ooxml.W14 + "paraId" || a.Name == Ooxml.W14 + "textId"
                || (a.Name.Namespace == Ooxml.W && a.Name.LocalName.StartsWith("rsid", StringComparison.Ordinal))).Remove();
        }

        root.Descendants(Ooxml.W + "proofErr").Remove();
        root.Descendants(Ooxml.W + "lastRenderedPageBreak").Remove();
    }

    // Word joins two tables that touch.
    private static void KeepTablesApart(XElement root)
    {
        foreach (var table in root.Descendants(Ooxml.Table).Where(t => t.ElementsBeforeSelf().LastOrDefault()?.Name == Ooxml.Table).ToList())
        {
            table.AddBeforeSelf(new XElement(Ooxml.Paragraph));
        }
    }

    private static void KeepLastParagraph(XElement root)
    {
        foreach (var holder in root.DescendantsAndSelf().Where(e => NeedsLastParagraph.Contains(e.Name)).ToList())
        {
            if (holder.Elements().LastOrDefault()?.Name != Ooxml.Paragraph)
            {
                holder.Add(new XElement(Ooxml.Paragraph));
            }
        }

        foreach (var body in root.Elements(Ooxml.Body))
        {
            var last = body.Elements().LastOrDefault(e => e.Name != Ooxml.SectionProperties);
            if (last is null)
            {
                body.AddFirst(new XElement(Ooxml.Paragraph));
            }
            else if (last.Name == Ooxml.Table)
            {
                last.AddAfterSelf(new XElement(Ooxml.Paragraph));
            }
        }
    }

    private static void Renumber(XElement root)
    {
        DropOrphanBookmarks(root);
        var id = 0;
        var open = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var mark in root.Descendants().Where(e => e.Name == BookmarkStart || e.Name == BookmarkEnd))
        {
            var old = (string?)mark.Attribute(Ooxml.W + "id") ?? "";
            if (mark.Name == BookmarkStart)
            {
                open[old] = (++id).ToString(CultureInfo.InvariantCulture);
            }

            mark.SetAttributeValue(Ooxml.W + "id", open.GetValueOrDefault(old, "0"));
        }

        var drawing = 0;
        foreach (var properties in root.Descendants(DrawingId))
        {
            properties.SetAttributeValue("id", (++drawing).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void DropOrphanBookmarks(XElement root)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mark in root.Descendants().Where(e => e.Name == BookmarkStart || e.Name == BookmarkEnd).ToList())
        {
            var id = (string?)mark.Attribute(Ooxml.W + "id") ?? "";
            var keep = mark.Name == BookmarkStart
                ? HasEnd(mark, id) && names.Add((string?)mark.Attribute(Ooxml.W + "name") ?? "") && open.Add(id)
                : open.Remove(id);
            if (!keep)
            {
                mark.Remove();
            }
        }
    }

    private static bool HasEnd(XElement start, string id)
    {
        var after = start.Ancestors().Last().Descendants(BookmarkEnd).Where(end => (string?)end.Attribute(Ooxml.W + "id") == id);
        return after.Any(end => end.IsAfter(start));
    }
}
