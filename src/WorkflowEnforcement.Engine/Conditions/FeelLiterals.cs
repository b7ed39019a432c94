using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Dates, times and durations as they are written into an expression.</summary>
internal static class FeelLiterals
{
    /// <summary>The value of <c>@"..."</c>; a null reference where the text is none.</summary>
    /// <remarks>A moment written so must bear its offset, since the literal is read before the place of the flow is known.</remarks>
    public static FeelValue? At(string text) =>
        IsoText.Date(text) is { } date ? FeelValue.Of(date)
        : IsoText.Time(text) is { } time ? new FeelTime(time)
        : HasOffset(text) && IsoText.Moment(text, TimeSpan.Zero) is { } moment ? FeelValue.Of(moment)
        : IsoDuration.ReadFeel(text);

    /// <summary>Refuses zones where they are written down: as a value they would be null, which is another answer.</summary>
    public static void Check(string function, ImmutableArray<FeelNode> arguments, int offset)
    {
        if (arguments is not [FeelLiteral { Value: FeelText { Value: var text } }])
        {
            return;
        }

        if (function is "date and time" && text.Contains('@', StringComparison.Ordinal))
        {
            throw new FeelSyntaxException(offset, $"Expected a moment without a named zone, but found \"{text}\"");
        }

        if (function is "time" && text.AsSpan().IndexOfAny("@Z+-") > 0)
        {
            throw new FeelSyntaxException(offset, $"Expected a time of day without a zone, but found \"{text}\"");
        }
    }

    private static bool HasOffset(string text) =>
        text.IndexOf('T', StringComparison.Ordinal) is var split and > 0 && text.AsSpan(split).IndexOfAny("Z+-") > 0;
}
