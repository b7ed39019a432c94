namespace WorkflowEnforcement.Server.Documents;

/// <summary>A dotted name as written: <c>evidence.items</c>; an index is a step of its own, as <c>[0]</c>.</summary>
internal sealed record LiquidPath(IReadOnlyList<string> Steps)
{
    public override string ToString() => string.Concat(Steps.Select((step, i) => i == 0 || step[0] == '[' ? step : "." + step));
}

/// <summary>One placeholder or tag, checked and written again in plain Liquid.</summary>
/// <param name="Tag">Null for a placeholder that prints.</param>
/// <param name="Source">The Liquid given to the library; built from checked words, never copied from the document.</param>
/// <param name="Paths">Every name it reads.</param>
/// <param name="Variable">The name it makes: the item of a loop or an assigned name.</param>
/// <param name="Place">The paragraph it stands in, for messages.</param>
internal sealed record LiquidToken(string? Tag, string Source, IReadOnlyList<LiquidPath> Paths, string? Variable, string Place)
{
    public bool Opens => Tag is "if" or "unless" or "case" or "for";

    public bool Closes => Tag is "endif" or "endunless" or "endcase" or "endfor";

    public bool IsBranch => Tag is "else" or "elsif" or "when";
}
