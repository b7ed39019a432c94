using Microsoft.EntityFrameworkCore;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

/// <summary>The tables of discretion over a real port.</summary>
public sealed class DiscretionContractTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task Everybody_who_is_signed_in_reads_the_tables()
    {
        foreach (var user in new[] { "officer1", "supervisor", "clerk", "admin" })
        {
            var items = (await (await server.User(user)).Get("/api/v1/discretion")).Is(200).Items;
            Assert.Equal(["CF-DL-02", "CF-JN-01", "CF-JN-02", "CF-JN-03", "CF-JN-04", "CF-JN-05"], items.Select(item => item.GetProperty("matter").GetString()));
            Assert.All(items, item => Assert.True(item.GetProperty("inForce").GetBoolean()));
        }
    }

    [Fact]
    public async Task A_table_tells_its_rows_its_source_and_since_when_it_holds()
    {
        var table = (await (await server.User("officer1")).Get("/api/v1/discretion/CF-JN-01")).Is(200).Json;
        Assert.Equal(("《节约能源法》第八十二条", 10000m, 50000m), (table.GetProperty("basis").GetString(), table.GetProperty("fineMin").GetDecimal(), table.GetProperty("fineMax").GetDecimal()));
        Assert.Equal(("default", "2026-01-01", 64), (table.GetProperty("tag").GetString(), table.GetProperty("validFrom").GetString(), table.GetProperty("hash").GetString()!.Length));
        Assert.Equal("discretion.months", table.GetProperty("inputs")[0].GetProperty("key").GetString());
        var row = table.GetProperty("rows")[1];
        Assert.Equal((2, "轻微", "lighter", "10,000元以上20,000元以下"), (row.GetProperty("number").GetInt32(), row.GetProperty("grade").GetString(), row.GetProperty("weight").GetString(), row.GetProperty("range").GetString()));
        Assert.Equal("超过0个月，1个月以下", row.GetProperty("conditions")[0].GetString());
    }

    [Fact]
    public async Task A_matter_without_a_table_is_not_found() =>
        (await (await server.User("officer1")).Get("/api/v1/discretion/CF-JN-06")).IsProblem(404, "not-found");

    [Fact]
    public async Task A_matter_of_the_register_gets_a_table_that_holds_from_its_day_and_is_never_changed()
    {
        using var own = new ApiServer();
        var legal = await own.User("legalhead");
        (await Put(legal, "/api/v1/registers/matters/CF-SX-01", new { members = new { name = "试行的事项", kind = "penalty", law = "某条例", article = "第八十二条", tag = "checked", fineMin = "10000", fineMax = "50000" }, validFrom = "2026-03-02", reason = "权责清单调整。" })).Is(200);
        var file = (await File.ReadAllTextAsync(Path.Combine(Storage.ReadTablesWalkTests.RepositoryRoot(), "discretion", "CF-JN-01.dmn"), ApiServer.Ct)).Replace("CF-JN-01\"", "CF-SX-01\"", StringComparison.Ordinal).Replace("2026-01-01", "2026-03-10", StringComparison.Ordinal);
        (await Put(await own.User("officer1"), "/api/v1/discretion/CF-SX-01", new { file, reason = "局务会议通过。" })).IsProblem(403, "register.editor");
        var made = (await Put(legal, "/api/v1/discretion/CF-SX-01", new { file, reason = "局务会议通过。" })).Is(200).Json;
        Assert.Equal(("2026-03-10", 64), (made.GetProperty("validFrom").GetString(), made.GetProperty("hash").GetString()!.Length));
        (await legal.Get("/api/v1/discretion/CF-SX-01")).IsProblem(404);
        Assert.Contains((await legal.Get("/api/v1/discretion")).Is(200).Items, item => item.GetProperty("matter").GetString() == "CF-SX-01");
        (await Put(legal, "/api/v1/discretion/CF-SX-01", new { file, reason = "再次。" })).IsProblem(409, "register.unchanged");
        await using var db = own.Db();
        await Assert.ThrowsAnyAsync<Exception>(() => db.DiscretionTables.ExecuteDeleteAsync(ApiServer.Ct));
    }

    [Theory]
    [InlineData("2026-03-10", "2026-03-01", "施行日期")]
    [InlineData("<text>(1..3]</text>", "<text>(2..3]</text>", "重叠或者遗漏")]
    [InlineData("<text>50000</text>", "<text>50000.01</text>", "超出法定幅度")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]>", "DTD")]
    [InlineData("CF-JN-01\", validFrom", "CF-JN-99\", validFrom", "适用说明（about）")]
    public async Task A_file_that_cannot_be_a_table_is_refused_with_one_sentence(string written, string changed, string words)
    {
        var file = (await File.ReadAllTextAsync(Path.Combine(Storage.ReadTablesWalkTests.RepositoryRoot(), "discretion", "CF-JN-01.dmn"), ApiServer.Ct)).Replace("2026-01-01", "2026-03-10", StringComparison.Ordinal);
        Assert.Contains(written, file, StringComparison.Ordinal);
        var answer = (await Put(await server.User("legalhead"), "/api/v1/discretion/CF-JN-01", new { file = file.Replace(written, changed, StringComparison.Ordinal), reason = "修订。" })).IsProblem(422, "register.entry");
        Assert.Contains(words, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused()
    {
        var answer = (await Put(await server.User("legalhead"), "/api/v1/discretion/CF-JN-01", new { file = new string('x', (512 * 1024) + 1), reason = "修订。" })).IsProblem(422, "register.entry");
        Assert.Contains("512KB", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static Task<ApiAnswer> Put(ApiUser user, string path, object body) =>
        user.Send(new HttpRequestMessage(HttpMethod.Put, path) { Content = System.Net.Http.Json.JsonContent.Create(body) });
}
