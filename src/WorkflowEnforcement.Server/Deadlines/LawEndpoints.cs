using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Deadlines;

/// <summary>Calendar years and parameters of clocks over HTTP: read by all, entered by the administrator.</summary>
public static class LawEndpoints
{
    public static void MapLaw(this IEndpointRouteBuilder api)
    {
        var years = api.MapGroup("/calendar/years").WithTags("Calendar");
        years.MapGet("/", Years).Produces<PageJson<CalendarYearJson>>();
        years.MapGet("/{year:int}", Year).Produces<CalendarYearJson>().ProducesProblem(404);
        Writes(years.MapPost("/{year:int}/preview", Preview).Produces<CalendarPreviewJson>());
        Writes(years.MapPut("/{year:int}", EnterYear).Produces<CalendarYearJson>());
        var clocks = api.MapGroup("/clock-parameters").WithTags("Clocks");
        clocks.MapGet("/", Clocks).Produces<PageJson<ClockParameterJson>>();
        clocks.MapGet("/{clock}", Clock).Produces<ClockParametersJson>().ProducesProblem(404);
        Writes(clocks.MapPut("/{clock}", EnterClock).Produces<ClockParametersJson>());
    }

    private static void Writes(RouteHandlerBuilder route) =>
        route.ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);

    private static async Task<IResult> Years(LawBook law, EnforcementDb db, CancellationToken ct)
    {
        var now = await law.Current(ct);
        List<CalendarYearJson> found = [];
        foreach (var year in now.Calendar.Years)
        {
            found.Add(await Shown(now, year, db, ct));
        }

        return TypedResults.Ok(new PageJson<CalendarYearJson>(found, found.Count, null));
    }

    private static async Task<IResult> Year(int year, LawBook law, EnforcementDb db, CancellationToken ct)
    {
        var now = await law.Current(ct);
        return now.Calendar.Find(year) is { } held
            ? TypedResults.Ok(await Shown(now, held, db, ct))
            : Problem.NotFound($"没有{year}年的节假日安排，该年按周末计算，以国务院通知为准。");
    }

    private static async Task<IResult> Preview(int year, CalendarYearRequest asked, ClaimsPrincipal user, RecountJob recount, LawBook law, CancellationToken ct)
    {
        var (draft, refused) = Read(year, asked);
        refused = CalendarEditing.WhyNotBy(CurrentActor.From(user)) ?? refused ?? CalendarEditing.WhyNot((await law.Current(ct)).Calendar.Find(year), draft!, asked.Reason ?? string.Empty);
        return refused is not null ? Problem.From(refused) : TypedResults.Ok(CalendarPreviewJson.Of(await recount.Preview(draft!, ct)));
    }

    private static async Task<IResult> EnterYear(
        int year, CalendarYearRequest asked, HttpContext http, ClaimsPrincipal user, LawKeeping keeping, LawBook law, EnforcementDb db, BureauClock clock, CancellationToken ct)
    {
        var me = CurrentActor.From(user);
        var (draft, refused) = Read(year, asked);
        if ((CalendarEditing.WhyNotBy(me) ?? refused) is { } no)
        {
            return Problem.From(no);
        }

        var result = await keeping.Enter(draft!, asked.BasedOn, new LawEntry(me, clock.Now, CaseEndpoints.CommandId(http, me), asked.Reason ?? string.Empty), ct);
        var now = await law.Current(ct);
        return result.Refused is { } unlawful ? Problem.From(unlawful) : TypedResults.Ok(await Shown(now, now.Calendar.Find(year)!, db, ct));
    }

    private static async Task<IResult> Clocks(LawBook law, BureauClock clock, CancellationToken ct)
    {
        var book = (await law.Current(ct)).Clocks;
        List<ClockParameterJson> found = [.. book.Rules.Select(rule => rule.Id).Distinct().Select(id => ClockParameterJson.Of(book.Find(id, clock.Today)!))];
        return TypedResults.Ok(new PageJson<ClockParameterJson>(found, found.Count, null));
    }

    private static async Task<IResult> Clock(string clock, LawBook law, EnforcementDb db, BureauClock time, CancellationToken ct) =>
        await Shown(clock, law, db, time.Today, ct) is { } found ? TypedResults.Ok(found) : Problem.NotFound("没有这个期限。");

    private static async Task<IResult> EnterClock(
        string clock, ClockParameterRequest asked, HttpContext http, ClaimsPrincipal user, LawKeeping keeping, LawBook law, EnforcementDb db, BureauClock time, CancellationToken ct)
    {
        var me = CurrentActor.From(user);
        var unit = Enum.GetValues<ClockUnit>().Cast<ClockUnit?>().FirstOrDefault(known => ClockParameterJson.Camel($"{known}") == asked.Unit);
        if (CalendarEditing.WhyNotBy(me) is { } notAllowed)
        {
            return Problem.From(notAllowed);
        }

        ImmutableArray<FieldFault> faults =
        [
            .. unit is null ? [new FieldFault("unit", "单位须为 workingDays、naturalDays、months、years 或者 hours。")] : Array.Empty<FieldFault>(),
            .. Tags.Read(asked.Tag) is null ? [new FieldFault("tag", "来源类别须为 checked、checked-2nd、recalled 或者 default。")] : Array.Empty<FieldFault>(),
        ];
        if (faults.Length > 0)
        {
            return Problem.From(new Refused("clock.entry", $"有{faults.Length}处填写须更正。") { Fields = faults });
        }

        var parameter = new ClockParameter(
            asked.Length ?? 0, unit!.Value, asked.ValidFrom, new LegalSource(asked.Law ?? string.Empty, asked.Article ?? string.Empty, Tags.Read(asked.Tag)!.Value), asked.Reason ?? string.Empty);
        var result = await keeping.Enter(clock, parameter, new LawEntry(me, time.Now, CaseEndpoints.CommandId(http, me), parameter.Reason), ct);
        return result.Refused is { } refused ? Problem.From(refused) : TypedResults.Ok(await Shown(clock, law, db, time.Today, ct));
    }

    private static async Task<CalendarYearJson> Shown(LawInForce now, CalendarYear year, EnforcementDb db, CancellationToken ct)
    {
        var version = now.VersionOf(year.Year);
        var recount = await db.Recounts.AsNoTracking().FirstOrDefaultAsync(row => row.Year == year.Year && row.Version == version, ct);
        var history = await db.CalendarYears.AsNoTracking().Where(row => row.Year == year.Year).ToListAsync(ct);
        return CalendarYearJson.Of(year, version, recount is null ? null : RecountJson.Of(recount), history);
    }

    private static async Task<ClockParametersJson?> Shown(string clock, LawBook law, EnforcementDb db, DateOnly today, CancellationToken ct)
    {
        var book = (await law.Current(ct)).Clocks;
        if (book.Find(clock, today) is not { } current)
        {
            return null;
        }

        var history = await db.ClockWordings.AsNoTracking().Where(row => row.Clock == current.Id).OrderByDescending(row => row.Version).ToListAsync(ct);
        return new ClockParametersJson(
            ClockParameterJson.Of(current),
            [.. book.Rules.Where(rule => rule.Id == current.Id).OrderByDescending(rule => rule.ValidFrom).Select(ClockParameterJson.Of)],
            [.. history.Select(row => new VersionJson(row.Version, row.EnteredByName, row.EnteredAt, row.Reason))]);
    }

    private static (CalendarYear? Year, Refused? Refused) Read(int year, CalendarYearRequest asked)
    {
        var faults = new List<FieldFault>();
        if (asked.Status is not ("official" or "provisional"))
        {
            faults.Add(new FieldFault("status", "状态须为 official（已公布）或者 provisional（暂定）。"));
        }

        if (Tags.Read(asked.NoticeTag ?? "recalled") is null)
        {
            faults.Add(new FieldFault("noticeTag", "来源类别须为 checked、checked-2nd、recalled 或者 default。"));
        }

        var spans = asked.Off ?? [];
        if (spans.Any(span => span is not { First: { } first, Last: { } last } || last < first || last.DayNumber - first.DayNumber > 366))
        {
            faults.Add(new FieldFault("off", "每段休息日须有 first 和 last，且不超过一年。"));
        }

        if (faults.Count > 0)
        {
            return (null, new Refused("calendar.entry", $"有{faults.Count}处填写须更正。") { Fields = [.. faults] });
        }

        var rest = spans.SelectMany(span => Enumerable.Range(0, span.Last!.Value.DayNumber - span.First!.Value.DayNumber + 1).Select(span.First.Value.AddDays)).ToHashSet();
        var notice = new LegalSource(asked.Notice ?? string.Empty, string.Empty, Tags.Read(asked.NoticeTag ?? "recalled")!.Value);
        return (new CalendarYear(year, notice, asked.Status == "official", rest, (asked.Working ?? []).ToHashSet()), null);
    }
}
