using System.Collections.Frozen;
using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Decisions;

/// <summary>The decisions of one file, read once and found sound. Immutable; two are the same only when they are one object.</summary>
public sealed class DecisionModel
{
    private readonly FrozenDictionary<string, Decision> _byId;

    internal DecisionModel(ImmutableArray<Decision> decisions, ImmutableArray<string> inputs)
    {
        Decisions = decisions;
        Inputs = inputs;
        _byId = decisions.ToFrozenDictionary(decision => decision.Id, StringComparer.Ordinal);
    }

    /// <summary>All decisions, those that are required before those that require them.</summary>
    public ImmutableArray<Decision> Decisions { get; }

    /// <summary>Names of the input data of the file.</summary>
    public ImmutableArray<string> Inputs { get; }

    /// <summary>The decision with this id; null where there is none.</summary>
    public Decision? Find(string id) => _byId.GetValueOrDefault(id);
}

/// <summary>One decision: a table or an expression, and the decisions whose results it reads.</summary>
public sealed class Decision
{
    /// <summary>Steps after which an evaluation is given up, all decisions it needs together.</summary>
    public const int MaxSteps = 1_000_000;

    internal Decision(DecisionHead head, DecisionTable? table, FeelExpression? expression, DecisionType? type)
    {
        Id = head.Id;
        Name = head.Name;
        Variable = head.Variable;
        Table = table;
        Expression = expression;
        Type = type;
    }

    /// <summary>Its id in the file.</summary>
    public string Id { get; }

    /// <summary>Its name, for people.</summary>
    public string Name { get; }

    /// <summary>The name by which other decisions read its result; they may also use its name or id.</summary>
    public string Variable { get; }

    /// <summary>Its table; null where it is an expression.</summary>
    public DecisionTable? Table { get; }

    /// <summary>Its expression; null where it is a table.</summary>
    public FeelExpression? Expression { get; }

    /// <summary>The decisions whose results it reads directly.</summary>
    public ImmutableArray<Decision> Requires { get; internal set; } = [];

    /// <summary>The types of the file's input data, by name, which hold wherever a name is read.</summary>
    internal FrozenDictionary<string, DecisionType> InputTypes { get; set; } = FrozenDictionary<string, DecisionType>.Empty;

    internal DecisionType? Type { get; }

    /// <summary>Works the decision out, after those that it requires.</summary>
    /// <param name="surroundings">The names of input data, and the moment; results of required decisions go before names of these.</param>
    public DecisionOutcome Evaluate(FeelSurroundings surroundings) => new DecisionRun(surroundings, InputTypes).Work(this);
}

/// <summary>What a decision is called.</summary>
internal sealed record DecisionHead(string Id, string Name, string Variable);

/// <summary>What a decision gave: a value, or a failure.</summary>
/// <param name="Value">The value. Of a table with one output that output, with several a context of them; a list for rule order, output order and
/// collect; a number where collect counts or sums. Null where no rule hit and there is no default.</param>
/// <param name="Failure">Why there is no value; its code is of the form <c>decision.not-unique</c>, or that of a limit of FEEL.</param>
/// <param name="Hits">The rules that hit, in order, of every table that was worked out; also where there is a failure.</param>
public sealed record DecisionOutcome(FeelValue Value, FeelFailure? Failure, ImmutableArray<RuleHit> Hits);

/// <summary>A rule that hit.</summary>
/// <param name="Decision">Id of the decision whose table it stands in.</param>
/// <param name="Rule">Its number, from 1.</param>
/// <param name="RuleId">Its id in the file; null where it has none.</param>
public readonly record struct RuleHit(string Decision, int Rule, string? RuleId);
