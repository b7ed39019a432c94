namespace WorkflowEnforcement.Enforcement.Lawfulness;

/// <summary>Where a drawn flow does less than the law asks.</summary>
/// <param name="Code">Stable code, for example <c>law.clock</c>.</param>
/// <param name="Element">Id of the element at which it shows, or of the one that is missing.</param>
/// <param name="Line">Line in the file, from 1; 0 where the element is not there.</param>
/// <param name="Message">One plain Chinese sentence: what the law asks and what was found.</param>
/// <param name="Basis">The article; where no law speaks, the product's default.</param>
public sealed record LawFinding(string Code, string Element, int Line, string Message, LegalSource Basis)
{
    /// <summary>True where the law itself asks for it; a default of the product is only a warning.</summary>
    public bool IsFault => Basis.Provenance != Provenance.Default;
}
