namespace WorkflowEnforcement.Server.Documents;

/// <summary>One placeholder or tag in the text of a paragraph, braces included.</summary>
internal readonly record struct LiquidSpan(int Start, int End, bool IsTag)
{
    public string Inner(string text) => text[(Start + 2)..(End - 2)].Trim('-').Trim();
}

/// <summary>Finds {{ ... }} and {% ... %} in the text of one paragraph.</summary>
internal static class LiquidScanner
{
    private static readonly string[] FullWidth = ["｛｛", "｛%", "{％", "｛％", "｝｝", "％}", "%｝", "％｝"];

    /// <exception cref="TemplateFault">A brace pair that is not closed, not opened, or typed in full width.</exception>
    public static IReadOnlyList<LiquidSpan> Find(string text)
    {
        if (FullWidth.Any(pair => text.Contains(pair, StringComparison.Ordinal)))
        {
            throw TemplateFault.Syntax("占位符的括号应为半角 {{ }} 或 {% %}，但模板里是全角括号。", text);
        }

        var found = new List<LiquidSpan>();
        var end = 0;
        while (true)
        {
            var start = NextOpen(text, end);
            RefuseStrayClose(text, end, start < 0 ? text.Length : start);
            if (start < 0)
            {
                return found;
            }

            var isTag = text[start + 1] == '%';
            end = Close(text, start, isTag ? '%' : '}');
            found.Add(new LiquidSpan(start, end, isTag));
        }
    }

    private static int NextOpen(string text, int from)
    {
        for (var i = from; i + 1 < text.Length; i++)
        {
            if (text[i] == '{' && text[i + 1] is '{' or '%' && text[i] == '{')
            {
                return i;
            }
        }

        return -1;
    }

    private static int Close(string text, int start, char first)
    {
        char? quote = null;
        for (var i = start + 2; i + 1 < text.Length; i++)
        {
            if (quote is { } open)
            {
                quote = LiquidLexer.Closes(open, text[i]) ? null : quote;
            }
            else if (LiquidLexer.IsQuote(text[i]))
            {
                quote = text[i];
            }
            else if (text[i] == first && text[i + 1] == '}')
            {
                return i + 2;
            }
            else if (text[i] == '{' && text[i + 1] is '{' or '%' && text[i] == '{')
            {
                break;
            }
        }

        throw TemplateFault.Syntax($"占位符应在同一段内以 {first}}} 结束且引号成对，但没有找到它的结尾。", text[start..]);
    }

    private static void RefuseStrayClose(string text, int from, int to)
    {
        for (var i = from; i + 1 < to; i++)
        {
            if (text[i] is '}' or '%' && text[i + 1] == '}')
            {
                throw TemplateFault.Syntax($"{text[i]}}} 之前应有开头的 {{{(text[i] == '}' ? '{' : '%')}，但没有找到。", text);
            }
        }
    }
}
