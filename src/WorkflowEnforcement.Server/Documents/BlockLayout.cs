using System.Xml.Linq;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>
/// Puts the tags where Word's structure lets them stand. A paragraph of tags alone gives way to its tags, a table row
/// of tags alone too; a block opened in one cell and closed in another encloses whole rows; one opened in one
/// paragraph and closed in another encloses whole paragraphs.
/// </summary>
internal static class BlockLayout
{
    private static readonly XName[] Visible =
    [
        ParagraphTokens.Output, Ooxml.SectionProperties, Ooxml.W + "drawing", Ooxml.W + "pict", Ooxml.W + "object", Ooxml.W + "sym",
        Ooxml.W + "fldChar", Ooxml.W + "fldSimple", Ooxml.W + "instrText", Ooxml.W + "footnoteReference", Ooxml.W + "endnoteReference",
    ];

    /// <exception cref="TemplateFault">A block that is not closed, not opened, or crosses another.</exception>
    public static void Arrange(XElement root)
    {
        foreach (var paragraph in root.Descendants(Ooxml.Paragraph).Where(IsTagsAlone).ToList())
        {
            paragraph.ReplaceWith(Tags(paragraph));
        }

        foreach (var row in root.Descendants(Ooxml.Row).Where(IsTagsAlone).ToList())
        {
            row.ReplaceWith(Tags(row));
        }

        foreach (var block in Blocks(root))
        {
            Hoist(block);
        }

        RefuseCrossing(root);
    }

    private static List<XElement> Tags(XElement element)
    {
        var tags = element.Descendants(ParagraphTokens.Tag).ToList();
        tags.ForEach(tag => tag.Remove());
        return tags;
    }

    private static bool IsTagsAlone(XElement element) =>
        element.Descendants(ParagraphTokens.Tag).Any()
        && !element.Descendants().Any(e => Visible.Contains(e.Name) || (e.Name == Ooxml.Text && !string.IsNullOrWhiteSpace(e.Value)));

    /// <summary>The blocks of the part, inner before outer; each with its opening, its branches and its end.</summary>
    private static List<List<XElement>> Blocks(XElement root)
    {
        var done = new List<List<XElement>>();
        var open = new Stack<List<XElement>>();
        foreach (var element in root.Descendants(ParagraphTokens.Tag))
        {
            var token = ParagraphTokens.TokenOf(element);
            if (token.Opens)
            {
                open.Push([element]);
            }
            else if (token.Closes || token.IsBranch)
            {
                RefuseMisplaced(token, open.TryPeek(out var block) ? ParagraphTokens.TokenOf(block[0]) : null);
                element.AddAnnotation(new BelongsTo(block![0]));
                block.Add(element);
                if (token.Closes)
                {
                    done.Add(open.Pop());
                }
            }
        }

        if (open.TryPeek(out var left))
        {
            var token = ParagraphTokens.TokenOf(left[0]);
            throw TemplateFault.Syntax($"语句 {token.Tag} 应以 end{token.Tag} 结束，但没有找到它的结尾。", token.Place);
        }

        return done;
    }

    private static void RefuseMisplaced(LiquidToken token, LiquidToken? open)
    {
        var fits = token.Tag switch
        {
            "else" => open?.Tag is "if" or "unless" or "case",
            "elsif" => open?.Tag is "if" or "unless",
            "when" => open?.Tag is "case",
            _ => open is not null && token.Tag == "end" + open.Tag,
        };
        if (!fits)
        {
            var found = open is null ? "前面没有未结束的语句" : $"前面未结束的语句是 {open.Tag}";
            throw TemplateFault.Syntax($"语句 {token.Tag} 应与前面的语句配对，但{found}。", token.Place);
        }
    }

    private static void Hoist(List<XElement> block)
    {
        if (block.All(tag => tag.Parent == block[0].Parent))
        {
            return;
        }

        var common = block[0].Ancestors().First(a => block.All(tag => tag.Ancestors().Contains(a)));
        var (first, last) = (ChildOf(common, block[0]), ChildOf(common, block[^1]));
        if (common.Name == Ooxml.Row)
        {
            (first, last) = (common, common);
        }

        foreach (var branch in block.Skip(1).SkipLast(1).Where(branch => branch.Parent != first.Parent))
        {
            var token = ParagraphTokens.TokenOf(branch);
            throw TemplateFault.Syntax($"跨段落或跨表格行的条件中，语句 {token.Tag} 应单独成段（表格中单独成行），但它与其他内容在一起。", token.Place);
        }

        MoveOut(block[0], first, before: true);
        MoveOut(block[^1], last, before: false);
    }

    private static XElement ChildOf(XElement common, XElement tag) => tag.AncestorsAndSelf().First(e => e.Parent == common);

    // Inner blocks move first, so an outer tag goes beyond those that already moved out of the same paragraph or row.
    private static void MoveOut(XElement tag, XElement place, bool before)
    {
        if (tag == place)
        {
            return;
        }

        tag.Remove();
        tag.AddAnnotation(new MovedFrom(place));
        XNode anchor = place;
        while ((before ? anchor.PreviousNode : anchor.NextNode) is XElement next && next.Annotation<MovedFrom>()?.Place == place)
        {
            anchor = next;
        }

        if (before)
        {
            anchor.AddBeforeSelf(tag);
        }
        else
        {
            anchor.AddAfterSelf(tag);
        }
    }

    private static void RefuseCrossing(XElement root)
    {
        var open = new Stack<XElement>();
        foreach (var element in root.Descendants(ParagraphTokens.Tag))
        {
            var token = ParagraphTokens.TokenOf(element);
            if (token.Opens)
            {
                open.Push(element);
            }
            else if (token.Closes || token.IsBranch)
            {
                var fits = open.TryPeek(out var opening) && opening.Parent == element.Parent
                    && element.Annotation<BelongsTo>()?.Opening == opening;
                if (!fits)
                {
                    throw TemplateFault.Syntax("跨段落的循环或条件应互不交叉，但此处一段之内既结束前一个又开始后一个，请把各语句单独成段。", token.Place);
                }

                if (token.Closes)
                {
                    open.Pop();
                }
            }
        }
    }

    private sealed record MovedFrom(XElement Place);

    private sealed record BelongsTo(XElement Opening);
}
