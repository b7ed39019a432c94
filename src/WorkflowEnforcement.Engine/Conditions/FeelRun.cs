using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>One evaluation: its surroundings, the names bound so far, and what may still be spent.</summary>
internal sealed class FeelRun(FeelSurroundings surroundings, int steps = FeelExpression.MaxSteps)
{
    private const int MaxItems = 100_000;

    // What is thrown costs far more than a step, so that a loop of failures ends as soon as a loop of anything else.
    private const int FailureSteps = 200;

    private readonly int _steps = steps;
    private int _left = steps;
    private int _quarters;
    private int _depth;
    private FeelBinding? _bindings;
    private Dictionary<(string, string), FeelPatternMatcher?>? _patterns;

    public DateTimeOffset Now => surroundings.Now;

    /// <summary>Takes steps from the budget; what copies or compares much costs as much.</summary>
    public void Spend(int taken)
    {
        _left -= Math.Min(taken, _steps + 1);
        if (_left < 0)
        {
            throw new FeelLimitException(new FeelFailure(
                "expression.step-limit", $"Expected the expression to end within {_steps} steps, but it did not"));
        }
    }

    /// <summary>Takes quarters of steps, for what is small and many.</summary>
    public void SpendQuarters(int taken)
    {
        _quarters += taken;
        Spend(_quarters / 4);
        _quarters %= 4;
    }

    /// <summary>The null that stands for arithmetic without a result.</summary>
    public FeelValue Failed()
    {
        Spend(FailureSteps);
        return FeelValue.Null;
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

    /// <summary>Makes a list, paid by its length and refused when it is far too large to be written down.</summary>
    public FeelValue List(ImmutableArray<FeelValue> items)
    {
        Spend(items.Length / 4);
        return Sized(new FeelList(items));
    }

    /// <summary>Refuses a list or context that is small only in memory, because one value stands in it many times.</summary>
    public static FeelValue Sized(FeelValue made) => made.Size <= MaxItems ? made : throw new FeelLimitException(new FeelFailure(
        "expression.size-limit", $"Expected lists and contexts of at most {MaxItems} values, all within them counted, but one has {made.Size}"));

    /// <summary>The values of some nodes in order.</summary>
    public FeelValue[] Values(ImmutableArray<FeelNode> nodes)
    {
        var values = new FeelValue[nodes.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = nodes[i].Evaluate(this);
        }

        return values;
    }

    /// <summary>A pattern, made once; a null reference where it is none or is not held.</summary>
    public FeelPatternMatcher? Pattern(string pattern, string flags)
    {
        _patterns ??= [];
        if (!_patterns.TryGetValue((pattern, flags), out var known))
        {
            known = FeelPatterns.Make(this, pattern, flags);
            _patterns.Add((pattern, flags), known);
        }

        Spend(pattern.Length / 16);
        return known;
    }

    /// <summary>The value of a name from the innermost binding outwards; a null reference where nothing bears it.</summary>
    public FeelValue? Find(string name)
    {
        for (var binding = _bindings; binding is not null; binding = binding.Outer)
        {
            if (binding.Find(name) is { } bound)
            {
                return bound;
            }
        }

        return surroundings.Find(name);
    }

    public FeelValue Closure(FeelLambda lambda) => new FeelClosure(lambda, _bindings);

    /// <summary>Binds one more name.</summary>
    /// <returns>What was bound before, for <see cref="Restore"/>.</returns>
    public FeelBinding? Bind(string? name, FeelValue value, FeelContext? entries = null)
    {
        var outer = _bindings;
        _bindings = new FeelBinding(name, value, entries, outer);
        return outer;
    }

    /// <summary>Binds a context that is still being made.</summary>
    public FeelBinding BindGrowing()
    {
        Bind(null, FeelValue.Null, FeelContext.Empty);
        return _bindings!;
    }

    public void Restore(FeelBinding? outer) => _bindings = outer;

    /// <summary>Evaluates with <c>item</c> bound and, for a context, its entries.</summary>
    public FeelValue WithItem(FeelValue item, FeelNode body)
    {
        var outer = Bind("item", item, item as FeelContext);
        var value = body.Evaluate(this);
        _bindings = outer;
        return value;
    }

    /// <summary>Evaluates the body of a function where it was written, as deep as a stack can bear.</summary>
    public FeelValue Call(FeelBinding? bindings, FeelNode body)
    {
        if (_depth + body.Depth > FeelNode.MaxDepth)
        {
            throw new FeelLimitException(new FeelFailure(
                "expression.depth-limit", $"Expected functions that call each other at most {FeelNode.MaxDepth} operators deep, but they go on"));
        }

        var outer = _bindings;
        _bindings = bindings;
        _depth += body.Depth;
        var value = body.Evaluate(this);
        _depth -= body.Depth;
        _bindings = outer;
        return value;
    }
}

/// <summary>Names bound within an evaluation; the entries of a context written down grow while they are worked out.</summary>
internal sealed class FeelBinding(string? name, FeelValue value, FeelContext? entries, FeelBinding? outer)
{
    public FeelContext? Entries { get; set; } = entries;

    public FeelBinding? Outer => outer;

    public FeelValue? Find(string wanted) =>
        Entries is not null && Entries.Entries.TryGetValue(wanted, out var entry) ? entry
        : string.Equals(wanted, name, StringComparison.Ordinal) ? value
        : null;
}
