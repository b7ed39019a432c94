using System.Collections.Immutable;
using System.Security.Claims;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Migrating;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Designer;

/// <summary>Versions of procedures, and the migration of running cases between them, over HTTP.</summary>
public static class MigrationEndpoints
{
    public static void MapMigrations(this IEndpointRouteBuilder procedures)
    {
        procedures.MapGet("/{key}/versions", Versions).Produces<PageJson<ProcedureVersionJson>>().ProducesProblem(404);
        procedures.MapPost("/{key}/migrations/dry-run", DryRun).Produces<MigrationDryRunJson>()
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
        procedures.MapPost("/{key}/migrations", Migrate).Produces<MigrationDoneJson>()
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
    }

    /// <summary>The order of a request, or what is wrong with it.</summary>
    internal static async Task<(MigrationOrder? Order, Refused? Refused)> Read(
        string key, MigrationRequest request, ProcedureVersions versions, Actor me, DateTimeOffset now, CancellationToken ct)
    {
        if (CaseMigration.WhyNotBy(me) is { } notAllowed)
        {
            return (null, notAllowed);
        }

        var from = request.From is { } old ? await versions.Find(key, old, ct) : null;
        var to = request.To is { } wanted ? await versions.Find(key, wanted, ct) : null;
        if (from is null || to is null)
        {
            ImmutableArray<FieldFault> faults = [.. Missing("from", request.From, from), .. Missing("to", request.To, to)];
            return (null, new Refused("migration.version", faults[0].Message) { Fields = faults });
        }

        var moved = (request.Mapping ?? ImmutableDictionary<string, string?>.Empty).Where(pair => !string.IsNullOrEmpty(pair.Value) && pair.Key != pair.Value)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => MovedElement.Of(pair.Key, pair.Value!));
        var order = new MigrationOrder(from, to, [.. moved], request.Cases is { } chosen ? [.. chosen] : null)
        {
            By = me,
            At = now,
            Reason = request.Reason ?? string.Empty,
            AsOf = request.AsOf ?? -1,
        };
        return CaseMigration.WhyNotAsked(me, from, to, order.Moved) is { } refused ? (null, refused)
            : order.Cases is { Length: 0 } ? (null, NothingChosen())
            : order.Cases is { Length: > CaseStore.MaxMigrated } many ? (null, CaseStore.WhyNotSoMany(many.Length))
            : (order, null);
    }

    private static async Task<IResult> Versions(string key, ProcedureVersions versions, CancellationToken ct) =>
        await versions.List(key, ct) is { Count: > 0 } found
            ? TypedResults.Ok(new PageJson<ProcedureVersionJson>([.. found.Select(ProcedureVersionJson.Of)], found.Count, null))
            : Problem.NotFound("没有这个流程。");

    private static async Task<IResult> DryRun(
        string key, MigrationRequest request, ClaimsPrincipal user, ProcedureVersions versions, CaseStore cases, BureauClock clock, CancellationToken ct)
    {
        if (await versions.List(key, ct) is [])
        {
            return Problem.NotFound("没有这个流程。");
        }

        var (order, refused) = await Read(key, request, versions, CurrentActor.From(user), clock.Now, ct);
        return order is null ? Problem.From(refused!) : TypedResults.Ok(MigrationDryRunJson.Of(order, await cases.Preview(order, ct)));
    }

    private static async Task<IResult> Migrate(
        string key, MigrationRequest request, HttpContext http, ClaimsPrincipal user, ProcedureVersions versions, CaseStore cases, BureauClock clock, CancellationToken ct)
    {
        if (await versions.List(key, ct) is [])
        {
            return Problem.NotFound("没有这个流程。");
        }

        var me = CurrentActor.From(user);
        var (order, refused) = await Read(key, request, versions, me, clock.Now, ct);
        if (order is null)
        {
            return Problem.From(refused!);
        }

        if (request.AsOf is null)
        {
            return Problem.From(new Refused("migration.as-of", "请先预演，并把预演给出的 asOf 一并提交。") { Fields = [new FieldFault("asOf", "请先预演。")] });
        }

        return await cases.Migrate(order with { CommandId = CaseEndpoints.CommandId(http, me) }, ct) switch
        {
            MigrationTaken taken => TypedResults.Ok(new MigrationDoneJson(order.From.Number, order.To.Number, taken.Cases.Count, taken.Cases)),
            MigrationRefused prevented => Problem.From(
                prevented.Refused,
                ("cases", prevented.Cases.Select(one => new PreventingCaseJson(one.Id, one.Number, one.Refused.Code, one.Refused.Message)).ToArray())),
            var other => throw new InvalidOperationException($"Expected a known result, but found {other}"),
        };
    }

    private static Refused NothingChosen() => CaseStore.WhyNotSoMany(0)!;

    private static IEnumerable<FieldFault> Missing(string field, int? asked, DefinitionVersion? found) => found is not null ? []
        : asked is null ? [new FieldFault(field, field == "from" ? "请选择旧版本。" : "请选择新版本。")]
        : [new FieldFault(field, $"这个流程没有第{asked}版。")];
}
