using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>One evaluation: its surroundings, the names bound so far, and what may still be spent.</summary>
internal sealed class FeelRun(FeelSurroundings surroundings)
{
    private const int MaxItems = 100_000;

    private int _left = FeelExpression.MaxSteps;
    private Binding? _bindings;
    private Dictionary<(string, string), Regex?>? _patterns;

    public DateTimeOffset Now => surroundings.Now;

    /// <summary>Takes steps from the budget; what copies or compares much costs as much.</summary>
    public void Spend(int steps)
    {
        _left -= Math.Min(steps, FeelExpression.MaxSteps + 1);
        if (_left < 0)
        {
            throw new FeelLimitException(new FeelFailure(
                "expression.step-limit", $"Expected the expression to end within {FeelExpression.MaxSteps} steps, but it did not"));
        }
    }

    /// <summary>Makes a text, paid by its length and refused when it is far too long for a fact.</summary>
    public FeelValue Text(string text)
    {
        if (text.Length > MaxItems)
        {
            throw new FeelLimitException(new FeelFailure(
                "expression.size-limit", $"Expected texts of at most {MaxItems} characters, but one has {text.Length}"));
        }

        Spend(text.Length / 16);
        return new FeelText(text);
    }

    /// <summary>Makes a list, paid by its length.</summary>
    public FeelValue List(ImmutableArray<FeelValue> items)
    {
        Spend(items.Length / 4);
        return new FeelList(items);
    }

    /// <summary>A regular expression that runs in linear time, paid for the text it is to run over; a null reference where the pattern is none or needs more.</summary>
    public Regex? Pattern(string pattern, string flags, string over)
    {
        var weight = FeelPatterns.Weight(pattern);
        _patterns ??= [];
        if (!_patterns.TryGetValue((pattern, flags), out var regex))
        {
            Spend(500 + (10 * weight));
            regex = FeelPatterns.Make(pattern, flags);
            _patterns.Add((pattern, flags), regex);
        }

        Spend((int)Math.Min((long)over.Length * (weight + 50) / 1_000, FeelExpression.MaxSteps + 1));
        return regex;
    }

    public FeelValue Find(string name)
    {
        for (var binding = _bindings; binding is not null; binding = binding.Outer)
        {
            if (binding.Find(name) is { } bound)
            {
                return bound;
            }
        }

        return surroundings.Find(name) ?? FeelValue.Null;
    }

    /// <summary>Evaluates with one more name bound.</summary>
    public FeelValue With(string name, FeelValue value, FeelNode body) => Within(new Binding(name, value, null, _bindings), body);

    /// <summary>Evaluates with <c>item</c> bound and, for a context, its entries.</summary>
    public FeelValue WithItem(FeelValue item, FeelNode body) => Within(new Binding("item", item, item as FeelContext, _bindings), body);

    /// <summary>Evaluates with the entries of a context bound.</summary>
    public FeelValue WithEntries(FeelContext entries, FeelNode body) => Within(new Binding(null, FeelValue.Null, entries, _bindings), body);

    private FeelValue Within(Binding binding, FeelNode body)
    {
        var outer = _bindings;
        _bindings = binding;
        var value = body.Evaluate(this);
        _bindings = outer;
        return value;
    }

    private sealed record Binding(string? Name, FeelValue Value, FeelContext? Entries, Binding? Outer)
    {
        public FeelValue? Find(string name) =>
            Entries is not null && Entries.Entries.TryGetValue(name, out var entry) ? entry : name == Name ? Value : null;
    }
}
