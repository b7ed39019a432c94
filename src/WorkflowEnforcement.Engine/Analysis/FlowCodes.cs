namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>Codes of what the game of tokens finds.</summary>
internal static class FlowCodes
{
    public const string Deadlock = "flow.deadlock";
    public const string Unsynchronized = "flow.unsynchronized";
    public const string Endless = "flow.no-end";
    public const string PilesUp = "flow.piles-up";
    public const string ComesOnce = "analysis.comes-once";
    public const string BoundHit = "analysis.bound-hit";
}
