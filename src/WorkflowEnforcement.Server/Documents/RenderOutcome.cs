namespace WorkflowEnforcement.Server.Documents;

/// <summary>What became of one rendering: a whole document or a plain reason, never half a document.</summary>
public abstract record RenderOutcome
{
    private RenderOutcome()
    {
    }

    /// <summary>The document is complete; equal template and data give equal bytes.</summary>
    public sealed record Rendered(byte[] Docx) : RenderOutcome;

    /// <summary>Nothing was made.</summary>
    /// <param name="Code">Stable code, one of <see cref="TemplateCodes"/>.</param>
    /// <param name="Message">A Chinese sentence for the officer or the legal section: expected, found, where.</param>
    public sealed record TemplateFailed(string Code, string Message) : RenderOutcome;
}

/// <summary>Stable codes of a failed rendering.</summary>
public static class TemplateCodes
{
    public const string Broken = "template.broken";
    public const string Syntax = "template.syntax";
    public const string UnknownName = "template.unknown-name";
    public const string MissingFact = "template.missing-fact";
    public const string WrongType = "template.wrong-type";
    public const string TooMuchWork = "template.too-much-work";
}

/// <summary>Stops a rendering inside this folder; <see cref="DocxTemplate"/> turns it into a value.</summary>
internal sealed class TemplateFault : Exception
{
    public TemplateFault(string code, string message)
        : base(message) => Code = code;

    public string Code { get; }

    public static TemplateFault Broken(string message) => new(TemplateCodes.Broken, message);

    public static TemplateFault Syntax(string message, string place) =>
        new(TemplateCodes.Syntax, $"{message}模板此处写的是“{Shorten(place)}”。");

    public static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= 80 ? line : line[..80] + "……";
    }
}
