using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Approvals;
using WorkflowEnforcement.Server.Components;
using WorkflowEnforcement.Server.Deadlines;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>Rows of the database as lists show them.</summary>
public static class RowViews
{
    public static Components.TaskRow Task(TaskItem item, ImmutableDictionary<string, StaffMember> staff, DateOnly today, LawInForce law) => new(
        TaskId.HrefOf(item.Case.Id, item.Task.Task, item.For?.Id),
        item.Task.Name,
        item.Case.Cause ?? item.Case.Title,
        item.Case.Number ?? item.Case.ClueNumber,
        item.Case.PartyName ?? string.Empty,
        $"{KindOf(item.Case.Procedure)}·{item.Task.Stage}",
        Officers(item.Case, staff),
        item.Task.DueOn is { } due ? DeadlineViews.Of(item.Clock ?? string.Empty, ClockState.Running, due, today, law) : null,
        item.ToClaim)
    {
        For = item.For?.Name,
    };

    public static Components.CaseRow Case(
        Storage.Rows.CaseRow row, string procedure, ClockRow? clock, ImmutableDictionary<string, StaffMember> staff, DateOnly today, string step, LawInForce law) => new(
        $"/cases/{row.Id}",
        row.Cause ?? row.Title,
        row.Number ?? row.ClueNumber,
        row.PartyName ?? string.Empty,
        procedure,
        row.EndedAt is null ? row.Stage : "已办结",
        step,
        Officers(row, staff),
        clock is null ? null : DeadlineViews.Of(clock.Clock, ClockState.Running, clock.Due, today, law));

    public static string Officers(Storage.Rows.CaseRow row, ImmutableDictionary<string, StaffMember> staff) =>
        string.Join('、', new[] { row.Lead ?? row.OpenedBy, row.Assist }.OfType<string>().Select(user => staff.GetValueOrDefault(user)?.Name ?? user));

    public static async Task<IReadOnlyList<ReminderView>> Reminders(EnforcementDb db, Actor me, int take, CancellationToken ct)
    {
        var rows = await db.Reminders.AsNoTracking().Where(row => row.Recipient == me.Id)
            .OrderBy(row => row.ReadAt != null).ThenByDescending(row => row.SentAt).Take(take).ToListAsync(ct);
        return [.. rows.Select(row => new ReminderView(
            row.Text,
            row.Kind is ReminderKind.Urged or ReminderKind.Copied ? $"/cases/{row.CaseId}" : $"/cases/{row.CaseId}/clocks",
            row.SentAt,
            row.Kind switch
            {
                ReminderKind.After => DeadlineLevel.Overdue,
                ReminderKind.Due => DeadlineLevel.Today,
                ReminderKind.Copied => DeadlineLevel.Normal,
                _ => DeadlineLevel.Soon,
            },
            row.ReadAt is not null))];
    }

    /// <summary>The kind of enforcement of a procedure key, as people say it.</summary>
    public static string KindOf(string procedure) => procedure.Split('.')[0] switch
    {
        "penalty" => "处罚",
        "licensing" => "许可",
        "coercion" => "强制",
        "inspection" => "检查",
        _ => "通用",
    };
}
