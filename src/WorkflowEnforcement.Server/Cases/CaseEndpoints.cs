using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Records;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>Cases over HTTP.</summary>
public static class CaseEndpoints
{
    public static void MapCases(this IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("Cases");
        cases.MapPost("/", Open).Produces<CaseJson>(StatusCodes.Status201Created)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
        cases.MapGet("/", List).Produces<PageJson<CaseJson>>().ProducesProblem(400);
        cases.MapGet("/{id:guid}", Get).Produces<CaseJson>().ProducesProblem(404);
        cases.MapGet("/{id:guid}/timeline", Timeline).Produces<PageJson<TimelineJson>>().ProducesProblem(400).ProducesProblem(404);
        cases.MapGet("/{id:guid}/documents", Documents).Produces<PageJson<DocumentJson>>().ProducesProblem(404);
        cases.MapGet("/{id:guid}/evidence", Evidence).Produces<PageJson<EvidenceJson>>().ProducesProblem(404);
        cases.MapGet("/{id:guid}/clocks", Clocks).Produces<PageJson<ClockJson>>().ProducesProblem(404);
        cases.MapGet("/{id:guid}/diagram", Diagram).Produces<DiagramJson>().ProducesProblem(404);
        cases.MapGet("/{id:guid}/diagram/bpmn", Bpmn).Produces(200, contentType: "application/xml").ProducesProblem(404);
        cases.MapGet("/{id:guid}/incidents", Incidents).Produces<PageJson<IncidentJson>>().ProducesProblem(404);
        cases.MapPost("/{id:guid}/incidents/{incident:int}/resolve", Resolve).Produces<DoneJson>()
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
    }

    /// <summary>How far a case has gone through its drawing.</summary>
    public static DiagramJson Progress(ProcedureDefinition procedure, CaseState state, IEnumerable<CaseEvent> events, ImmutableDictionary<string, StaffMember> staff)
    {
        var done = new Dictionary<string, int>(StringComparer.Ordinal);
        var flows = new HashSet<string>(StringComparer.Ordinal);
        foreach (var happened in events)
        {
            if (happened is CaseMigrated migrated)
            {
                (done, flows) = Renamed(done, flows, migrated);
            }

            foreach (var step in happened is ProcessAdvanced advanced ? advanced.Steps : [])
            {
                switch (step)
                {
                    case ElementCompleted completed:
                        done[completed.Element] = done.GetValueOrDefault(completed.Element) + 1;
                        break;
                    case ElementEntered { Flow: { } flow }:
                        flows.Add(flow);
                        break;
                }
            }
        }

        var current = state.EndedAt is null && state.Instance is { } instance
            ? instance.Tokens.Values.Where(token => procedure.Model.Nodes.ContainsKey(token.Element)).Select(token => new DiagramToken(token.Element, Label(procedure, state, token, staff)))
            : [];
        return new DiagramJson(done.Where(element => procedure.Model.Nodes.ContainsKey(element.Key)).ToDictionary(), [.. current], [.. flows.Where(procedure.Model.Flows.ContainsKey)]);
    }

    // What was gone through in a version that the case has left is shown in the drawing of the present one.
    private static (Dictionary<string, int> Done, HashSet<string> Flows) Renamed(Dictionary<string, int> done, HashSet<string> flows, CaseMigrated migrated)
    {
        var moved = migrated.Moved.Where(element => element.Called.Length == 0).ToDictionary(element => element.From, element => element.To, StringComparer.Ordinal);
        string Of(string id) => moved.GetValueOrDefault(id, id);
        return (done.GroupBy(element => Of(element.Key), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(element => element.Value)), [.. flows.Select(Of)]);
    }

    /// <summary>The command id of a request: its idempotency key under the user's name, so that two users cannot meet.</summary>
    public static string CommandId(HttpContext http, Actor me) =>
        http.Request.Headers[Idempotency.Header].ToString() is { Length: > 0 } key ? CommandId(me, key) : Guid.CreateVersion7().ToString("N");

