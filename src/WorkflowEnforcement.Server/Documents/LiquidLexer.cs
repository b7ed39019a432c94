using System.Text;

namespace WorkflowEnforcement.Server.Documents;

internal enum LiquidWord
{
    Name,
    Number,
    Text,
    Sign,
    End,
}

/// <summary>
/// Reads the words inside a placeholder. What Word and a Chinese keyboard make of the signs (curly quotes,
/// full-width colon, comma and bar) is read as the plain sign.
/// </summary>
internal sealed class LiquidLexer
{
    private const string Quotes = "'\"‘’“”";
    private static readonly Dictionary<char, char> Plain = new()
    {
        ['：'] = ':',
        ['，'] = ',',
        ['｜'] = '|',
        ['．'] = '.',
        ['＝'] = '=',
        ['＞'] = '>',
        ['＜'] = '<',
        ['！'] = '!',
        ['（'] = '(',
        ['）'] = ')',
        ['［'] = '[',
        ['］'] = ']',
    };

    private static readonly string[] DoubleSigns = ["==", "!=", "<>", "<=", ">=", ".."];
    private readonly string _text;
    private readonly string _place;
    private int _at;

    public LiquidLexer(string text, string place)
    {
        (_text, _place) = (text, place);
        Next();
    }

    public LiquidWord Word { get; private set; }

    public string Value { get; private set; } = "";

    public static bool IsQuote(char c) => Quotes.Contains(c);

    public static bool Closes(char open, char c) => open switch
    {
        '‘' or '’' => c is '‘' or '’',
        '“' or '”' => c is '“' or '”',
        _ => c == open,
    };

    public TemplateFault Fault(string message) => TemplateFault.Syntax(message, _place);

    public bool IsSign(string sign) => Word == LiquidWord.Sign && Value == sign;

    public bool IsName(string name) => Word == LiquidWord.Name && Value == name;

    public bool TakeSign(string sign) => Take(IsSign(sign));

    public bool TakeName(string name) => Take(IsName(name));

    public void Expect(string sign)
    {
        if (!TakeSign(sign))
        {
            throw Fault($"此处应为“{sign}”，但写的是“{(Word == LiquidWord.End ? "结尾" : Value)}”。");
        }
    }

    public string Name(string what)
    {
        var value = Value;
        return Take(Word == LiquidWord.Name) ? value : throw Fault($"此处应为{what}，但写的是“{(Word == LiquidWord.End ? "结尾" : Value)}”。");
    }

    public void Next()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text[_at] is '\u200b' or '\ufeff'))
        {
            _at++;
        }

        if (_at == _text.Length)
        {
            (Word, Value) = (LiquidWord.End, "");
            return;
        }

        var c = Plain.GetValueOrDefault(_text[_at], _text[_at]);
        if (IsQuote(c))
        {
            ReadText(c);
        }
        else if (char.IsAsciiDigit(c) || (c == '-' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1])))
        {
            ReadNumber();
        }
        else if (char.IsLetter(c) || c == '_')
        {
            ReadName();
        }
        else
        {
            ReadSign(c);
        }
    }

    private bool Take(bool really)
    {
        if (really)
        {
            Next();
        }

        return really;
    }

    private void ReadText(char open)
    {
        var text = new StringBuilder();
        for (_at++; _at < _text.Length && !Closes(open, _text[_at]); _at++)
        {
            text.Append(_text[_at]);
        }

        if (_at++ >= _text.Length)
        {
            throw Fault("引号应成对，但没有找到后一个引号。");
        }

        (Word, Value) = (LiquidWord.Text, text.ToString());
    }

    private void ReadNumber()
    {
        var start = _at++;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || IsDecimalPoint()))
        {
            _at++;
        }

        (Word, Value) = (LiquidWord.Number, _text[start.._at]);
    }

    // In (1..5) the first dot ends the number.
    private bool IsDecimalPoint() => _text[_at] == '.' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1]) && _text[_at - 1] != '.';

    private void ReadName()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_'))
        {
            _at++;
        }

        (Word, Value) = (LiquidWord.Name, _text[start.._at]);
    }

    private void ReadSign(char c)
    {
        var second = _at + 1 < _text.Length ? Plain.GetValueOrDefault(_text[_at + 1], _text[_at + 1]) : ' ';
        var pair = $"{c}{second}";
        Value = DoubleSigns.Contains(pair) ? pair : c.ToString();
        Word = LiquidWord.Sign;
        _at += Value.Length;
    }
}
