using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Deadlines;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Accounts;

/// <summary>An account.</summary>
/// <param name="Disabled">True where nobody may sign in with it.</param>
/// <param name="MustChangePassword">True where its password is one that an administrator set.</param>
public sealed record AccountJson(string UserName, string Name, string Unit, IReadOnlyList<string> Roles, bool Disabled, bool MustChangePassword)
{
    /// <summary>All changes, the latest first; left out in lists.</summary>
    public IReadOnlyList<AccountChangeJson>? History { get; init; }
}

/// <summary>A change of an account.</summary>
public sealed record AccountChangeJson(int Version, string What, string EnteredBy, DateTimeOffset EnteredAt, string Reason);

/// <summary>An account that is to be made.</summary>
public sealed record NewAccountRequest(string? UserName, string? Name, string? Unit, IReadOnlyList<string>? Roles, string? Password, string? Reason);

/// <summary>How an account is to be.</summary>
public sealed record AccountRequest(string? Name, string? Unit, IReadOnlyList<string>? Roles, string? Reason);

/// <summary>Why an account is disabled or made good again.</summary>
public sealed record AccountReasonRequest(string? Reason);

/// <summary>A first password.</summary>
public sealed record AccountPasswordRequest(string? Password, string? Reason);

/// <summary>Accounts over HTTP, for the administrator only.</summary>
public static class AccountEndpoints
{
    public static void MapAccountKeeping(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/accounts").WithTags("Accounts");
        group.MapGet("/", List).Produces<PageJson<AccountJson>>().ProducesProblem(403);
        group.MapGet("/{account}", One).Produces<AccountJson>().ProducesProblem(403).ProducesProblem(404);
        Problems(group.MapPost("/", Create).Produces<AccountJson>(StatusCodes.Status201Created));
        Problems(group.MapPut("/{account}", Change).Produces<AccountJson>()).ProducesProblem(404);
        Problems(group.MapPost("/{account}/disable", Disable).Produces<AccountJson>()).ProducesProblem(404);
        Problems(group.MapPost("/{account}/enable", Enable).Produces<AccountJson>()).ProducesProblem(404);
        Problems(group.MapPost("/{account}/password", Password).Produces<AccountJson>()).ProducesProblem(404);
    }

    /// <summary>The accounts by user name, as the pages show them too.</summary>
    internal static async Task<IReadOnlyList<AccountJson>> All(EnforcementDb db, CancellationToken ct)
    {
        var roles = (await (from held in db.UserRoles join role in db.Roles on held.RoleId equals role.Id select new { held.UserId, role.Name }).AsNoTracking().ToListAsync(ct))
            .ToLookup(held => held.UserId, held => held.Name!);
        return [.. (await db.Users.AsNoTracking().ToListAsync(ct)).OrderBy(account => account.UserName, StringComparer.Ordinal)
            .Select(account => new AccountJson(account.UserName!, account.DisplayName, account.Unit, [.. roles[account.Id].Order(StringComparer.Ordinal)], account.Disabled, account.MustChangePassword))];
    }

    private static RouteHandlerBuilder Problems(RouteHandlerBuilder route) =>
        route.ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);

    private static async Task<IResult> List(ClaimsPrincipal user, EnforcementDb db, CancellationToken ct)
    {
        if (AccountKeeping.WhyNotBy(CurrentActor.From(user)) is { } no)
        {
            return Problem.From(no);
        }

        var found = await All(db, ct);
        return TypedResults.Ok(new PageJson<AccountJson>(found, found.Count, null));
    }

    private static async Task<IResult> One(string account, ClaimsPrincipal user, EnforcementDb db, CancellationToken ct) =>
        AccountKeeping.WhyNotBy(CurrentActor.From(user)) is { } no ? Problem.From(no)
        : await Whole(account, db, ct) is { } found ? TypedResults.Ok(found)
        : Problem.NotFound("没有这个账号。");

    private static async Task<IResult> Create(NewAccountRequest asked, HttpContext http, AccountKeeping keeping, EnforcementDb db, BureauClock clock)
    {
        var refused = await keeping.Create(asked.UserName, new AccountContent(asked.Name, asked.Unit, asked.Roles), asked.Password, Entry(http, clock, asked.Reason), http.RequestAborted);
        return refused is not null ? Problem.From(refused) : TypedResults.Created($"/api/v1/accounts/{asked.UserName!.Trim()}", await Whole(asked.UserName.Trim(), db, http.RequestAborted));
    }

    private static async Task<IResult> Change(string account, AccountRequest asked, HttpContext http, AccountKeeping keeping, EnforcementDb db, BureauClock clock) => await Answer(
        await keeping.Change(account, new AccountContent(asked.Name, asked.Unit, asked.Roles), Entry(http, clock, asked.Reason), http.RequestAborted), account, db, http);

    private static async Task<IResult> Disable(string account, AccountReasonRequest asked, HttpContext http, AccountKeeping keeping, EnforcementDb db, BureauClock clock) =>
        await Answer(await keeping.Switch(account, disabled: true, Entry(http, clock, asked.Reason), http.RequestAborted), account, db, http);

    private static async Task<IResult> Enable(string account, AccountReasonRequest asked, HttpContext http, AccountKeeping keeping, EnforcementDb db, BureauClock clock) =>
        await Answer(await keeping.Switch(account, disabled: false, Entry(http, clock, asked.Reason), http.RequestAborted), account, db, http);

    private static async Task<IResult> Password(string account, AccountPasswordRequest asked, HttpContext http, AccountKeeping keeping, EnforcementDb db, BureauClock clock) =>
        await Answer(await keeping.SetPassword(account, asked.Password, Entry(http, clock, asked.Reason), http.RequestAborted), account, db, http);

    private static async Task<IResult> Answer(Refused? refused, string account, EnforcementDb db, HttpContext http) =>
        refused is not null ? Problem.From(refused) : TypedResults.Ok(await Whole(account, db, http.RequestAborted));

    private static LawEntry Entry(HttpContext http, BureauClock clock, string? reason)
    {
        var me = CurrentActor.From(http.User);
        return new LawEntry(me, clock.Now, CaseEndpoints.CommandId(http, me), reason ?? string.Empty);
    }

    private static async Task<AccountJson?> Whole(string account, EnforcementDb db, CancellationToken ct) =>
        (await All(db, ct)).FirstOrDefault(known => known.UserName == account) is { } found
            ? found with
            {
                History = [.. (await db.AccountChanges.AsNoTracking().Where(row => row.Account == account).OrderByDescending(row => row.Version).ToListAsync(ct))
                    .Select(row => new AccountChangeJson(row.Version, row.What, row.EnteredByName, row.EnteredAt, row.Reason))],
            }
            : null;
}
