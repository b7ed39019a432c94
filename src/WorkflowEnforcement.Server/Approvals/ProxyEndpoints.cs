using System.Security.Claims;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Signing;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>Written delegations over HTTP.</summary>
public static class ProxyEndpoints
{
    // Who oversees the whole bureau; heads of sections see theirs by being allowed to keep them.
    private static readonly string[] SeesAll = [Roles.Administrator, Roles.Director, Roles.Supervisor, Roles.Auditor];

    public static void MapProxies(this IEndpointRouteBuilder api)
    {
        var proxies = api.MapGroup("/proxies").WithTags("Proxies");
        proxies.MapGet("/", List).Produces<PageJson<ProxyJson>>();
        proxies.MapPost("/", Enter).Produces<ProxyJson>(StatusCodes.Status201Created)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
        proxies.MapDelete("/{id:guid}", Revoke).Produces<ProxyJson>()
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    /// <summary>The delegations that a person may see: their own, those of their section, all for who oversees the bureau. The latest first.</summary>
    public static IEnumerable<WrittenProxy> VisibleTo(this ProxyRegister register, Actor me, StaffRegister staff) => register.Proxies.Reverse()
        .Where(written => SeesAll.Any(me.Is) || written.Grantor.Id == me.Id || written.Proxy.Id == me.Id || MayKeep(written, me, staff));

    /// <summary>True where a person may revoke a delegation.</summary>
    public static bool MayKeep(WrittenProxy written, Actor me, StaffRegister staff) =>
        staff.Find(written.Grantor.Id) is { } grantor ? ProxyRules.MayKeep(me, grantor) : me.Is(Roles.Administrator);

    private static async Task<IResult> List(ClaimsPrincipal user, ProxyBook book, StaffRegister staff, BureauClock clock, CancellationToken ct)
    {
        var me = CurrentActor.From(user);
        var visible = (await book.Current(ct)).VisibleTo(me, staff).ToList();
        return TypedResults.Ok(new PageJson<ProxyJson>(
            [.. visible.Select(written => ProxyJson.Of(written, clock.Today, MayKeep(written, me, staff)))], visible.Count, null));
    }

    private static async Task<IResult> Enter(ProxyRequest asked, HttpContext http, ClaimsPrincipal user, ProxyBook book, BureauClock clock, CancellationToken ct)
    {
        var me = CurrentActor.From(user);
        var command = new EnterProxy
        {
            By = me,
            At = clock.Now,
            Id = Guid.CreateVersion7(),
            Grantor = asked.Grantor ?? me.Id,
            Proxy = asked.Proxy ?? string.Empty,
            Procedures = Texts(asked.Procedures),
            Roles = Texts(asked.Roles),
            SignedOn = asked.SignedOn,
            From = asked.From,
            Until = asked.Until,
            Number = asked.Number ?? string.Empty,
            Title = asked.Title ?? string.Empty,
        };
        var result = await book.Run(command, CaseEndpoints.CommandId(http, me), ct);

        // As entering left it, so that a repetition is answered alike whatever became of it since.
        return result.Proxy is { } written
            ? TypedResults.Created($"/api/v1/proxies/{written.Id}", ProxyJson.Of(written with { Revoked = null }, DateOnly.FromDateTime(written.EnteredAt.DateTime), mayKeep: true))
            : Problem.From(result.Refused!);
    }

    private static async Task<IResult> Revoke(
        Guid id, HttpContext http, ClaimsPrincipal user, ProxyBook book, StaffRegister staff, BureauClock clock, CancellationToken ct, string? reason = null)
    {
        var me = CurrentActor.From(user);
        if (!(await book.Current(ct)).VisibleTo(me, staff).Any(written => written.Id == id))
        {
            return Problem.NotFound("没有这份委托，或者无权查看。");
        }

        var result = await book.Run(new RevokeProxy(id, reason ?? string.Empty) { By = me, At = clock.Now }, CaseEndpoints.CommandId(http, me), ct);
        return result.Proxy is { } revoked ? TypedResults.Ok(ProxyJson.Of(revoked, clock.Today, mayKeep: true)) : Problem.From(result.Refused!);
    }

    private static ValueList<string> Texts(IReadOnlyList<string>? texts) => [.. texts?.Select(text => text ?? string.Empty) ?? []];
}
