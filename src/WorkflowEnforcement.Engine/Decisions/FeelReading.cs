using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Engine.Decisions;

/// <summary>Reads expressions and cells where a file has them; names of the file that hold blanks or signs are known.</summary>
internal sealed class FeelReading
{
    // Each is looked for at each word of each cell.
    private const int MaxNames = 1_000;

    private readonly FaultList _faults;
    private readonly FeelNameSet _names;

    public FeelReading(IEnumerable<string> names, FaultList faults)
    {
        _faults = faults;
        var special = names.Where(name => name.Length > 0 && !FeelLexer.IsName(name)).Distinct(StringComparer.Ordinal).ToList();
        _names = new FeelNameSet(special.Take(MaxNames));
        if (special.Count > MaxNames)
        {
            faults.Add("names.too-many", null, 0, $"Expected at most {MaxNames} names with blanks or signs, but there are {special.Count}");
        }
    }

    /// <summary>The expression within an element; null where it is empty or after a fault.</summary>
    public FeelExpression? Expression(XmlItem item, string element)
    {
        if (!item.IsFeel(element, _faults) || item.Written() is not { Length: > 0 } text)
        {
            return null;
        }

        var (expression, fault) = FeelExpression.Parse(text, _names);
        if (fault is not null)
        {
            item.AddFault(element, fault, _faults);
        }

        return expression;
    }

    /// <summary>The tests within an element; null where it is missing, empty or a dash, or after a fault.</summary>
    public FeelUnaryTests? Tests(XmlItem? item, string element)
    {
        if (item is null || !item.IsFeel(element, _faults) || item.Written() is not { Length: > 0 } text || text == "-")
        {
            return null;
        }

        var (tests, fault) = FeelUnaryTests.Parse(text, _names);
        if (fault is not null)
        {
            item.AddFault(element, fault, _faults);
        }

        return tests;
    }
}
