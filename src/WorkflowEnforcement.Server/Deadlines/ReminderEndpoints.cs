using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Deadlines;

/// <summary>A reminder in the HTTP interface.</summary>
public sealed record ReminderJson(Guid Id, Guid CaseId, string Clock, DateOnly Due, string Kind, string Text, DateTimeOffset SentAt, DateTimeOffset? ReadAt);

/// <summary>Reminders over HTTP.</summary>
public static class ReminderEndpoints
{
    public static void MapReminders(this IEndpointRouteBuilder api)
    {
        var reminders = api.MapGroup("/reminders").WithTags("Reminders");
        reminders.MapGet("/", List).Produces<PageJson<ReminderJson>>();
        reminders.MapPost("/read", Read).Produces(204);
    }

    private static async Task<IResult> List(ClaimsPrincipal user, EnforcementDb db, CancellationToken ct, int take = 50)
    {
        var me = CurrentActor.From(user);
        var rows = await db.Reminders.AsNoTracking().Where(row => row.Recipient == me.Id)
            .OrderByDescending(row => row.SentAt).Take(Math.Clamp(take, 1, 200)).ToListAsync(ct);
        return TypedResults.Ok(new PageJson<ReminderJson>(
            [.. rows.Select(row => new ReminderJson(row.Id, row.CaseId, row.Clock, row.Due, row.Kind.ToString().ToLowerInvariant(), row.Text, row.SentAt, row.ReadAt))], null, null));
    }

    private static async Task<IResult> Read(ClaimsPrincipal user, EnforcementDb db, BureauClock clock, CancellationToken ct)
    {
        var me = CurrentActor.From(user);
        await db.Reminders.Where(row => row.Recipient == me.Id && row.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, clock.Now), ct);
        return TypedResults.NoContent();
    }
}
