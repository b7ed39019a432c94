using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Unary tests, the texts of the cells of a decision table.</summary>
internal sealed partial class FeelParser
{
    private bool _readsInput;

    /// <summary>Parses all tokens as the tests of one cell.</summary>
    public FeelTestsNode Tests()
    {
        var tests = Here.Is("-") && tokens[_at + 1].Kind == FeelTokenKind.End ? Everything() : NegatedTests() ?? new FeelTestsNode(false, CellTests());
        return Here.Kind == FeelTokenKind.End ? tests : throw Unexpected("',' or the end");
    }

    private FeelTestsNode Everything()
    {
        Take();
        return new FeelTestsNode(false, []);
    }

    /// <summary><c>not(...)</c> around all tests; a null reference where it is only part of an expression.</summary>
    private FeelTestsNode? NegatedTests()
    {
        if (Here is not { Kind: FeelTokenKind.Name, Text: "not" } || !tokens[_at + 1].Is("(") || !tokens[^2].Is(")"))
        {
            return null;
        }

        var start = _at;
        _at += 2;
        var tests = CellTests();
        if (Accept(")") && Here.Kind == FeelTokenKind.End)
        {
            return new FeelTestsNode(true, tests);
        }

        _at = start;
        return null;
    }

    private ImmutableArray<FeelCellTest> CellTests()
    {
        var tests = ImmutableArray.CreateBuilder<FeelCellTest>();
        do
        {
            _readsInput = false;
            var test = Test(Expression);
            tests.Add(new FeelCellTest(test, _readsInput));
        }
        while (Accept(","));
        return tests.ToImmutable();
    }
}
