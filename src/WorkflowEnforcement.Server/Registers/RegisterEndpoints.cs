using System.Security.Claims;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Deadlines;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Registers;

/// <summary>The registers over HTTP.</summary>
public static class RegisterEndpoints
{
    public static void MapRegisters(this IEndpointRouteBuilder api)
    {
        var registers = api.MapGroup("/registers").WithTags("Registers");
        registers.MapGet("/", Registers).Produces<PageJson<RegisterJson>>();
        registers.MapGet("/{register}", Entries).Produces<PageJson<RegisterEntryJson>>().ProducesProblem(403).ProducesProblem(404);
        registers.MapGet("/{register}/{key}", Entry).Produces<RegisterEntriesJson>().ProducesProblem(403).ProducesProblem(404);
        registers.MapPut("/{register}/{key}", Enter).Produces<RegisterEntriesJson>()
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
    }

    private static async Task<IResult> Registers(ClaimsPrincipal user, RegisterReading reading, CancellationToken ct)
    {
        var (me, now) = (CurrentActor.From(user), await reading.Now(ct));
        List<RegisterJson> found = [.. RegisterBook.Definitions.Where(register => register.MayRead(me)).Select(register =>
            RegisterJson.Of(register) with { MayEdit = register.MayEdit(me), Entries = now.Book.All(register.Key, now.Today).Length })];
        return TypedResults.Ok(new PageJson<RegisterJson>(found, found.Count, null));
    }

    private static async Task<IResult> Entries(string register, string? q, string? cursor, ClaimsPrincipal user, RegisterReading reading, CancellationToken ct)
    {
        var (me, now) = (CurrentActor.From(user), await reading.Now(ct));
        if (Readable(register, me, out var definition) is { } no)
        {
            return no;
        }

        if (!RegisterReading.TryPage(cursor, out var page))
        {
            return Problem.BadRequest("cursor", "cursor 不是本接口给出的值。");
        }

        var found = now.Search(definition!, me, q);
        var shown = found.Skip((page - 1) * RegisterReading.PageSize).Take(RegisterReading.PageSize).Select(entry => Json(definition!, entry, me)).ToList();
        return TypedResults.Ok(new PageJson<RegisterEntryJson>(shown, found.Count, page * RegisterReading.PageSize < found.Count ? RegisterReading.CursorOf(page + 1) : null));
    }

    private static async Task<IResult> Entry(string register, string key, ClaimsPrincipal user, RegisterReading reading, CancellationToken ct)
    {
        var (me, now) = (CurrentActor.From(user), await reading.Now(ct));
        return Readable(register, me, out var definition) ?? (await Whole(definition!, key, me, now, reading, ct) is { } found ? TypedResults.Ok(found) : Problem.NotFound("没有这个条目。"));
    }

    private static async Task<IResult> Enter(
        string register, string key, RegisterEntryRequest asked, HttpContext http, RegisterKeeping keeping, RegisterReading reading, BureauClock clock)
    {
        var (me, ct) = (CurrentActor.From(http.User), http.RequestAborted);
        if (Readable(register, me, out var definition) is { } no)
        {
            return no;
        }

        var change = new RegisterChange(register, key, asked.Members is { } members ? RegisterReading.Values(members) : null, asked.ValidFrom, asked.Reason ?? string.Empty);
        var result = await keeping.Enter(change, asked.BasedOn, new LawEntry(me, clock.Now, CaseEndpoints.CommandId(http, me), change.Reason), ct);
        return result.Refused is { } refused ? Problem.From(refused) : TypedResults.Ok(await Whole(definition!, result.Key, me, await reading.Now(ct), reading, ct));
    }

    private static IResult? Readable(string key, Actor me, out RegisterDefinition? register)
    {
        register = RegisterBook.Definition(key);
        return register is null ? Problem.NotFound("没有这个名录。")
            : register.MayRead(me) ? null
            : Problem.From(RegisterReading.NotReadable(register, me));
    }

    private static async Task<RegisterEntriesJson?> Whole(RegisterDefinition register, string key, Actor me, RegistersNow now, RegisterReading reading, CancellationToken ct)
    {
        var versions = now.Book.Versions(register.Key, key);
        if (versions.Length == 0 || !RegisterShown.MayOpen(register, versions[0], me))
        {
            return null;
        }

        return new RegisterEntriesJson(
            now.Book.Find(register.Key, key, now.Today) is { } current ? Json(register, current, me) : null,
            [.. versions.Select(version => Json(register, version, me))],
            [.. (await reading.History(register.Key, key, ct)).Select(row => new VersionJson(row.Version, row.EnteredByName, row.EnteredAt, row.Reason))]);
    }

    private static RegisterEntryJson Json(RegisterDefinition register, RegisterEntry entry, Actor me)
    {
        var open = register.MayEdit(me);
        return new RegisterEntryJson(
            RegisterShown.Guarded(register.Id, entry, entry.Key, open),
            entry.Version,
            entry.ValidFrom == DateOnly.MinValue ? null : entry.ValidFrom,
            entry.IsStruck,
            entry.Values.ToDictionary(member => member.Key, member => register.Field(member.Key) is { } field ? RegisterShown.Guarded(field, entry, member.Value, open) : member.Value));
    }
}
