namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>An expression of FEEL, parsed once and evaluated as often as wanted. Equal when the texts are.</summary>
/// <remarks>Errors of evaluation give null, as the standard says. What is not held of FEEL is a fault of parsing, never another answer.</remarks>
public sealed class FeelExpression : IEquatable<FeelExpression>
{
    /// <summary>Longest text that is parsed, in UTF-16 units.</summary>
    public const int MaxLength = 10_000;

    /// <summary>Steps after which an evaluation is given up.</summary>
    public const int MaxSteps = 100_000;

    private FeelExpression(string text, FeelNode root)
    {
        Text = text;
        Root = root;
    }

    internal FeelNode Root { get; }

    /// <summary>The text as it was written.</summary>
    public string Text { get; }

    /// <summary>Parses a text; a leading <c>=</c> is passed over.</summary>
    /// <param name="text">The text, at most <see cref="MaxLength"/> long.</param>
    /// <returns>The expression, or the first fault with its place.</returns>
    public static (FeelExpression? Expression, FeelSyntaxFault? Fault) Parse(string text) => Parse(text, FeelNameSet.Empty);

    /// <summary>Parses a text in which some names are known beforehand.</summary>
    /// <param name="text">The text, at most <see cref="MaxLength"/> long; a leading <c>=</c> is passed over.</param>
    /// <param name="names">Names that may hold blanks, keywords and signs (<c>Date of Birth</c>, <c>pre-tax</c>), which else would be read as several.</param>
    /// <returns>The expression, or the first fault with its place.</returns>
    public static (FeelExpression? Expression, FeelSyntaxFault? Fault) Parse(string text, IEnumerable<string> names) => Parse(text, new FeelNameSet(names));

    internal static (FeelExpression? Expression, FeelSyntaxFault? Fault) Parse(string text, FeelNameSet names)
    {
        try
        {
            return (new FeelExpression(text, Parser(text, SkipEquals(text), names).Whole()), null);
        }
        catch (FeelSyntaxException fault)
        {
            return (null, Locate(text, fault));
        }
    }

    /// <summary>Evaluates the expression.</summary>
    /// <param name="surroundings">Names and moment; the only things it can reach.</param>
    public FeelOutcome Evaluate(FeelSurroundings surroundings)
    {
        return Evaluate(Root, new FeelRun(surroundings));
    }

    /// <summary>The value of a node, or why it was given up; a function is no value that may leave.</summary>
    internal static FeelOutcome Evaluate(FeelNode root, FeelRun run)
    {
        try
        {
            var value = root.Evaluate(run);
            return FeelCallable.IsWithin(run, value)
                ? new FeelOutcome(FeelValue.Null, new FeelFailure("expression.function", "Expected a value that can be kept, but the expression gives a function"))
                : new FeelOutcome(value, null);
        }
        catch (FeelLimitException limit)
        {
            return new FeelOutcome(FeelValue.Null, limit.Failure);
        }
    }

    /// <inheritdoc/>
    public bool Equals(FeelExpression? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FeelExpression);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>A parser for the tokens of a text from a place on.</summary>
    internal static FeelParser Parser(string text, int from, FeelNameSet names) => text.Length <= MaxLength
        ? new FeelParser(new FeelLexer(text, from, names).All())
        : throw new FeelSyntaxException(0, $"Expected at most {MaxLength} characters, but there are {text.Length}");

    private static int SkipEquals(string text)
    {
        var first = text.AsSpan().IndexOfAnyExcept(" \t\r\n");
        return first >= 0 && text[first] == '=' ? first + 1 : 0;
    }

    internal static FeelSyntaxFault Locate(string text, FeelSyntaxException fault)
    {
        var before = text.AsSpan(0, Math.Min(fault.Offset, text.Length));
        return new FeelSyntaxFault(before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'), fault.Message);
    }
}
