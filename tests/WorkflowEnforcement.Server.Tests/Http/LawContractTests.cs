using System.Text;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Deadlines;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

/// <summary>Calendar years and parameters of clocks over a real port.</summary>
public sealed class LawContractTests : IDisposable
{
    private static readonly string[] Monday = ["2027-01-04"];

    private readonly ApiServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task Everybody_reads_the_years_and_the_administrator_enters_one()
    {
        var officer = await server.User("officer1");
        Assert.Equal([2024, 2025, 2026], (await officer.Get("/api/v1/calendar/years")).Is(200).Items.Select(item => item.GetProperty("year").GetInt32()));
        (await officer.Get("/api/v1/calendar/years/2027")).IsProblem(404, "not-found");
        var year = new { status = "official", notice = "《国务院办公厅关于2027年部分节假日安排的通知》", noticeTag = "checked-2nd", off = new[] { new { first = "2027-01-01", last = "2027-01-03" } }, working = new[] { "2027-01-09" }, reason = "通知公布。", basedOn = 0 };
        (await Put(officer, "/api/v1/calendar/years/2027", year)).IsProblem(403, "law.keeper");

        var admin = await server.User("admin");
        var preview = (await admin.Post("/api/v1/calendar/years/2027/preview", year)).Is(200).Json;
        Assert.Equal((4, 0), (preview.GetProperty("days").GetArrayLength(), preview.GetProperty("clocks").GetInt32()));
        Assert.Equal("rest", preview.GetProperty("days")[0].GetProperty("becomes").GetString());
        var entered = (await Put(admin, "/api/v1/calendar/years/2027", year, "enter-2027")).Is(200).Json;
        Assert.Equal((1, "official", "2027-01-03"), (entered.GetProperty("version").GetInt32(), entered.GetProperty("status").GetString(), entered.GetProperty("off")[0].GetProperty("last").GetString()));
        Assert.Equal("通知公布。", entered.GetProperty("history")[0].GetProperty("reason").GetString());
        Assert.Equal(1, (await Put(admin, "/api/v1/calendar/years/2027", year, "enter-2027")).Is(200).Json.GetProperty("version").GetInt32());
        (await Put(admin, "/api/v1/calendar/years/2027", year)).IsProblem(409, "calendar.changed");

        await server.Work();
        Assert.NotEqual(JsonValueKind.Null, (await officer.Get("/api/v1/calendar/years/2027")).Is(200).Json.GetProperty("recount").GetProperty("finishedAt").ValueKind);
    }

    [Fact]
    public async Task What_is_wrong_with_a_year_is_told_at_its_field()
    {
        var admin = await server.User("admin");
        var wrong = (await Put(admin, "/api/v1/calendar/years/2027", new { })).IsProblem(422, "calendar.entry").Json.GetProperty("errors");
        Assert.Equal("status", wrong.EnumerateObject().Single().Name);
        wrong = (await Put(admin, "/api/v1/calendar/years/2027", new { status = "official", working = Monday })).IsProblem(422, "calendar.entry").Json.GetProperty("errors");
        Assert.Equal("days notice reason", string.Join(' ', wrong.EnumerateObject().Select(fault => fault.Name).Order(StringComparer.Ordinal)));
        (await Put(admin, "/api/v1/calendar/years/2026", new { status = "provisional", notice = "n", reason = "r" })).IsProblem(409, "calendar.published");
        (await Put(admin, "/api/v1/calendar/years/2027", new { status = "official", off = new[] { new { first = "2027-02-30" } } })).IsProblem(400);
    }

    [Fact]
    public async Task A_parameter_is_entered_and_a_wording_of_the_law_is_not()
    {
        var admin = await server.User("admin");
        Assert.Equal(ClockBook.Official.Rules.Select(rule => rule.Id).Distinct().Count(), (await admin.Get("/api/v1/clock-parameters")).Is(200).Items.Count);
        (await admin.Get("/api/v1/clock-parameters/T99")).IsProblem(404, "not-found");
        var asked = new { length = 20, unit = "naturalDays", validFrom = "2026-04-01", law = "局务会议纪要〔2026〕1号", article = "", tag = "default", reason = "缩短归档期限。" };
        (await Put(await server.User("legalhead"), "/api/v1/clock-parameters/T37", asked)).IsProblem(403, "law.keeper");
        var entered = (await Put(admin, "/api/v1/clock-parameters/T37", asked)).Is(200).Json;
        Assert.Equal(30, entered.GetProperty("current").GetProperty("length").GetInt32());
        Assert.Equal([20, 30], entered.GetProperty("wordings").EnumerateArray().Select(wording => wording.GetProperty("length").GetInt32()));

        var refused = (await Put(admin, "/api/v1/clock-parameters/T11", asked)).IsProblem(409, "clock.checked");
        Assert.Equal("《行政处罚法》第六十条", refused.Json.GetProperty("legalSource").GetString());
        (await Put(admin, "/api/v1/clock-parameters/T37", asked with { validFrom = "2026-03-01" })).IsProblem(422, "clock.entry");
        (await Put(admin, "/api/v1/clock-parameters/T37", asked with { unit = "weeks" })).IsProblem(422, "clock.entry");
        (await Put(admin, "/api/v1/clock-parameters/T99", asked)).IsProblem(404, "clock.unknown");
    }

    private static Task<ApiAnswer> Put(ApiUser user, string path, object body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return user.Send(request);
    }
}
