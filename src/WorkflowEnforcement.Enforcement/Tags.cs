namespace WorkflowEnforcement.Enforcement;

/// <summary>How sure we are, as data files and the HTTP interface write it.</summary>
public static class Tags
{
    /// <summary>The tag: checked, checked-2nd, recalled or default.</summary>
    public static string Of(Provenance provenance) => provenance switch
    {
        Provenance.Checked => "checked",
        Provenance.CheckedSecondHand => "checked-2nd",
        Provenance.Recalled => "recalled",
        _ => "default",
    };

    /// <summary>What a tag says; null where it is none.</summary>
    public static Provenance? Read(string? tag) => tag switch
    {
        "checked" => Provenance.Checked,
        "checked-2nd" => Provenance.CheckedSecondHand,
        "recalled" => Provenance.Recalled,
        "default" => Provenance.Default,
        _ => null,
    };
}
