using System.Text.Json;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

public sealed class CaseListTests(CaseListTests.FiftyCases cases) : IClassFixture<CaseListTests.FiftyCases>
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(200)]
    public async Task Paging_by_cursor_meets_every_case_once(int take)
    {
        var officer = await cases.Server.User("officer1");
        var met = await Walk(officer, $"/api/v1/cases?state=all&take={take}", _ => Task.CompletedTask);

        Assert.Equal(cases.Ids.Order(), met.Order());
        Assert.Equal(met.Distinct().Count(), met.Count);
    }

    [Fact]
    public async Task The_most_urgent_come_first_where_that_is_asked_for()
    {
        var officer = await cases.Server.User("officer1");
        var met = await Walk(officer, "/api/v1/cases?state=all&sort=due&take=9", _ => Task.CompletedTask);

        Assert.Equal(cases.Ids.Order(), met.Order());
    }

    [Fact]
    public async Task Filters_narrow_the_list_and_its_total()
    {
        var officer = await cases.Server.User("officer1");
        Assert.Equal(25, await Total(officer, "state=all&procedure=test.short"));
        Assert.Equal(25, await Total(officer, "state=all&procedure=test.numbered"));
        Assert.Equal(1, await Total(officer, $"state=all&q={Uri.EscapeDataString("第十七件")}"));
        Assert.Equal(0, await Total(officer, $"state=all&q={Uri.EscapeDataString("没有这件")}"));
        Assert.Equal(0, await Total(officer, "state=all&late=true"));
        Assert.Equal(0, await Total(await cases.Server.User("officer2"), "state=all&mine=true"));
        Assert.Equal(50, await Total(officer, "state=all&mine=true"));
        Assert.Equal(0, await Total(await cases.Server.User("admin"), "state=all"));
    }

    private static async Task<int> Total(ApiUser user, string query) => (await user.Get($"/api/v1/cases?{query}")).Is(200).Json.GetProperty("total").GetInt32();

    internal static async Task<List<Guid>> Walk(ApiUser user, string path, Func<List<Guid>, Task> between)
    {
        var met = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = (await user.Get($"{path}{(cursor is null ? "" : $"&cursor={cursor}")}")).Is(200);
            met.AddRange(page.Items.Select(item => item.GetProperty("id").GetGuid()));
            cursor = page.Json.GetProperty("next").ValueKind == JsonValueKind.Null ? null : page.Json.GetProperty("next").GetString();
            await between(met);
        }
        while (cursor is not null);
        return met;
    }

    public sealed class FiftyCases : IAsyncLifetime
    {
        private static readonly string[] Ordinals = [.. Enumerable.Range(1, 50).Select(number => number == 17 ? "第十七件" : $"案件{number}")];

        internal ApiServer Server { get; } = new();

        internal List<Guid> Ids { get; } = [];

        public async ValueTask InitializeAsync()
        {
            foreach (var title in Ordinals)
            {
                Ids.Add(await Server.OpenCase(Ids.Count % 2 == 0 ? "test.short" : "test.numbered", title: title));
            }
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}

public sealed class CaseListWhileChangingTests
{
    [Fact]
    public async Task Paging_meets_every_case_once_while_clocks_stop_and_cases_come()
    {
        await using var server = new ApiServer();
        var ids = new List<Guid>();
        for (var number = 0; number < 50; number++)
        {
            ids.Add(await server.OpenCase(title: $"案件{number}"));
            server.Time.Advance(TimeSpan.FromHours(1));
        }

        var officer = await server.User("officer1");
        var head = await server.User("unithead");
        var changed = 0;
        var met = await CaseListTests.Walk(officer, "/api/v1/cases?state=all&take=7", async met =>
        {
            // One case seen and one not yet seen lose their clock, and a new one comes.
            var pair = changed < 4 ? new[] { met[changed], ids[49 - changed] } : [];
            changed++;
            foreach (var id in pair)
            {
                await officer.Post($"/api/v1/tasks/{await server.TaskOf(id, "Register")}/complete", new { outcome = "submit" });
                (await head.Post($"/api/v1/tasks/{await server.TaskOf(id, "Review")}/complete", new { outcome = "agree" })).Is(200);
            }

            if (pair.Length > 0)
            {
                ids.Add(await server.OpenCase(title: "新案件"));
            }
        });

        Assert.Equal(met.Distinct().Count(), met.Count);
        Assert.Empty(ids.Except(met));
    }
}
