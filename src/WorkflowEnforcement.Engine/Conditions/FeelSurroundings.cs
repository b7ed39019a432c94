namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>All that an expression can reach: the names it may read and the moment of the command.</summary>
/// <param name="Find">Gives the value of a name, or a null reference where the name is unknown; an unknown name is null of FEEL.</param>
/// <param name="Now">The moment of <c>now()</c> and <c>today()</c>; its offset holds for moments written without one.</param>
public sealed record FeelSurroundings(Func<string, FeelValue?> Find, DateTimeOffset Now)
{
    /// <summary>Surroundings whose names are the entries of one context.</summary>
    public static FeelSurroundings Of(FeelContext names, DateTimeOffset now) => new(names.Entries.GetValueOrDefault, now);
}
