using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>The tests of one cell of a decision table: <c>-</c>, <c>&lt; 5, [10..20]</c>, <c>not("a", "b")</c>. Equal when the texts are.</summary>
public sealed class FeelUnaryTests : IEquatable<FeelUnaryTests>
{
    private FeelUnaryTests(string text, FeelTestsNode root)
    {
        Text = text;
        Root = root;
    }

    internal FeelTestsNode Root { get; }

    /// <summary>The text as it was written.</summary>
    public string Text { get; }

    /// <summary>Parses the text of a cell.</summary>
    /// <returns>The tests, or the first fault with its place.</returns>
    public static (FeelUnaryTests? Tests, FeelSyntaxFault? Fault) Parse(string text) => Parse(text, FeelNameSet.Empty);

    /// <summary>Parses the text of a cell in which some names are known beforehand, as <see cref="FeelExpression.Parse(string, IEnumerable{string})"/> does.</summary>
    /// <returns>The tests, or the first fault with its place.</returns>
    public static (FeelUnaryTests? Tests, FeelSyntaxFault? Fault) Parse(string text, IEnumerable<string> names) => Parse(text, new FeelNameSet(names));

    internal static (FeelUnaryTests? Tests, FeelSyntaxFault? Fault) Parse(string text, FeelNameSet names)
    {
        try
        {
            return (new FeelUnaryTests(text, FeelExpression.Parser(text, 0, names).Tests()), null);
        }
        catch (FeelSyntaxException fault)
        {
            return (null, FeelExpression.Locate(text, fault));
        }
    }

    /// <summary>Whether an input passes: true, false, or null where the two cannot be compared, which passes no rule.</summary>
    /// <param name="input">The value of the column; <c>?</c> within the tests.</param>
    /// <param name="surroundings">Names and moment that the tests may read besides.</param>
    public FeelOutcome Holds(FeelValue input, FeelSurroundings surroundings)
    {
        var run = new FeelRun(surroundings);
        run.Bind("?", input);
        return FeelExpression.Evaluate(Root, run);
    }

    /// <inheritdoc/>
    public bool Equals(FeelUnaryTests? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FeelUnaryTests);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>The tests of a cell over the name <c>?</c>, of which one must hold, or none where they stand within <c>not</c>.</summary>
internal sealed class FeelTestsNode(bool negated, ImmutableArray<FeelCellTest> tests) : FeelNode(Deepest(tests))
{
    public int Count => tests.Length;

    /// <summary>Place, from 0, of the first test that holds for an input; a null reference where none does.</summary>
    public int? FirstFor(FeelRun run, FeelValue input)
    {
        var outer = run.Bind("?", input);
        var at = 0;
        while (at < tests.Length && tests[at].Evaluate(run) is not FeelBoolean { Value: true })
        {
            at++;
        }

        run.Restore(outer);
        return at < tests.Length ? at : null;
    }

    /// <summary>Whether the input passes for sure.</summary>
    public bool Passes(FeelRun run, FeelValue input)
    {
        var outer = run.Bind("?", input);
        var verdict = Evaluate(run);
        run.Restore(outer);
        return verdict is FeelBoolean { Value: true };
    }

    protected override FeelValue Compute(FeelRun run)
    {
        var result = FeelValue.Of(tests.IsEmpty);
        foreach (var test in tests)
        {
            result = FeelCompare.Or(result, test.Evaluate(run));
            if (result is FeelBoolean { Value: true })
            {
                break;
            }
        }

        return negated ? FeelCompare.Not(result) : result;
    }
}

/// <summary>One test of a cell: what it says of <c>?</c>, or else whether <c>?</c> equals it or lies in it.</summary>
internal sealed class FeelCellTest(FeelTest test, bool readsInput) : FeelNode(test.Depth)
{
    protected override FeelValue Compute(FeelRun run)
    {
        var input = run.Find("?") ?? FeelValue.Null;
        if (!test.IsValue)
        {
            return test.Holds(run, input);
        }

        var value = test.Operand.Evaluate(run);
        if (readsInput && value is FeelBoolean or FeelNull)
        {
            return value;
        }

        // A condition of other names passes by being true; what is written down or named is a value to equal, be it a truth value.
        var isCondition = test.Operand is not (FeelLiteral or FeelName or FeelPath) && input is not FeelBoolean;
        return isCondition && value is FeelBoolean ? value : FeelRanges.Holds(run, input, value);
    }
}
