namespace WorkflowEnforcement.Server.Storage;

/// <summary>Which bureau this server acts for.</summary>
public sealed class BureauSetting
{
    /// <summary>Name of the section in the settings.</summary>
    public const string Section = "Bureau";

    /// <summary>Key that every row carries.</summary>
    public string Key { get; set; } = "bureau";

    /// <summary>Word that begins the bureau's document numbers (机关代字).</summary>
    public string AgencyWord { get; set; } = "辽太工信";

    /// <summary>Name of the ledger (its origin); the key of the bureau where none is set.</summary>
    public string? Ledger { get; set; }

    /// <summary>Name of the ledger as it stands in every entry.</summary>
    public string LedgerOrigin => string.IsNullOrWhiteSpace(Ledger) ? $"workflow-enforcement/{Key}" : Ledger;
}
