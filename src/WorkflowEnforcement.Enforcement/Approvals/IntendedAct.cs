using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Registers;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>A step that somebody is about to finish, and the case before and after its entries.</summary>
/// <param name="Setting">Procedure and people.</param>
/// <param name="Before">The case before the act.</param>
/// <param name="After">The case with the facts as they would be.</param>
/// <param name="Step">The step that would be finished.</param>
/// <param name="Outcome">The outcome chosen.</param>
/// <param name="Command">Who acts and when.</param>
internal sealed record IntendedAct(CaseSetting Setting, CaseState Before, CaseState After, StepDefinition Step, StepOutcome Outcome, CaseCommand Command)
{
    /// <summary>A parameter as it stands on the day of the act.</summary>
    /// <param name="id">One of <see cref="ParameterIds"/>.</param>
    public Threshold Parameter(string id) => Setting.Registers.Threshold(id, Command.Today);

    /// <summary>True when the step is sent back: nothing is decided by it.</summary>
    public bool SendsBack => Outcome.Key == CaseWords.Return;

    /// <summary>True when the leaders decide on the case.</summary>
    public bool Decides => !SendsBack && Step.OutcomeVariable == "decision.kind";

    /// <summary>True when the outcome is a decision to punish.</summary>
    public bool Punishes => Outcome.Key == CaseWords.Penalty && Step.Assignment!.Roles.Any(role => role is Roles.Director or Roles.Deputy);

    /// <summary>True when the step asks for a document of that code.</summary>
    public bool Makes(string code) => Step.Documents.Any(document => document.Code == code);

    /// <summary>True when the outcome chosen asks for one of these documents.</summary>
    public bool MakesNow(params ReadOnlySpan<string> codes)
    {
        foreach (var rule in Step.Documents)
        {
            if (codes.Contains(rule.Code) && !SendsBack && (rule.Outcomes.Length == 0 || rule.Outcomes.Contains(Outcome.Key)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the step records an inspection on the spot (J05 to J09) or the re-check of a correction (J13).</summary>
    public bool Inspects => Step.Documents.Any(document => document.Code is "J05" or "J06" or "J07" or "J08" or "J09" or "J13");

    /// <summary>True when the act takes two officers whatever number the flow gives: service, inspection, evidence taken on the spot, a record of the scene (C07), a penalty on the spot (C32).</summary>
    public bool TakesTwo => Serves || Inspects || EvidenceGuards.Takes(Step) || Makes("C07") || Makes("C32");

    /// <summary>True when the step proves the service of a document.</summary>
    public bool Serves => Step.Documents.Any(document => document.ProvesService);

    /// <summary>True when the step's form asks for a fact.</summary>
    public bool Enters(string key) => Step.Form?.Fields.Any(field => field.Key == key && !field.ReadOnly) == true;

    /// <summary>Text of a flow variable as the step sees it; empty where there is none.</summary>
    public string Variable(string name) => Command is CompleteTask { Task: var task } ? Before.VariableAt(task, name) : string.Empty;

    /// <summary>Place of the latest document of a code among the documents of the case; -1 where there is none.</summary>
    /// <remarks>Places never change, while a document that is made at a second try counts from a later version.</remarks>
    public int PlaceOf(string code) => Before.Documents.FindLastIndex(document => document.Code == code);

    /// <summary>The latest document of one of these codes, or null.</summary>
    public CaseDocument? Latest(params ReadOnlySpan<string> codes)
    {
        for (var place = Before.Documents.Count - 1; place >= 0; place--)
        {
            if (codes.Contains(Before.Documents[place].Code))
            {
                return Before.Documents[place];
            }
        }

        return null;
    }

    /// <summary>A refusal that concerns one entry.</summary>
    public static Refused Refusal(string code, string message, LegalSource source, string key, string hint) =>
        new(code, message, source) { Fields = [new FieldFault(key, hint)] };
}
