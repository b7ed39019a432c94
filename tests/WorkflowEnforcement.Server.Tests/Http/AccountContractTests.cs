using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

/// <summary>Accounts over a real port: the administrator keeps them, every change is kept, and somebody can always keep them.</summary>
public sealed class AccountContractTests : IDisposable
{
    private const string First = "first-password-1";

    private readonly ApiServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task A_new_account_signs_in_only_to_change_its_first_password()
    {
        var admin = await server.User("admin");
        (await admin.Post("/api/v1/accounts", New("officer9", ["officer"]), "new-1")).Is(201);
        (await admin.Post("/api/v1/accounts", New("officer9", ["officer"]), "new-1")).Is(201);
        (await admin.Post("/api/v1/accounts", New("officer9", ["officer"]))).IsProblem(422, "account.entry");
        var made = (await admin.Get("/api/v1/accounts/officer9")).Is(200).Json;
        Assert.True(made.GetProperty("mustChangePassword").GetBoolean());
        Assert.Equal("建立账号：新进人员，业务科，执法人员", made.GetProperty("history")[0].GetProperty("what").GetString());
        var session = (await (await server.User(null)).Post("/api/v1/session", new { userName = "officer9", password = First })).Is(200).Json;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/cases");
        request.Headers.Authorization = new("Bearer", session.GetProperty("accessToken").GetString());
        (await (await server.User(null)).Send(request)).IsProblem(403, "password.first");
    }

    [Fact]
    public async Task A_change_of_roles_says_what_was_given_and_taken_by_whom_and_why()
    {
        var admin = await server.User("admin");
        (await Put(admin, "officer3", As("执法人员三", "调动。", "reviewer") with { Unit = "法制和产业政策科" })).Is(200);
        var change = (await admin.Get("/api/v1/accounts/officer3")).Is(200).Json.GetProperty("history")[0];
        Assert.Contains("授予：法制审核员；取消：执法人员", change.GetProperty("what").GetString(), StringComparison.Ordinal);
        Assert.Equal(("系统管理员", "调动。"), (change.GetProperty("enteredBy").GetString(), change.GetProperty("reason").GetString()));
        (await Put(admin, "officer3", As("执法人员三", "调动。", "reviewer") with { Unit = "法制和产业政策科" })).IsProblem(409, "account.unchanged");
        (await Put(admin, "officer3", As("执法人员三", "调动。", "king"))).IsProblem(422, "account.entry");
        (await Put(admin, "officer3", As("执法人员三", "兼任。", "admin", "officer"))).IsProblem(422, "account.entry");
        (await Put(admin, "nobody", As("某人", "调动。", "officer"))).IsProblem(404, "account.unknown");
        (await Put(await server.User("legalhead"), "officer3", As("执法人员三", "调动。", "officer"))).IsProblem(403, "account.keeper");
    }

    [Fact]
    public async Task A_disabled_account_is_out_at_once_and_comes_back_when_it_is_enabled()
    {
        var (admin, officer) = (await server.User("admin"), await server.User("officer3"));
        (await officer.Get("/api/v1/tasks")).Is(200);
        (await admin.Post("/api/v1/accounts/officer3/disable", new { reason = "离职。" })).Is(200);
        Assert.Equal(401, (await officer.Get("/api/v1/tasks")).Status);
        (await (await server.User(null)).Post("/api/v1/session", new { userName = "officer3", password = ApiServer.Password })).IsProblem(401);
        (await admin.Post("/api/v1/accounts/officer3/enable", new { reason = "返聘。" })).Is(200);
        (await (await server.User(null)).Post("/api/v1/session", new { userName = "officer3", password = ApiServer.Password })).Is(200);
        (await admin.Post("/api/v1/accounts/officer3/password", new { password = "short", reason = "遗忘。" })).IsProblem(422, "account.entry");
        (await admin.Post("/api/v1/accounts/officer3/password", new { password = First, reason = "遗忘。" })).Is(200);
        (await (await server.User(null)).Post("/api/v1/session", new { userName = "officer3", password = First })).Is(200);
    }

    [Fact]
    public async Task The_last_administrator_stays_and_nobody_disables_himself()
    {
        var admin = await server.User("admin");
        (await admin.Post("/api/v1/accounts/admin/disable", new { reason = "轮岗。" })).IsProblem(409, "account.self");
        (await Put(admin, "admin", As("系统管理员", "轮岗。", "officer"))).IsProblem(409, "account.last-administrator");
        (await admin.Post("/api/v1/accounts", New("admin2", ["admin"]))).Is(201);
        (await Put(admin, "admin", As("系统管理员", "轮岗。", "clerk"))).Is(200);
    }

    private static Content As(string name, string reason, params string[] roles) => new(name, reason, roles);

    private static object New(string user, string[] roles) => new { userName = user, name = "新进人员", unit = "业务科", roles, password = First, reason = "新录用。" };

    private static Task<ApiAnswer> Put(ApiUser user, string account, Content body) =>
        user.Send(new HttpRequestMessage(HttpMethod.Put, $"/api/v1/accounts/{account}") { Content = System.Net.Http.Json.JsonContent.Create(body) });

    private sealed record Content(string Name, string Reason, string[] Roles)
    {
        public string? Unit { get; init; }
    }
}
