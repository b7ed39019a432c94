using System.Text;
using WorkflowEnforcement.Enforcement;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Deadlines;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Discretion;

/// <summary>A fact that a table reads.</summary>
public sealed record DiscretionInputJson(string Key, string Label);

/// <summary>A row of a table of discretion.</summary>
/// <param name="Weight">none, lighter, normal or heavier.</param>
/// <param name="Low">Least fine in yuan, included.</param>
/// <param name="High">Highest fine in yuan, included.</param>
/// <param name="Effect">What follows beside the fine; empty for nothing.</param>
/// <param name="Conditions">One condition in words for each input.</param>
public sealed record DiscretionRowJson(int Number, string Grade, string Weight, decimal Low, decimal High, string Range, string Effect, string Text, IReadOnlyList<string> Conditions);

/// <summary>A version of the table of a matter.</summary>
/// <param name="InForce">True for the version that holds today.</param>
/// <param name="Tag">checked, checked-2nd, recalled or default.</param>
/// <param name="Hash">SHA-256 of the file, lower-case hex.</param>
public sealed record DiscretionTableJson(
    string Matter, string Name, string Basis, decimal? FineMin, decimal? FineMax, DateOnly ValidFrom, bool InForce, string Source, string Tag, string Hash, IReadOnlyList<DiscretionInputJson> Inputs, IReadOnlyList<DiscretionRowJson> Rows)
{
    public static DiscretionTableJson Of(DiscretionTable table, bool inForce) => new(
        table.Matter.Code,
        table.Matter.Name,
        table.Matter.Basis.ToString(),
        table.Matter.FineMin,
        table.Matter.FineMax,
        table.ValidFrom,
        inForce,
        table.Source.ToString(),
        Tags.Of(table.Source.Provenance),
        table.Hash,
        [.. table.Inputs.Zip(table.Labels, (key, label) => new DiscretionInputJson(key, label))],
        [.. table.Rows.Select(row => new DiscretionRowJson(row.Number, row.Grade, row.Weight, row.Low, row.High, row.Range, row.Effect, row.Text, table.Conditions[row.Number - 1]))]);
}

/// <summary>A table that is to be entered.</summary>
/// <param name="File">The DMN file as text.</param>
/// <param name="Reason">Why.</param>
public sealed record DiscretionTableRequest(string? File, string? Reason);

/// <summary>The tables of discretion over HTTP, read by everybody who is signed in.</summary>
public static class DiscretionEndpoints
{
    public static void MapDiscretion(this IEndpointRouteBuilder api)
    {
        var tables = api.MapGroup("/discretion").WithTags("Discretion");
        tables.MapGet("/", List).Produces<PageJson<DiscretionTableJson>>();
        tables.MapGet("/{matter}", One).Produces<DiscretionTableJson>().ProducesProblem(404);
        tables.MapPut("/{matter}", Enter).Produces<DiscretionTableJson>()
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.Ok<PageJson<DiscretionTableJson>> List(LawBook law, BureauClock clock)
    {
        var book = law.Discretion;
        List<DiscretionTableJson> found = [.. book.Tables.Select(table => DiscretionTableJson.Of(table, book.At(table.Matter.Code, clock.Today) == table))];
        return TypedResults.Ok(new PageJson<DiscretionTableJson>(found, found.Count, null));
    }

    private static IResult One(string matter, LawBook law, BureauClock clock) => law.Discretion.At(matter, clock.Today) is { } table
        ? TypedResults.Ok(DiscretionTableJson.Of(table, inForce: true))
        : Problem.NotFound("该事项没有施行中的裁量基准。");

    private static async Task<IResult> Enter(string matter, DiscretionTableRequest asked, HttpContext http, DiscretionKeeping keeping, LawBook law, BureauClock clock)
    {
        var me = CurrentActor.From(http.User);
        var entry = new LawEntry(me, clock.Now, CaseEndpoints.CommandId(http, me), asked.Reason ?? string.Empty);
        var result = await keeping.Enter(matter, Encoding.UTF8.GetBytes(asked.File ?? string.Empty), entry, http.RequestAborted);
        return result.Table is { } table
            ? TypedResults.Ok(DiscretionTableJson.Of(table, law.Discretion.At(table.Matter.Code, clock.Today)?.Hash == table.Hash))
            : Problem.From(result.Refused!);
    }
}
