namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Why a text is no expression that is held here, with its place in the text.</summary>
/// <param name="Line">Line within the expression, from 1.</param>
/// <param name="Column">Column within the line, from 1.</param>
/// <param name="Message">A sentence: what was expected and what was found.</param>
public sealed record FeelSyntaxFault(int Line, int Column, string Message);

/// <summary>Carries a fault out of the lexer or parser; never leaves <see cref="FeelExpression"/>.</summary>
internal sealed class FeelSyntaxException(int offset, string message) : Exception(message)
{
    public int Offset { get; } = offset;
}
