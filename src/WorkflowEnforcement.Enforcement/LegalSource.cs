namespace WorkflowEnforcement.Enforcement;

/// <summary>How sure we are of what a rule says.</summary>
public enum Provenance
{
    /// <summary>The wording of the law itself was read.</summary>
    Checked,

    /// <summary>Read in a second-hand source.</summary>
    CheckedSecondHand,

    /// <summary>From memory; a parameter until somebody reads the text.</summary>
    Recalled,

    /// <summary>No law fixes it; a default of this product.</summary>
    Default,
}

/// <summary>Where a rule comes from. A rule cannot exist without one.</summary>
/// <param name="Law">Short name of the law, for example 行政处罚法.</param>
/// <param name="Article">Article in Chinese numerals as lawyers cite it, for example 第六十四条第一款; empty where the source has no articles.</param>
/// <param name="Provenance">How sure we are.</param>
public sealed record LegalSource(string Law, string Article, Provenance Provenance = Provenance.Checked)
{
    /// <summary>An article of 《行政处罚法》(2021).</summary>
    public static LegalSource PenaltyLaw(string article) => new("行政处罚法", article);

    /// <summary>A default of the product, where no law speaks.</summary>
    public static LegalSource ProductDefault(string what) => new(what, string.Empty, Provenance.Default);

    /// <summary>As lawyers write it: 《行政处罚法》第六十四条.</summary>
    public override string ToString() => Article.Length == 0 ? Law : $"《{Law}》{Article}";
}
