using System.Collections.Frozen;
using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>One parameter of a built-in function.</summary>
/// <param name="Name">Its name in DMN.</param>
/// <param name="Kind">List, item (anything as it is), or scalar (a list of one stands for its item).</param>
/// <param name="IsOptional">Whether it may be left out.</param>
/// <param name="IsRest">Whether it takes all that follows.</param>
internal readonly record struct FeelParameter(string Name, FeelParameterKind Kind, bool IsOptional, bool IsRest);

/// <summary>What the implicit conversions of DMN 1.3, 10.3.2.9.4 do to an argument.</summary>
internal enum FeelParameterKind
{
    Scalar,
    Item,
    List,
}

/// <summary>One way to call a built-in function.</summary>
internal sealed class FeelSignature
{
    private FeelSignature(ImmutableArray<FeelParameter> parameters)
    {
        Parameters = parameters;
        Names = [.. parameters.Select(parameter => parameter.Name)];
        Least = parameters.Count(parameter => !parameter.IsOptional);
        Most = parameters.Any(parameter => parameter.IsRest) ? FeelFunction.Any : parameters.Length;
    }

    public ImmutableArray<FeelParameter> Parameters { get; }

    public ImmutableArray<string> Names { get; }

    public int Least { get; }

    public int Most { get; }

    /// <summary>Reads <c>list: list, start position, length?</c>; <c>...</c> after a name takes the rest.</summary>
    public static FeelSignature Of(string text) => new([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parameter)]);

    private static FeelParameter Parameter(string text)
    {
        var parts = text.TrimEnd('?', '.').Split(':', StringSplitOptions.TrimEntries);
        var kind = parts.Length == 1 ? FeelParameterKind.Scalar : parts[1] == "list" ? FeelParameterKind.List : FeelParameterKind.Item;
        return new FeelParameter(parts[0], kind, text.EndsWith('?'), text.EndsWith("...", StringComparison.Ordinal));
    }
}

/// <summary>A built-in function: how it is called and what it gives.</summary>
/// <param name="name">Its name in DMN.</param>
/// <param name="signatures">The ways to call it, with <c>|</c> between.</param>
/// <param name="body">What it gives; null for what it cannot work out.</param>
internal sealed class FeelFunction(string name, string signatures, Func<FeelRun, FeelValue[], FeelValue> body)
{
    public const int Any = int.MaxValue;

    public string Name => name;

    public ImmutableArray<FeelSignature> Signatures { get; } = [.. signatures.Split('|').Select(FeelSignature.Of)];

    public string Wanted => string.Join(" or ", Signatures.Select(signature => $"({string.Join(", ", signature.Names)})"));

    public bool Takes(int count) => Signature(count) is not null;

    /// <summary>Calls the function; what it cannot work out is null.</summary>
    public FeelValue Apply(FeelRun run, FeelValue[] arguments)
    {
        try
        {
            Convert(arguments);
            return body(run, arguments);
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException or DivideByZeroException)
        {
            return run.Failed();
        }
    }

    /// <summary>The arguments in the order of the parameters; default where no way to call has these names.</summary>
    public ImmutableArray<FeelNode> Ordered(ImmutableArray<string> names, ImmutableArray<FeelNode> arguments)
    {
        foreach (var signature in Signatures)
        {
            if (names.All(signature.Names.Contains) && Fits(signature, names))
            {
                var last = names.Max(signature.Names.IndexOf);
                return [.. signature.Names.Take(last + 1).Select(parameter => names.IndexOf(parameter) is var at and >= 0
                    ? arguments[at]
                    : new FeelLiteral(FeelValue.Null))];
            }
        }

        return default;
    }

    private static bool Fits(FeelSignature signature, ImmutableArray<string> names) =>
        names.Distinct().Count() == names.Length
        && signature.Parameters.All(parameter => parameter.IsOptional || names.Contains(parameter.Name));

    private FeelSignature? Signature(int count)
    {
        foreach (var signature in Signatures)
        {
            if (count >= signature.Least && count <= signature.Most)
            {
                return signature;
            }
        }

        return null;
    }

    private void Convert(FeelValue[] arguments)
    {
        var parameters = Signature(arguments.Length)!.Parameters;
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            arguments[i] = parameters[Math.Min(i, parameters.Length - 1)].Kind switch
            {
                FeelParameterKind.List when argument is not (FeelList or FeelNull) => FeelValue.Of([argument]),
                FeelParameterKind.Scalar when argument is FeelList { Items: [var only] } => only,
                _ => argument,
            };
        }
    }
}

/// <summary>All built-in functions by name. What is not here is a fault of parsing.</summary>
internal static class FeelFunctions
{
    public static readonly FrozenDictionary<string, FeelFunction> ByName =
        new[]
        {
            FeelTextFunctions.All, FeelNumberFunctions.All, FeelListFunctions.All, FeelTallyFunctions.All,
            FeelDateFunctions.All, FeelContextFunctions.All, FeelRangeFunctions.All,
        }
            .SelectMany(functions => functions)
            .ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);
}
