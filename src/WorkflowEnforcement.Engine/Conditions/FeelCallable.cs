using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>A function as a value: within an expression only, since it can neither be stored nor compared.</summary>
internal abstract record FeelCallable : FeelValue
{
    public abstract ImmutableArray<string> Parameters { get; }

    public abstract FeelValue Call(FeelRun run, FeelValue[] arguments);

    /// <summary>Whether a value holds a function, however deep. The walk is paid by the size that the value has written down, where a list stands in it twice twice.</summary>
    public static bool IsWithin(FeelRun run, FeelValue value)
    {
        run.SpendQuarters(value is FeelText text ? 1 + (text.Value.Length / 4) : 1);
        switch (value)
        {
            case FeelCallable:
                return true;
            case FeelList list:
                foreach (var item in list.Items)
                {
                    if (IsWithin(run, item))
                    {
                        return true;
                    }
                }

                return false;
            case FeelContext context:
                return context.Entries.Any(entry => IsWithin(run, entry.Value));
            default:
                return false;
        }
    }
}

/// <summary>A built-in function that is named without being called.</summary>
internal sealed record FeelBuiltIn(FeelFunction Function) : FeelCallable
{
    public override ImmutableArray<string> Parameters => Function.Signatures[0].Names;

    public override FeelValue Call(FeelRun run, FeelValue[] arguments) => Function.Takes(arguments.Length) ? Function.Apply(run, arguments) : Null;
}

/// <summary><c>function(a, b) body</c> with the names that were bound where it was written.</summary>
internal sealed record FeelClosure(FeelLambda Lambda, FeelBinding? Captured) : FeelCallable
{
    public override ImmutableArray<string> Parameters => Lambda.Names;

    public override FeelValue Call(FeelRun run, FeelValue[] arguments)
    {
        if (arguments.Length != Lambda.Parameters.Length)
        {
            return Null;
        }

        var bound = Captured;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (Lambda.Parameters[i].Type is { } isOfType && arguments[i] is not FeelNull && !isOfType(run, arguments[i]))
            {
                return Null;
            }

            bound = new FeelBinding(Lambda.Parameters[i].Name, arguments[i], null, bound);
        }

        return run.Call(bound, Lambda.Body);
    }
}

/// <summary>A parameter of a function that is written down; without a type it takes anything.</summary>
internal readonly record struct FeelParameterName(string Name, FeelTypeTest? Type);

/// <summary><c>function(a, b) body</c>.</summary>
internal sealed class FeelLambda(ImmutableArray<FeelParameterName> parameters, FeelNode body) : FeelNode(body.Depth)
{
    public ImmutableArray<FeelParameterName> Parameters => parameters;

    public ImmutableArray<string> Names { get; } = [.. parameters.Select(parameter => parameter.Name)];

    public FeelNode Body => body;

    protected override FeelValue Compute(FeelRun run) => run.Closure(this);
}

/// <summary>A call of what is only known when it runs: a function in a context, a parameter, a function written in brackets.</summary>
internal sealed class FeelInvocation(FeelNode target, ImmutableArray<FeelNode> arguments, ImmutableArray<string> names)
    : FeelNode(Math.Max(target.Depth, Deepest(arguments)))
{
    protected override FeelValue Compute(FeelRun run)
    {
        if (target.Evaluate(run) is not FeelCallable function)
        {
            return FeelValue.Null;
        }

        var values = run.Values(arguments);
        if (names.IsEmpty)
        {
            return function.Call(run, values);
        }

        return Ordered(function.Parameters, values) is { } ordered ? function.Call(run, ordered) : FeelValue.Null;
    }

    private FeelValue[]? Ordered(ImmutableArray<string> parameters, FeelValue[] values)
    {
        var ordered = new FeelValue[parameters.Length];
        Array.Fill(ordered, FeelValue.Null);
        for (var i = 0; i < values.Length; i++)
        {
            var place = parameters.IndexOf(names[i]);
            if (place < 0)
            {
                return null;
            }

            ordered[place] = values[i];
        }

        return ordered;
    }
}
