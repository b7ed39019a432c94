using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;

namespace WorkflowEnforcement.Enforcement.Inspections;

/// <summary>Which kind of inspection a case is, in the words of the register of parameters.</summary>
public static class InspectionKinds
{
    /// <summary>日常检查, by the yearly plan.</summary>
    public const string Daily = "daily";

    /// <summary>个案检查, upon a complaint, a transfer, monitoring data or the firm's own request.</summary>
    public const string Individual = "case";

    /// <summary>专项检查 that the bureau itself proposes.</summary>
    public const string SpecialOwn = "specialOwn";

    /// <summary>专项检查 that a superior authority orders.</summary>
    public const string SpecialSuperior = "specialSuperior";

    /// <summary>The kind of a case: by its procedure, not by what somebody entered. A procedure that is not known is bound like a daily inspection.</summary>
    public static string Of(ProcedureDefinition procedure, CaseState state) => procedure.Key switch
    {
        "inspection.case" => Individual,
        "inspection.special" => state.Text("special.origin") == "superior" ? SpecialSuperior : SpecialOwn,
        _ => Daily,
    };
}
