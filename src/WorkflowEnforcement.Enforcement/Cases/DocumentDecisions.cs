using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>Decides what a made or failed document, and the end of an incident, make happen.</summary>
internal static class DocumentDecisions
{
    private const int MaxReason = 2000;

    public static CaseOutcome Report(CaseSetting setting, CaseState state, ReportDocument report)
    {
        if (state.Documents.FirstOrDefault(document => document.Id == report.Document) is not { State: DocumentState.Requested } asked)
        {
            return new Refused("document.settled", "该文书已经处理。");
        }

        var draft = new CaseDraft(setting, state, report);
        draft.Add(new DocumentIssued(report.Document, report.Sha256, report.Size, report.Template));
        var waits = asked.Token != 0
            && draft.State.Instance!.Tokens.ContainsKey(asked.Token)
            && draft.State.Documents.Where(document => document.Token == asked.Token).All(document => document.State is DocumentState.Issued or DocumentState.Served);
        return waits
            ? draft.Advance(new CompleteElement(asked.Token, FeelContext.Empty) { Now = report.At, Inputs = draft.Inputs() }) ?? draft.Done()
            : draft.Done();
    }

    public static CaseOutcome ReportFailure(CaseSetting setting, CaseState state, ReportDocumentFailure failure)
    {
        if (state.Documents.FirstOrDefault(document => document.Id == failure.Document) is not { State: DocumentState.Requested })
        {
            return new Refused("document.settled", "该文书已经处理。");
        }

        var draft = new CaseDraft(setting, state, failure);
        draft.Add(new DocumentFailed(state.IncidentCount + 1, failure.Code, StoredText.Fit(failure.Message, MaxReason), failure.Document));
        return draft.Done();
    }

    public static CaseOutcome Resolve(CaseSetting setting, CaseState state, ResolveCaseIncident resolve)
    {
        var mayResolve = !resolve.By.Is(Roles.Administrator) && (resolve.By.Is(Roles.UnitHead) || resolve.By.Is(Roles.LegalHead) || TaskRules.Handlers(setting.Procedure, state).Contains(resolve.By.Id));
        if (!mayResolve)
        {
            return new Refused("incident.role", "案件异常须由承办人、办案机构负责人或法制科负责人处理。");
        }

        if (StoredText.WhyNot(resolve.Reason) is { } unstorable)
        {
            return new Refused("incident.reason", $"处理说明{unstorable}") { Fields = [new FieldFault("reason", unstorable)] };
        }

        var reason = StoredText.Normal(resolve.Reason);
        if (reason.Length is 0 or > MaxReason)
        {
            return new Refused("incident.reason", "请写明如何处理了异常。") { Fields = [new FieldFault("reason", "请写明如何处理了异常。")] };
        }

        var open = resolve.InFlow
            ? state.Instance?.Incidents.ContainsKey(resolve.Incident) == true
            : state.Incidents.Any(incident => incident.Id == resolve.Incident);
        if (!open)
        {
            return new Refused("incident.settled", "该异常已经处理。");
        }

        var draft = new CaseDraft(setting, state, resolve);
        draft.Add(new IncidentResolved(resolve.Incident, resolve.InFlow, reason));
        return resolve.InFlow
            ? draft.Advance(new ResolveIncident(resolve.Incident) { Now = resolve.At, Inputs = draft.Inputs() }) ?? draft.Done()
            : draft.Done();
    }
}
