using WorkflowEnforcement.Enforcement;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Server.Cases;
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

/// <summary>The tables of discretion over HTTP, read by everybody who is signed in.</summary>
public static class DiscretionEndpoints
{
    public static void MapDiscretion(this IEndpointRouteBuilder api)
    {
        var tables = api.MapGroup("/discretion").WithTags("Discretion");
        tables.MapGet("/", List).Produces<PageJson<DiscretionTableJson>>();
        tables.MapGet("/{matter}", One).Produces<DiscretionTableJson>().ProducesProblem(404);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.Ok<PageJson<DiscretionTableJson>> List(DiscretionCatalogue catalogue, BureauClock clock)
    {
        var book = catalogue.Book;
        List<DiscretionTableJson> found = [.. book.Tables.Select(table => DiscretionTableJson.Of(table, book.At(table.Matter.Code, clock.Today) == table))];
        return TypedResults.Ok(new PageJson<DiscretionTableJson>(found, found.Count, null));
    }

    private static IResult One(string matter, DiscretionCatalogue catalogue, BureauClock clock) => catalogue.Book.At(matter, clock.Today) is { } table
        ? TypedResults.Ok(DiscretionTableJson.Of(table, inForce: true))
        : Problem.NotFound("该事项没有施行中的裁量基准。");
}
