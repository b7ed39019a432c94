using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Tests.Http;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

/// <summary>The register of written delegations only grows, and each entry holds the one before it.</summary>
public sealed class ProxyBookTests : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly Actor Admin = new("admin", "系统管理员", [Roles.Administrator], "办公室");

    private readonly ApiServer server = new();

    public void Dispose() => server.Dispose();

    [Theory]
    [InlineData("UPDATE proxy_entries SET body = x'7b7d'")]
    [InlineData("DELETE FROM proxy_entries")]
    [InlineData("INSERT OR REPLACE INTO proxy_entries SELECT bureau, place, proxy, kind, command_id, request_hash, at, x'7b7d' FROM proxy_entries")]
    [InlineData("INSERT OR REPLACE INTO proxy_entries SELECT bureau, 9, proxy, kind, command_id || 'x', request_hash, at, x'7b7d' FROM proxy_entries")]
    [InlineData("INSERT OR REPLACE INTO proxy_entries SELECT bureau, 9, 'other', kind, command_id, request_hash, at, x'7b7d' FROM proxy_entries")]
    public async Task A_stored_entry_is_neither_changed_nor_deleted_nor_replaced(string attack)
    {
        var book = await Book();
        var entered = (await book.Run(Paper("deputy"), "one", ApiServer.Ct)).Proxy!;

        var refused = Assert.Throws<SqliteException>(() => Sql(attack));

        Assert.Contains("proxy_entries", refused.Message, StringComparison.Ordinal);
        Assert.Equal(entered, (await book.Current(ApiServer.Ct)).Proxies.Single());
    }

    [Fact]
    public async Task What_is_read_is_what_was_written_and_a_repetition_has_one_effect()
    {
        var book = await Book();
        var first = await book.Run(Paper("deputy"), "one", ApiServer.Ct);
        var again = await book.Run(Paper("deputy") with { Id = Guid.NewGuid(), At = Morning.AddMinutes(2) }, "one", ApiServer.Ct);
        var revoked = await book.Run(new RevokeProxy(first.Proxy!.Id, "提前返回。") { By = Admin, At = Morning.AddHours(1) }, "two", ApiServer.Ct);
        await book.Run(Paper("legalhead") with { Number = "委2号" }, "three", ApiServer.Ct);

        Assert.Equal(first.Proxy, again.Proxy);
        Assert.Equal("command.reused", (await book.Run(Paper("legalhead"), "one", ApiServer.Ct)).Refused!.Code);
        var other = ActivatorUtilities.CreateInstance<ProxyBook>(server.Services);
        var read = await other.Current(ApiServer.Ct);
        Assert.Equal((await book.Current(ApiServer.Ct)).Proxies, read.Proxies);
        Assert.Equal((2, revoked.Proxy), (read.Proxies.Length, read.Proxies[0]));
    }

    [Fact]
    public async Task An_entry_slipped_in_from_outside_does_not_follow_and_is_not_believed()
    {
        var book = await Book();
        await book.Run(Paper("deputy"), "one", ApiServer.Ct);
        Sql("INSERT INTO proxy_entries SELECT bureau, 2, 'x', kind, 'x', request_hash, at, body FROM proxy_entries");

        await Assert.ThrowsAsync<FormatException>(() => book.Current(ApiServer.Ct));
    }

    private static EnterProxy Paper(string proxy) => new()
    {
        By = Admin,
        At = Morning,
        Id = Guid.NewGuid(),
        Grantor = "director",
        Proxy = proxy,
        SignedOn = new DateOnly(2026, 3, 2),
        From = new DateOnly(2026, 3, 2),
        Until = new DateOnly(2026, 3, 6),
        Number = "委1号",
    };

    private async Task<ProxyBook> Book()
    {
        await server.User(null);
        return server.Services.GetRequiredService<ProxyBook>();
    }

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(server.Folder, "data", "enforcement.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
