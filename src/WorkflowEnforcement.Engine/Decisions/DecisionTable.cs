using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Decisions;

/// <summary>What a table does with the rules that hit.</summary>
public enum HitPolicy
{
    /// <summary>U: at most one rule may hit.</summary>
    Unique,

    /// <summary>A: all rules that hit must give the same.</summary>
    Any,

    /// <summary>F: the first rule that hits.</summary>
    First,

    /// <summary>P: the output that stands first among the allowed values.</summary>
    Priority,

    /// <summary>R: a list in the order of the rules.</summary>
    RuleOrder,

    /// <summary>O: a list in the order of the allowed values.</summary>
    OutputOrder,

    /// <summary>C: a list, in the order of the rules.</summary>
    Collect,

    /// <summary>C+: the sum.</summary>
    Sum,

    /// <summary>C&lt;: the least.</summary>
    Minimum,

    /// <summary>C&gt;: the greatest.</summary>
    Maximum,

    /// <summary>C#: how many.</summary>
    Count,
}

/// <summary>A decision table.</summary>
/// <param name="Policy">What it does with the rules that hit.</param>
/// <param name="Inputs">Its input columns.</param>
/// <param name="Outputs">Its output columns.</param>
/// <param name="Rules">Its rules in order.</param>
public sealed record DecisionTable(
    HitPolicy Policy, ImmutableArray<TableInput> Inputs, ImmutableArray<TableOutput> Outputs, ImmutableArray<TableRule> Rules)
{
    internal bool GivesList => Policy is HitPolicy.RuleOrder or HitPolicy.OutputOrder or HitPolicy.Collect;
}

/// <summary>An input column.</summary>
/// <param name="Label">What stands above it; the expression where nothing does.</param>
/// <param name="Expression">What its cells test.</param>
public sealed record TableInput(string Label, FeelExpression Expression)
{
    /// <summary>The tests one of which every value must pass; null where any will do.</summary>
    public FeelUnaryTests? Allowed { get; init; }

    internal DecisionType? Type { get; init; }
}

/// <summary>An output column.</summary>
/// <param name="Name">Its name in the result; empty where it is the only one and has none.</param>
public sealed record TableOutput(string Name)
{
    /// <summary>The tests one of which every output must pass; null where any will do.</summary>
    public FeelUnaryTests? Allowed { get; init; }

    /// <summary>What it gives when no rule hits; null where that is null.</summary>
    public FeelExpression? Default { get; init; }

    /// <summary>The tests whose order is the priority: its own, else those of its type; null where it has none.</summary>
    internal FeelUnaryTests? Priority { get; init; }

    internal DecisionType? Type { get; init; }
}

/// <summary>A rule: a cell for each column.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Id">Its id in the file; null where it has none.</param>
/// <param name="Tests">The cells of the inputs; null where a cell passes whatever comes.</param>
/// <param name="Results">The cells of the outputs; null where a cell is empty.</param>
public sealed record TableRule(int Number, string? Id, ImmutableArray<FeelUnaryTests?> Tests, ImmutableArray<FeelExpression?> Results);
