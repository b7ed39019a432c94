namespace WorkflowEnforcement.Server.Documents;

/// <summary>
/// The part of Liquid that templates may use, read strictly. The library is lax ({{ a b c }} prints a), and a
/// lawyer needs to hear of a slip before the document is served.
/// </summary>
internal sealed class LiquidReader
{
    private static readonly string[] Operators = ["==", "!=", "<>", "<=", ">=", "<", ">"];
    private static readonly string[] Literals = ["true", "false", "nil", "null", "empty", "blank"];
    private static readonly string[] Reserved = ["forloop", "if", "for", "in", "and", "or", "contains", .. Literals];
    private readonly List<LiquidPath> _paths = [];
    private readonly LiquidLexer _words;
    private readonly string _place;

    private LiquidReader(string inner, string place) => (_words, _place) = (new LiquidLexer(inner, place), place);

    /// <exception cref="TemplateFault">Not of the Liquid that templates may use.</exception>
    public static LiquidToken Read(string inner, bool isTag, string place)
    {
        var reader = new LiquidReader(inner, place);
        var token = isTag ? reader.Tag() : reader.Output();
        return reader._words.Word == LiquidWord.End
            ? token
            : throw reader._words.Fault($"此处应结束，但后面还有“{reader._words.Value}”。");
    }

    private LiquidToken Output() => new(null, $"{{{{ {Filtered()} | {LiquidFilters.Print} }}}}", _paths, null, _place);

    private LiquidToken Tag()
    {
        var tag = _words.Name("语句名称（如 if、for、endif）");
        return tag switch
        {
            "if" or "elsif" or "unless" => Made(tag, Condition()),
            "case" => Made(tag, Operand()),
            "when" => Made(tag, Choices()),
            "for" => Loop(),
            "assign" => Assign(),
            "else" or "endif" or "endunless" or "endcase" or "endfor" => Made(tag, ""),
            _ => throw _words.Fault($"语句“{tag}”不能在模板中使用，可用的是 if、elsif、else、unless、case、when、for、assign。"),
        };
    }

    private LiquidToken Made(string tag, string rest, string? variable = null) =>
        new(tag, $"{{% {tag} {rest} %}}", _paths, variable, _place);

    private LiquidToken Loop()
    {
        var variable = NewName();
        if (!_words.TakeName("in"))
        {
            throw _words.Fault($"循环应写成 for 名称 in 列表，但“{variable}”之后没有 in。");
        }

        var source = _words.TakeSign("(") ? Range() : Path();
        var reversed = _words.TakeName("reversed") ? " reversed" : "";
        return Made("for", $"{variable} in {source}{reversed}", variable) with
        {
            Source = $"{{% for {variable} in {source}{reversed} %}}{{{{ 1 | {LiquidFilters.Tick} }}}}",
        };
    }

    private string Range()
    {
        var from = Operand();
        _words.Expect("..");
        var to = Operand();
        _words.Expect(")");
        return $"({from}..{to})";
    }

    private LiquidToken Assign()
    {
        var variable = NewName();
        _words.Expect("=");
        return Made("assign", $"{variable} = {Filtered()}", variable);
    }

    private string NewName()
    {
        var name = _words.Name("名称");
        return Reserved.Contains(name) ? throw _words.Fault($"“{name}”是保留字，不能作名称。") : name;
    }

    private string Condition()
    {
        var text = Comparison();
        string? joint = null;
        while (_words.IsName("and") || _words.IsName("or"))
        {
            var word = _words.Name("and 或 or");
            if (joint is not null && joint != word)
            {
                throw _words.Fault("一个条件里不能同时用 and 和 or（先后次序容易误解），请拆成两层 if。");
            }

            joint = word;
            text += $" {word} {Comparison()}";
        }

        return text;
    }

    private string Comparison()
    {
        var left = Operand();
        if (_words.TakeName("contains"))
        {
            return $"{left} contains {Operand()}";
        }

        if (Operators.FirstOrDefault(_words.IsSign) is { } sign)
        {
            _words.Next();
            return $"{left} {sign} {Operand()}";
        }

        return _words.IsSign("=") ? throw _words.Fault("比较相等应写 ==,但写的是一个 =。") : left;
    }

    private string Choices()
    {
        var text = Operand();
        while (_words.TakeSign(",") || _words.TakeName("or"))
        {
            text += $" or {Operand()}";
        }

        return text;
    }

    private string Filtered()
    {
        var text = Operand();
        while (_words.TakeSign("|"))
        {
            text += $" | {Filter()}";
        }

        return text;
    }

    private string Filter()
    {
        var name = _words.Name("过滤器名称");
        if (!LiquidFilters.Arguments.TryGetValue(name, out var expected))
        {
            throw _words.Fault($"没有名为“{name}”的过滤器，可用的是 {string.Join("、", LiquidFilters.Arguments.Keys)}。");
        }

        var given = new List<string>();
        if (_words.TakeSign(":"))
        {
            do
            {
                given.Add(Operand());
            }
            while (_words.TakeSign(","));
        }

        return given.Count == expected
            ? name + (given.Count == 0 ? "" : ": " + string.Join(", ", given))
            : throw _words.Fault($"过滤器“{name}”应带 {expected} 个参数，但写了 {given.Count} 个。");
    }

    private string Operand()
    {
        var value = _words.Value;
        switch (_words.Word)
        {
            case LiquidWord.Text:
                _words.Next();
                return Quoted(value);
            case LiquidWord.Number:
                _words.Next();
                return value;
            case LiquidWord.Name when Literals.Contains(value):
                _words.Next();
                return value;
            default:
                return Path();
        }
    }

    private string Quoted(string text)
    {
        if (text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal)
            || text.Contains("}}", StringComparison.Ordinal) || text.Contains("%}", StringComparison.Ordinal))
        {
            throw _words.Fault("引号里的文字不能含有 {{ }} 或 {% %}。");
        }

        return !text.Contains('\'', StringComparison.Ordinal) ? $"'{text}'"
            : !text.Contains('"', StringComparison.Ordinal) ? $"\"{text}\""
            : throw _words.Fault("引号里的文字不能同时含有单引号和双引号。");
    }

    private string Path()
    {
        var steps = new List<string> { _words.Name("数据名称") };
        while (_words.IsSign(".") || _words.IsSign("["))
        {
            if (_words.TakeSign("."))
            {
                steps.Add(_words.Name("数据名称"));
                continue;
            }

            _words.Next();
            var index = _words.Value;
            if (_words.Word != LiquidWord.Number || !index.All(char.IsAsciiDigit))
            {
                throw _words.Fault($"方括号里应为序号（从 0 起），但写的是“{index}”。");
            }

            _words.Next();
            _words.Expect("]");
            steps.Add($"[{index}]");
        }

        var path = new LiquidPath(steps);
        _paths.Add(path);
        return path.ToString();
    }
}
