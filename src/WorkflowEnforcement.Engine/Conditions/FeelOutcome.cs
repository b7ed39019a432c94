namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>What an evaluation gave: a value, or a failure because a limit was reached.</summary>
/// <param name="Value">The value; null of FEEL where the expression is in error, as the standard says.</param>
/// <param name="Failure">Why the evaluation was given up; null when it was not.</param>
public readonly record struct FeelOutcome(FeelValue Value, FeelFailure? Failure);

/// <summary>An evaluation that was given up, because it would take too long or grow too large.</summary>
/// <param name="Code">Stable code: <c>expression.step-limit</c>, <c>expression.size-limit</c>, <c>expression.depth-limit</c>, or <c>expression.function</c>
/// where the value would be a function.</param>
/// <param name="Message">A sentence: what was expected and what was found.</param>
public sealed record FeelFailure(string Code, string Message);

/// <summary>Carries a failure out of the evaluation; never leaves <see cref="FeelExpression"/>.</summary>
internal sealed class FeelLimitException(FeelFailure failure) : Exception(failure.Message)
{
    public FeelFailure Failure { get; } = failure;
}
