using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>Runs what people do with tasks, and tells those who were urged or sent a copy.</summary>
public sealed class TaskActs(CaseStore cases, EnforcementDb db, BureauClock clock)
{
    /// <summary>Runs a command on a case; a repetition on the same day sends again what a broken off first try may have left unsent, and nobody is told twice.</summary>
    public async Task<CommandResult> Run(Guid caseId, CaseCommand command, CancellationToken ct)
    {
        var result = await cases.Run(caseId, command, ct);
        if (result.Outcome is Accepted accepted)
        {
            foreach (var (kind, persons, text) in accepted.Events.Select(happened => Message(accepted.State, command.By, happened)).Where(message => message.Text.Length > 0))
            {
                await Tell(caseId, result.Version, kind, persons, text, ct);
            }
        }

        return result;
    }

    private static (ReminderKind Kind, IEnumerable<string> Persons, string Text) Message(CaseState state, Actor by, CaseEvent happened)
    {
        var @case = state.Number ?? state.ClueNumber;
        var who = Represented.BothNames(by.Name, (happened as PersonalAct)?.OnBehalfOf);
        return happened switch
        {
            TaskUrged e => (ReminderKind.Urged, e.Persons.Select(person => person.Id), $"{who}催办：{@case} {state.Title}{Remark(e.Note)}"),
            TaskCopied e => (ReminderKind.Copied, e.Persons.Select(person => person.Id), $"{who}抄送：{@case} {state.Title}{Remark(e.Note)}"),
            _ => (default, [], string.Empty),
        };
    }

    private static string Remark(string note) => note.Length == 0 ? string.Empty : $"（{note}）";

    // The version of the case takes the place of a clock: it tells one urging from the next.
    private async Task Tell(Guid caseId, int version, ReminderKind kind, IEnumerable<string> persons, string text, CancellationToken ct)
    {
        foreach (var person in persons)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO reminders (id, bureau, recipient, case_id, clock, kind, due, text, sent_at)
                VALUES ({Guid.CreateVersion7()}, {db.Bureau}, {person}, {caseId}, {$"v{version}"}, {kind.ToString()}, {clock.Today}, {text},
                        {clock.Now.ToUnixTimeMilliseconds()})
                ON CONFLICT DO NOTHING
                """,
                ct);
        }
    }
}
