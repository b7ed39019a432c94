using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Storage;
using Xunit;
using TestServer = WorkflowEnforcement.Server.Tests.Storage.TestServer;

namespace WorkflowEnforcement.Server.Tests.Accounts;

public sealed partial class FirstAccountsTests
{
    private const string Good = "long-enough-2026";

    [Fact]
    public async Task Development_has_an_account_for_every_role_and_officers_with_valid_credentials()
    {
        await using var server = await TestServer.Start();

        var staff = server.Get<StaffRegister>().All;

        Assert.Equal(15, staff.Count);
        Assert.Equal(13, staff.Values.SelectMany(person => person.Roles).Distinct().Count());
        Assert.All(["officer1", "officer2", "officer3"], user => Assert.True(staff[user].MayEnforceOn(new DateOnly(2026, 3, 2))));
        Assert.False(staff["reviewer"].MayEnforceOn(new DateOnly(2026, 3, 2)));
    }

    [Fact]
    public async Task Without_a_set_password_a_random_one_is_printed_once_and_works()
    {
        var folder = Directory.CreateTempSubdirectory("wfe-test-").FullName;
        await using (var server = await TestServer.Start(folder: folder, settings: ("Demo:Password", null)))
        {
            var password = Printed(server, "演示账号的口令").Single();
            using var client = server.Browser();
            Assert.Equal(HttpStatusCode.OK, (await client.SignIn("director", password)).StatusCode);
        }

        await using (var again = await TestServer.Start(folder: folder, settings: ("Demo:Password", null)))
        {
            Assert.Empty(Printed(again, "演示账号的口令"));
        }

        await using (var set = await TestServer.Start(folder: folder, settings: ("Demo:Password", "another-2026")))
        {
            using var client = set.Browser();
            Assert.Equal(HttpStatusCode.OK, (await client.SignIn("director", "another-2026")).StatusCode);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Outside_Development_there_is_no_account_until_the_one_time_token_is_used()
    {
        await using var server = await TestServer.Start("Production");
        var token = Printed(server, "尚无系统管理员").Single();
        Assert.Empty(server.Get<StaffRegister>().All);
        Assert.Equal(0, server.Count($"SELECT count(*) FROM one_time_tokens WHERE hash = CAST('{token}' AS BLOB)"));

        Assert.False((await Create(server, "wrong", "chief", Good)).Succeeded);
        Assert.False((await Create(server, string.Empty, "chief", Good)).Succeeded);
        Assert.Equal("口令至少12个字符。", (await Create(server, token, "chief", "short2026")).Message);
        Assert.True((await Create(server, token, "chief", Good)).Succeeded);
        Assert.False((await Create(server, token, "second", Good)).Succeeded);

        using var client = server.Browser();
        Assert.Equal(HttpStatusCode.OK, (await client.SignIn("chief", Good)).StatusCode);
        Assert.Equal(["admin"], server.Get<StaffRegister>().Find("chief")!.Roles);
    }

    [Fact]
    public async Task A_token_stays_good_over_a_restart_and_none_is_printed_once_there_is_an_administrator()
    {
        var folder = Directory.CreateTempSubdirectory("wfe-test-").FullName;
        string token;
        await using (var first = await TestServer.Start("Production", folder))
        {
            token = Printed(first, "尚无系统管理员").Single();
        }

        await using (var second = await TestServer.Start("Production", folder))
        {
            Assert.True((await Create(second, token, "chief", Good)).Succeeded);
        }

        await using (var third = await TestServer.Start("Production", folder))
        {
            Assert.Empty(Printed(third, "尚无系统管理员"));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task One_token_used_many_times_at_once_makes_one_administrator()
    {
        await using var server = await TestServer.Start("Production");
        var token = Printed(server, "尚无系统管理员").Single();

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Create(server, token, $"chief{i}", Good))));

        Assert.Single(made, outcome => outcome.Succeeded);
        Assert.Single(server.Get<StaffRegister>().All);
    }

    [Fact]
    public async Task Demo_accounts_of_a_database_made_in_Development_do_not_open_it_elsewhere()
    {
        var folder = Directory.CreateTempSubdirectory("wfe-test-").FullName;
        await using (await TestServer.Start(folder: folder))
        {
        }

        await using (var server = await TestServer.Start("Production", folder))
        {
            using var client = server.Browser();
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.SignIn("admin", TestServer.Password)).StatusCode);
            Assert.Single(Printed(server, "尚无系统管理员"));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<FirstAdministratorOutcome> Create(TestServer server, string token, string userName, string password)
    {
        await using var scope = server.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().Create(token, userName, password, TestServer.Ct);
    }

    private static List<string> Printed(TestServer server, string about) =>
        [.. server.Log.Where(line => line.Contains(about, StringComparison.Ordinal)).Select(line => Secret().Match(line).Groups[1].Value)];

    [GeneratedRegex(@"[:：]([a-z0-9]{16,})")]
    private static partial Regex Secret();
}
