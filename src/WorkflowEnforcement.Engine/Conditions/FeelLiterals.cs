using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Dates, times and durations as they are written into an expression.</summary>
internal static class FeelLiterals
{
    /// <summary>The value of <c>@"..."</c>; a null reference where the text is none.</summary>
    /// <param name="text">What stands between the quotation marks.</param>
    /// <param name="now">The moment of the command, for its offset and for the day of a named zone.</param>
    public static FeelValue? At(string text, DateTimeOffset now) =>
        IsoText.Date(text) is { } date ? FeelValue.Of(date)
        : ZonedText.Time(text, now) is { } time ? time
        : ZonedText.Moment(text, now) is { } moment ? moment
        : IsoDuration.ReadFeel(text);

    /// <summary>Whether the value depends on the command: a moment without an offset, or a time of day in a named zone.</summary>
    public static bool IsPlaced(FeelValue value) => value is FeelDateTime { IsLocal: true } or FeelTime { Zone: not null };

    /// <summary>Refuses what is right in the standard and not held here, where it is written down: as a value it would be null, which is another answer.</summary>
    public static void Check(string function, ImmutableArray<FeelNode> arguments, int offset)
    {
        if (function is "matches" or "replace" or "split" && arguments.Length > 1
            && arguments[1] is FeelLiteral { Value: FeelText pattern } && FeelPatterns.NotHeld(pattern.Value, Flags(function, arguments)) is { } wanted)
        {
            throw new FeelSyntaxException(offset, $"Expected {wanted}, but found \"{pattern.Value}\"");
        }

        if (arguments is not [FeelLiteral { Value: FeelText { Value: var text } }])
        {
            return;
        }

        if (function is "date" or "date and time" && IsFarYear(text))
        {
            throw new FeelSyntaxException(offset, $"Expected a year from 0001 to 9999, but found \"{text}\"");
        }

        if (function is "time" or "date and time" && IsTooFine(text))
        {
            throw new FeelSyntaxException(offset, $"Expected at most seven digits of a second, but found \"{text}\"");
        }
    }

    private static string Flags(string function, ImmutableArray<FeelNode> arguments)
    {
        var at = function == "replace" ? 3 : 2;
        return arguments.Length > at && arguments[at] is FeelLiteral { Value: FeelText flags } ? flags.Value : "";
    }

    private static bool IsTooFine(string text)
    {
        var digits = text.AsSpan(text.IndexOf('.', StringComparison.Ordinal) + 1);
        return digits.Length < text.Length && digits.Length > 7 && !digits[..8].ContainsAnyExceptInRange('0', '9');
    }

    private static bool IsFarYear(string text)
    {
        var digits = text.AsSpan().TrimStart('-');
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        return length >= 4 && digits[length] == '-' && (digits.Length < text.Length || length > 4 || digits.StartsWith("0000"));
    }
}
