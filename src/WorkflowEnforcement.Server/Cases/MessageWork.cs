using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Server.Approvals;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>Something for which a case waits, as the page on which it is entered shows it.</summary>
public sealed record ShownMessage(Guid CaseId, string Number, CaseState State, CaseSetting Setting, StepDefinition Step)
{
    public string Cause => DocumentFacts.Cause(State);
}

/// <summary>登记来件: what comes from outside while a case goes on.</summary>
public sealed class MessageWork(CaseQueries queries, CaseStore cases, CaseSettings settings, BureauClock clock)
{
    /// <summary>What the user may enter in a case now; null where there is no such case that he may see.</summary>
    public async Task<IReadOnlyList<ShownMessage>?> Open(Actor me, Guid id, CancellationToken ct)
    {
        if (await queries.Find(me, id, ct) is not { } row || await cases.Load(id, ct) is not { } loaded)
        {
            return null;
        }

        var setting = settings.For(loaded.Definition);
        return [.. MessageDecisions.Open(setting, loaded.State, me).Select(step => new ShownMessage(id, row.Number ?? row.ClueNumber, loaded.State, setting, step))];
    }

    /// <summary>Enters that something came, with what stands in the fields of its form.</summary>
    public Task<CommandResult> Receive(Actor me, ShownMessage shown, FormEntries entries, string comment, string key, CancellationToken ct)
    {
        var (facts, faults) = entries.Facts(shown.Step.Form);
        return faults.Length > 0
            ? Task.FromResult(new CommandResult(new Refused("facts.invalid", $"有{faults.Length}处填写须更正。") { Fields = faults }, shown.CaseId, shown.State.Version, false))
            : cases.Run(shown.CaseId, new ReceiveMessage(shown.Step.Id, facts, comment) { By = me, At = clock.Now, CommandId = CaseEndpoints.CommandId(me, key) }, ct);
    }
}
