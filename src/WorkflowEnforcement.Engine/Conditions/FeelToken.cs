namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>What a lexical token is.</summary>
internal enum FeelTokenKind
{
    End,
    Number,
    Text,
    AtText,
    Name,
    Keyword,
    Symbol,
}

/// <summary>A lexical token with its place in the text.</summary>
internal readonly record struct FeelToken(FeelTokenKind Kind, string Text, int Offset)
{
    public bool Is(string text) => Kind is FeelTokenKind.Symbol or FeelTokenKind.Keyword && Text == text;

    public bool IsWord => Kind is FeelTokenKind.Name or FeelTokenKind.Keyword;

    public string Described => Kind switch
    {
        FeelTokenKind.End => "the end of the expression",
        FeelTokenKind.Text => $"the text \"{Text}\"",
        _ => $"'{Text}'",
    };
}
