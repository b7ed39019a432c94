using System.Collections.Immutable;

namespace WorkflowEnforcement.Enforcement.Designer;

/// <summary>The words of the extension vocabulary <c>enf</c>.</summary>
public static class Vocabulary
{
    /// <summary>Namespace of the vocabulary.</summary>
    public const string Namespace = "urn:workflow-enforcement:bpmn:1";

    /// <summary>The stages of the whole-process record, in order.</summary>
    /// <legal>行政处罚法 (2021) art. 47.</legal>
    public static readonly ImmutableArray<string> Stages = ["启动", "调查", "取证", "审查", "决定", "送达", "执行", "归档"];

    /// <summary>Stands for the people who handle the case: the two named officers and whoever registered or investigated it.</summary>
    public const string Handlers = "officers";

    /// <summary>As the value of an effect: the local day on which it happens.</summary>
    public const string Today = "today";

    /// <summary>Kinds of procedure.</summary>
    public static readonly ImmutableHashSet<string> Kinds = ["licensing", "penalty", "coercion", "inspection", Shared];

    /// <summary>Kind of the procedures that others call; they follow the matter of their caller.</summary>
    public const string Shared = "shared";

    /// <summary>What a step can do to a clock, in the order in which it is done.</summary>
    internal static readonly ImmutableArray<string> ClockActions = ["resume", "extend", "suspend", "stop", "start"];

    private const string OfClocks = "clocks.";
    private const string LastDay = ".due";

    /// <summary>The number of the clock whose last day a word names, as in <c>clocks.T18.due</c>; null for any other word.</summary>
    internal static string? ClockOfLastDay(string word) =>
        word.StartsWith(OfClocks, StringComparison.Ordinal) && word.EndsWith(LastDay, StringComparison.Ordinal) && word.Length > OfClocks.Length + LastDay.Length
            ? word[OfClocks.Length..^LastDay.Length]
            : null;

    /// <summary>Elements that stand once in a step.</summary>
    internal static readonly ImmutableArray<string> OnceInStep = ["stage", "purpose", "assignment", "form"];

    internal static readonly ImmutableHashSet<string> StepElements =
        ["stage", "purpose", "basis", "assignment", "outcome", "form", "clock", "document", "recording", "publish", "signing", "in", "out", "effect"];
}
