using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>What is drawn of the signing of a user task (<c>enf:signing</c>); who signs is worked out when the task is entered.</summary>
/// <param name="Rule">How many it takes and what a rejection leads to; its persons are filled in when the task is entered.</param>
public sealed record SigningDefinition(SigningRule Rule)
{
    /// <summary>Gives the list of persons who sign; null for one seat that anybody may claim.</summary>
    public FeelExpression? Signers { get; init; }

    /// <summary>Gives the person or the list of persons with a veto; null for nobody.</summary>
    public FeelExpression? Veto { get; init; }

    /// <summary>Gives the person who presides; null for nobody.</summary>
    public FeelExpression? Presiding { get; init; }
}