    /// <summary>The command id of a key that a user's form or program chose.</summary>
    public static string CommandId(Actor me, string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{me.Id}\n{key}")));

    private static async Task<IResult> Open(
        OpenCaseRequest request, HttpContext http, ClaimsPrincipal user, CaseStore cases, CaseQueries queries, BureauClock clock, CancellationToken ct)
    {
        var me = CurrentActor.From(user);
        var (facts, refusal) = FactsJson.Read(request.Facts);
        if (refusal is not null)
        {
            return Problem.From(refusal);
        }

        var command = new OpenCase(request.Title ?? string.Empty, facts) { By = me, At = clock.Now, CommandId = CommandId(http, me) };
        var result = await cases.Open(Guid.CreateVersion7(), request.Procedure ?? string.Empty, command, ct);

        // The answer is the case as opening left it, so that a repetition is answered alike however far the case has gone since.
        return result.Outcome is Accepted opened
            ? TypedResults.Created($"/api/v1/cases/{result.CaseId}", CaseJson.Of(result.CaseId, opened.State, await queries.ProcedureVersion(result.CaseId, ct)))
            : Problem.From((Refused)result.Outcome);
    }

    private static async Task<IResult> List(
        ClaimsPrincipal user,
        CaseQueries queries,
        BureauClock clock,
        CancellationToken ct,
        string? q = null,
        string? state = null,
        string? stage = null,
        string? procedure = null,
        bool mine = false,
        bool late = false,
        string? sort = null,
        string? cursor = null,
        int take = 20)
    {
        if (state is not (null or "open" or "ended" or "all"))
        {
            return Problem.BadRequest("cases.state", $"state 须为 open、ended 或 all，现为 {state}。");
        }

        if (sort is not (null or "opened" or "due"))
        {
            return Problem.BadRequest("cases.sort", $"sort 须为 opened（按登记先后）或 due（按期限），现为 {sort}。");
        }

        var order = sort == "due" ? CaseOrder.Urgency : CaseOrder.Opening;
        if (cursor is not null && !CaseQueries.IsCursor(order, cursor))
        {
            return Problem.BadRequest("list.cursor", "cursor 须为上一页给出的 next。");
        }

        var filter = new CaseFilter(q ?? string.Empty, state ?? "open", stage ?? string.Empty, procedure ?? string.Empty, mine, late) { Order = order };
        var page = await queries.List(CurrentActor.From(user), filter, cursor, take, clock.Today, ct);
        var versions = await queries.ProcedureVersions(ct);
        return TypedResults.Ok(new PageJson<CaseJson>([.. page.Rows.Select(row => CaseJson.Of(row, versions.GetValueOrDefault(row.Definition)))], page.Total, page.Next));
    }

    private static async Task<IResult> Get(Guid id, ClaimsPrincipal user, CaseQueries queries, CancellationToken ct) =>
        await queries.Find(CurrentActor.From(user), id, ct) is { } row
            ? TypedResults.Ok(CaseJson.Of(row, await queries.ProcedureVersion(id, ct)))
            : Problem.NotFound();

    private static async Task<IResult> Timeline(
        Guid id, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, ProcedureCatalogue procedures, CancellationToken ct, string? cursor = null, int take = 200)
    {
        var after = -1L;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            return Problem.BadRequest("list.cursor", "cursor 须为上一页给出的 next。");
        }

        if (await Visible(id, user, queries, cases, ct) is not { } found)
        {
            return Problem.NotFound();
        }

        var size = Math.Clamp(take, 1, 1000);
        var lines = CaseTimeline.Tell(procedures.ByHash, await cases.AllEvents(id, ct)).Where(line => line.Seq > after).Take(size + 1).ToList();
        var shown = lines.Take(size).Select(line => new TimelineJson(line.Seq, line.At, line.Type, line.Stage, line.Actor, line.Text, line.Basis, line.Comment)).ToList();
        return TypedResults.Ok(new PageJson<TimelineJson>(shown, null, lines.Count > size ? $"{shown[^1].Seq}" : null));
    }

