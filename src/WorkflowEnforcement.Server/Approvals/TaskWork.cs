using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Documents;
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

    public IReadOnlyList<SignerJson> Signers => SignerViews.Of(Setting, State, Open.Task);

    public string Cause => DocumentFacts.Cause(State);

    public string? After => TaskViews.After(this);

    public IReadOnlyList<DocumentView> Documents => TaskViews.Documents(this);

    public IReadOnlyList<OpinionView> Opinions => TaskViews.Opinions(this);
}

/// <summary>What looking for a task gave.</summary>
/// <param name="Task">The task; null when it is no longer open or never was.</param>
/// <param name="Gone">What became of it, where it was done.</param>
/// <param name="CaseHref">Its case, where the user may see it.</param>
public sealed record FoundTask(ShownTask? Task, string? Gone, string? CaseHref);

/// <summary>The work of the task page: find, keep a draft, act.</summary>
public sealed class TaskWork(EnforcementDb db, CaseQueries queries, CaseStore cases, TaskActs acts, CaseSettings settings, BureauClock clock)
{
    /// <summary>The task of that name, when the user may see its case.</summary>
    public async Task<FoundTask> Find(Actor me, string id, CancellationToken ct)
    {
        if (!TaskId.TryRead(id, out var caseId, out var task)
            || await queries.Find(me, caseId, ct) is not { } row
            || await cases.Load(caseId, ct) is not { } loaded)
        {
            return new FoundTask(null, null, null);
        }

        if (!loaded.State.Tasks.TryGetValue(task, out var open))
        {
            var done = loaded.State.Completions.FirstOrDefault(completion => completion.Task == task);
            var gone = done is null ? null : $"该任务已由{done.ByName}于{Format.Moment(done.At)}办理（{done.Label}）。";
            return new FoundTask(null, gone, $"/cases/{caseId}");
        }

        var setting = settings.For(loaded.Definition);
        var due = await db.Tasks.AsNoTracking().Where(other => other.CaseId == caseId && other.Task == task).Select(other => other.DueOn).FirstOrDefaultAsync(ct);
        var running = loaded.State.Clocks.Values.FirstOrDefault(other => other.State == ClockState.Running && other.Due == due);
        var deadline = running is null ? null : Deadlines.DeadlineViews.Of(running.Id, running.State, running.Due, clock.Today);
        var choices = new TaskChoices(setting, loaded.State, open, me, clock.Now);
        var shown = new ShownTask(row, loaded.State, setting, open, loaded.Definition.Steps[open.Element], choices.WhyNotSign, deadline) { Choices = choices };
        return new FoundTask(shown, null, $"/cases/{caseId}");
    }

    /// <summary>What the form starts with: the user's draft, else what the case knows.</summary>
    public async Task<FormEntries> Entries(Actor me, ShownTask shown, CancellationToken ct) =>
        await db.TaskDrafts.AsNoTracking().FirstOrDefaultAsync(draft => draft.CaseId == shown.Row.Id && draft.Task == shown.Open.Task && draft.User == me.Id, ct) is { } draft
            ? FormEntries.FromJson(shown.Step.Form, draft.Json)
            : FormEntries.Known(shown.Step.Form, shown.State.Facts);

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
        (await acts.Run(shown.Row.Id, asked(shown.Open.Task) with { By = me, At = clock.Now, CommandId = CaseEndpoints.CommandId(me, key) }, ct)).Outcome;

    /// <summary>Claims, releases or finishes the task.</summary>
    public async Task<CaseOutcome> Act(Actor me, ShownTask shown, string outcome, FormEntries entries, string comment, string key, CancellationToken ct)
    {
        var (facts, faults) = shown.Choices.MayEnter ? entries.Facts(shown.Step.Form) : (CaseState.NoFacts, []);
        var id = CaseEndpoints.CommandId(me, key);
        CaseCommand command = outcome switch
        {
            "claim" => new ClaimTask(shown.Open.Task) { By = me, At = clock.Now, CommandId = id },
            "release" => new ReleaseTask(shown.Open.Task) { By = me, At = clock.Now, CommandId = id },
            _ => new CompleteTask(shown.Open.Task, outcome, facts, comment) { By = me, At = clock.Now, CommandId = id },
        };
        if (command is CompleteTask && faults.Length > 0)
        {
            return new Refused("facts.invalid", $"有{faults.Length}处填写须更正。") { Fields = faults };
        }

        var result = await cases.Run(shown.Row.Id, command, ct);
        if (result.Outcome is Accepted && command is CompleteTask)
        {
            await db.TaskDrafts.Where(draft => draft.CaseId == shown.Row.Id && draft.Task == shown.Open.Task).ExecuteDeleteAsync(ct);
        }

        return result.Outcome;
    }
}
