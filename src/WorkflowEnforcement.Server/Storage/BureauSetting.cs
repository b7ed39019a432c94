using WorkflowEnforcement.Enforcement.Documents;

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

    /// <summary>True for 第1号, false for 1号.</summary>
    public bool NumbersSayOrdinal { get; set; } = true;

    /// <summary>The form of the bureau's document numbers.</summary>
    public DocumentNumberFormat NumberFormat => new(AgencyWord, NumbersSayOrdinal);

    /// <summary>Name of the ledger (its origin); the key of the bureau where none is set.</summary>
    public string? Ledger { get; set; }

    /// <summary>Name of the ledger as it stands in every entry.</summary>
    public string LedgerOrigin => string.IsNullOrWhiteSpace(Ledger) ? $"workflow-enforcement/{Key}" : Ledger;
}