    private static async Task<IResult> Documents(Guid id, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, CancellationToken ct) =>
        await Visible(id, user, queries, cases, ct) is { } found
            ? TypedResults.Ok(new PageJson<DocumentJson>([.. found.State.Documents.Select(DocumentJson.Of)], found.State.Documents.Count, null))
            : Problem.NotFound();

    private static async Task<IResult> Clocks(Guid id, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, LawBook law, BureauClock clock, CancellationToken ct) =>
        await Visible(id, user, queries, cases, ct) is { } found
            ? TypedResults.Ok(new PageJson<ClockJson>([.. found.State.Clocks.Values.Select(running => ClockJson.Of(running, clock.Today, law.Known))], found.State.Clocks.Count, null))
            : Problem.NotFound();

    private static async Task<IResult> Diagram(Guid id, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, StaffRegister staff, CancellationToken ct)
    {
        if (await Visible(id, user, queries, cases, ct) is not { } found)
        {
            return Problem.NotFound();
        }

        return TypedResults.Ok(Progress(found.Definition, found.State, (await cases.AllEvents(id, ct)).Select(ledgered => ledgered.Recorded.Event), staff.All));
    }

    private static async Task<IResult> Bpmn(Guid id, ClaimsPrincipal user, CaseQueries queries, CancellationToken ct) =>
        await queries.Find(CurrentActor.From(user), id, ct) is { } row
            ? TypedResults.Bytes(await queries.Bpmn(row.Definition, ct), "application/xml")
            : Problem.NotFound();

    // Files of evidence come with uploads; until then a case has none here.
    private static async Task<IResult> Evidence(Guid id, ClaimsPrincipal user, CaseQueries queries, CancellationToken ct) =>
        await queries.Find(CurrentActor.From(user), id, ct) is null ? Problem.NotFound() : TypedResults.Ok(new PageJson<EvidenceJson>([], 0, null));

    private static async Task<IResult> Incidents(Guid id, ClaimsPrincipal user, CaseQueries queries, CancellationToken ct) =>
        await queries.Find(CurrentActor.From(user), id, ct) is null ? Problem.NotFound() : TypedResults.Ok(await queries.Incidents(id, ct));

    private static async Task<IResult> Resolve(
        Guid id, int incident, ResolveIncidentRequest request, HttpContext http, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, BureauClock clock, CancellationToken ct)
    {
        var me = CurrentActor.From(user);
        if (await queries.Find(me, id, ct) is null)
        {
            return Problem.NotFound();
        }

        var command = new ResolveCaseIncident(incident, request.InFlow, request.Reason ?? string.Empty) { By = me, At = clock.Now, CommandId = CommandId(http, me) };
        return Done(await cases.Run(id, command, ct));
    }

    /// <summary>The answer to a command on a case.</summary>
    internal static IResult Done(CommandResult result) => result.Outcome is Accepted accepted
        ? TypedResults.Ok(new DoneJson(result.CaseId, result.Version, accepted.State.Stage, CaseJson.StateOf(accepted.State.EndedAt)))
        : Problem.From((Refused)result.Outcome);

    private static async Task<LoadedCase?> Visible(Guid id, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, CancellationToken ct) =>
        await queries.Find(CurrentActor.From(user), id, ct) is null ? null : await cases.Load(id, ct);

    private static string Label(ProcedureDefinition procedure, CaseState state, Token token, ImmutableDictionary<string, StaffMember> staff)
    {
        if (state.Tasks.TryGetValue(token.Id, out var task) && task.Holder is { } holder)
        {
            return staff.GetValueOrDefault(holder)?.Name ?? holder;
        }

        var roles = procedure.Steps.TryGetValue(token.Element, out var step) && step.Assignment is { } assignment
            ? string.Join('、', assignment.Roles.Select(Roles.NameOf))
            : string.Empty;
        return token.State == TokenState.Faulted ? "须处理异常" : roles.Length > 0 ? roles : "系统";
    }
}
