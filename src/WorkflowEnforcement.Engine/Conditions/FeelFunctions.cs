using System.Collections.Frozen;
using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>A built-in function: how many arguments it takes and what it gives.</summary>
internal sealed record FeelFunction(string Name, int Least, int Most, Func<FeelRun, ImmutableArray<FeelValue>, FeelValue> Body)
{
    public const int Any = int.MaxValue;

    public string Wanted => Most == Any ? $"at least {Least} arguments" : Least == Most ? $"{Least} arguments" : $"{Least} to {Most} arguments";

    /// <summary>Calls the function; what it cannot work out is null.</summary>
    public FeelValue Apply(FeelRun run, ImmutableArray<FeelValue> arguments)
    {
        try
        {
            return Body(run, arguments);
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException or DivideByZeroException)
        {
            return FeelValue.Null;
        }
    }
}

/// <summary>All built-in functions by name. What is not here is a fault of parsing.</summary>
internal static class FeelFunctions
{
    public static readonly FrozenDictionary<string, FeelFunction> ByName =
        new[] { FeelTextFunctions.All, FeelNumberFunctions.All, FeelListFunctions.All, FeelTallyFunctions.All, FeelDateFunctions.All, FeelContextFunctions.All }
            .SelectMany(functions => functions)
            .ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);
}
