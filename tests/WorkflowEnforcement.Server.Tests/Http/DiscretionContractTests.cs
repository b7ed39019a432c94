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
}
