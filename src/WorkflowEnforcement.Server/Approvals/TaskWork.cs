using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Enforcement.Inspections;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Components;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>A task as its page shows it.</summary>
/// <param name="WhyNot">Why the user may not act; null when he may.</param>
public sealed record ShownTask(
    Storage.Rows.CaseRow Row, CaseState State, CaseSetting Setting, OpenTask Open, StepDefinition Step, Refused? WhyNot, DeadlineView? Deadline)
{
    public ProcedureDefinition Procedure => Setting.Procedure;

    /// <summary>What the user may do with the task beside finishing it.</summary>
    public required TaskChoices Choices { get; init; }

    /// <summary>代理: for whom it would be done; null where the user acts for themselves.</summary>
    public NamedPerson? For { get; init; }

    /// <summary>Address of the task as it is shown.</summary>
    public string Href => Approvals.TaskId.HrefOf(Row.Id, Open.Task, For?.Id);

    public IReadOnlyList<SignerJson> Signers => SignerViews.Of(Setting, State, Open.Task);

    public string Cause => DocumentFacts.Cause(State);

    public string? After => TaskViews.After(Procedure, Step.Id);

    public IReadOnlyList<DocumentView> Documents => TaskViews.Documents(this);

    public IReadOnlyList<OpinionView> Opinions => TaskViews.Opinions(this);
}

/// <summary>What looking for a task gave.</summary>
/// <param name="Task">The task; null when it is no longer open or never was.</param>
/// <param name="Gone">What became of it, where it was done.</param>
/// <param name="CaseHref">Its case, where the user may see it.</param>
public sealed record FoundTask(ShownTask? Task, string? Gone, string? CaseHref);

/// <summary>The work of the task page: find, keep a draft, act.</summary>
public sealed class TaskWork(EnforcementDb db, TaskReading reading, TaskActs acts, CaseSettings settings, BureauClock clock)
{
    /// <summary>The task of that name, when the user may see its case.</summary>
    /// <param name="me">The user.</param>
    /// <param name="id">Name of the task.</param>
    /// <param name="onBehalfOf">User name of the person for whom it would be done; null for oneself.</param>
    public async Task<FoundTask> Find(Actor me, string id, string? onBehalfOf, CancellationToken ct)
    {
        if (await reading.Find(me, id, ct) is not { } found)
        {
            return new FoundTask(null, null, null);
        }

        var (state, caseHref) = (found.Loaded.State, $"/cases/{found.Row.Id}");
        if (found.Open is not { } open)
        {
            var done = state.Completions.FirstOrDefault(completion => completion.Task == found.Task);
            var gone = done is null ? null : $"该任务已由{done.SignedAs}于{Format.Moment(done.At)}办理（{done.Label}）。";
            return new FoundTask(null, gone, caseHref);
        }

        var setting = settings.For(found.Loaded.Definition) with { Proxies = found.Proxies };
        var running = state.Clocks.Values.FirstOrDefault(other => other.State == ClockState.Running && other.Due == found.DueOn);
        var deadline = running is null ? null : Deadlines.DeadlineViews.Of(running.Id, running.State, running.Due, clock.Today, settings.Law);
        var choices = new TaskChoices(setting, state, open, me, clock.Now) { OnBehalfOf = onBehalfOf };
        var shown = new ShownTask(found.Row, state, setting, open, found.Loaded.Definition.Steps[open.Element], choices.WhyNotSign, deadline)
        {
            Choices = choices,
            For = onBehalfOf is null ? null : new NamedPerson(onBehalfOf, setting.Staff.GetValueOrDefault(onBehalfOf)?.Name ?? onBehalfOf),
        };
        return new FoundTask(shown, null, caseHref);
    }

    /// <summary>What the form starts with: the user's draft, else what the case knows.</summary>
    public async Task<FormEntries> Entries(Actor me, ShownTask shown, CancellationToken ct) =>
        await db.TaskDrafts.AsNoTracking().FirstOrDefaultAsync(draft => draft.CaseId == shown.Row.Id && draft.Task == shown.Open.Task && draft.User == me.Id, ct) is { } draft
            ? FormEntries.FromJson(shown.Step.Form, draft.Json)
            : FormEntries.Known(shown.Step.Form, RegisteredPools.Proposed(shown.Setting, shown.State, shown.Step.Form, clock.Today));

    /// <summary>Keeps what was entered, for this user alone; it is no part of the record.</summary>
    public async Task Save(Actor me, ShownTask shown, FormEntries entries, DateTimeOffset now, CancellationToken ct)
    {
        if (shown.WhyNot is not null)
        {
            return;
        }

        var draft = await db.TaskDrafts.FirstOrDefaultAsync(other => other.CaseId == shown.Row.Id && other.Task == shown.Open.Task && other.User == me.Id, ct);
        if (draft is null)
        {
            draft = new TaskDraftRow { CaseId = shown.Row.Id, Task = shown.Open.Task, User = me.Id, Json = string.Empty };
            db.TaskDrafts.Add(draft);
        }

        (draft.Json, draft.SavedAt) = (entries.ToJson(), now);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Does an approval operation.</summary>
    /// <param name="asked">Makes the command of the task's number and an id.</param>
    public async Task<CaseOutcome> Operate(Actor me, ShownTask shown, Func<long, CaseCommand> asked, string key, CancellationToken ct) =>
        (await acts.Run(shown.Row.Id, asked(shown.Open.Task) with
        {
            By = me,
            OnBehalfOf = shown.For?.Id,
            At = clock.Now,
            CommandId = CaseEndpoints.CommandId(me, key),
        }, ct)).Outcome;

    /// <summary>Claims the task or gives it back.</summary>
    public async Task<CaseOutcome> Take(Actor me, ShownTask shown, bool claim, string key, CancellationToken ct)
    {
        var id = CaseEndpoints.CommandId(me, key);
        CaseCommand command = claim
            ? new ClaimTask(shown.Open.Task) { By = me, OnBehalfOf = shown.For?.Id, At = clock.Now, CommandId = id }
            : new ReleaseTask(shown.Open.Task) { By = me, OnBehalfOf = shown.For?.Id, At = clock.Now, CommandId = id };
        return (await acts.Run(shown.Row.Id, command, ct)).Outcome;
    }

    /// <summary>Finishes the task.</summary>
    public async Task<CaseOutcome> Finish(Actor me, ShownTask shown, string outcome, FormEntries entries, string comment, string key, CancellationToken ct)
    {
        var (facts, faults) = shown.Choices.MayEnter ? entries.Facts(shown.Step.Form) : (CaseState.NoFacts, []);
        if (faults.Length > 0)
        {
            return new Refused("facts.invalid", $"有{faults.Length}处填写须更正。") { Fields = faults };
        }

        var command = new CompleteTask(shown.Open.Task, outcome, facts, comment)
        {
            By = me,
            OnBehalfOf = shown.For?.Id,
            At = clock.Now,
            CommandId = CaseEndpoints.CommandId(me, key),
        };
        var result = await acts.Run(shown.Row.Id, command, ct);
        if (result.Outcome is Accepted)
        {
            await db.TaskDrafts.Where(draft => draft.CaseId == shown.Row.Id && draft.Task == shown.Open.Task).ExecuteDeleteAsync(ct);
        }

        return result.Outcome;
    }
}
