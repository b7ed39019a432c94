using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>A regular expression of XPath, or a part of one, as it was read.</summary>
internal abstract record FeelPattern;

/// <summary>Parts one after the other; none at all is the empty pattern.</summary>
internal sealed record FeelPatternSequence(ImmutableArray<FeelPattern> Parts) : FeelPattern;

/// <summary><c>a|b</c>; the first that leads to a match is taken.</summary>
internal sealed record FeelPatternChoice(ImmutableArray<FeelPattern> Ways) : FeelPattern;

/// <summary><c>a{2,3}</c>, and what is short for it; <c>a*?</c> takes as few as it can.</summary>
internal sealed record FeelPatternRepeat(FeelPattern Body, int Least, int? Most, bool IsGreedy) : FeelPattern;

/// <summary><c>(a)</c>, by its number from 1.</summary>
internal sealed record FeelPatternGroup(FeelPattern Body, int Number) : FeelPattern;

/// <summary>One character of a set.</summary>
internal sealed record FeelPatternCharacter(FeelCharacters Set) : FeelPattern;

/// <summary><c>^</c> or <c>$</c>.</summary>
internal sealed record FeelPatternAnchor(bool IsStart) : FeelPattern;

/// <summary>The flags of XPath.</summary>
internal readonly record struct FeelPatternFlags(bool IgnoresCase, bool DotIsAll, bool IsMultiline, bool IgnoresBlanks)
{
    /// <summary>Reads <c>i</c>, <c>s</c>, <c>m</c> and <c>x</c> in any order; a null reference where there is another.</summary>
    public static FeelPatternFlags? Of(string flags) => flags.AsSpan().ContainsAnyExcept("ismx")
        ? null
        : new(flags.Contains('i'), flags.Contains('s'), flags.Contains('m'), flags.Contains('x'));
}
