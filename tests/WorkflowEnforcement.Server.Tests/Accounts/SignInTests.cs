using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Server.Accounts;
using Xunit;
using TestServer = WorkflowEnforcement.Server.Tests.Storage.TestServer;

namespace WorkflowEnforcement.Server.Tests.Accounts;

public sealed class SignInTests
{
    [Fact]
    public async Task A_person_signs_in_with_a_cookie_and_acts_under_name_role_and_unit()
    {
        await using var server = await TestServer.Start();
        using var client = server.Browser();

        var signedIn = await client.SignIn("officer1", TestServer.Password);

        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("enforcement=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("officer1|执法人员一|officer|节能与资源综合利用科", await client.GetStringAsync("/page", TestServer.Ct));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_user_get_the_same_answer()
    {
        await using var server = await TestServer.Start();
        using var client = server.Browser();

        var wrong = await client.SignIn("officer1", "wrong");
        var unknown = await client.SignIn("nobody", "wrong");

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(wrong.StatusCode, unknown.StatusCode);
        Assert.Equal(await wrong.Content.ReadAsStringAsync(TestServer.Ct), await unknown.Content.ReadAsStringAsync(TestServer.Ct));
    }

    [Fact]
    public async Task Five_failures_lock_an_account_for_five_minutes_even_for_the_right_password()
    {
        await using var server = await TestServer.Start();
        using var client = server.Browser();
        for (var i = 0; i < 5; i++)
        {
            await client.SignIn("officer1", "wrong");
        }

        var locked = await client.SignIn("officer1", TestServer.Password);

        Assert.Equal(HttpStatusCode.Unauthorized, locked.StatusCode);
        Assert.Equal(SignIn.Failed, await locked.Content.ReadAsStringAsync(TestServer.Ct));
        Assert.Equal(HttpStatusCode.OK, (await client.SignIn("officer2", TestServer.Password)).StatusCode);
        await using var scope = server.App.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var end = await accounts.GetLockoutEndDateAsync((await accounts.FindByNameAsync("officer1"))!);
        Assert.InRange(end!.Value, DateTimeOffset.UtcNow.AddMinutes(4), DateTimeOffset.UtcNow.AddMinutes(5));
    }

    [Fact]
    public async Task A_session_gives_a_bearer_token_that_opens_the_interface_for_eight_hours()
    {
        await using var server = await TestServer.Start();
        using var client = server.Browser();

        var answer = await client.PostAsJsonAsync("/api/v1/session", new { userName = "reviewer", password = TestServer.Password }, TestServer.Ct);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestServer.Ct);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", body.GetProperty("accessToken").GetString());

        Assert.Equal(["accessToken", "expiresAt"], body.EnumerateObject().Select(member => member.Name));
        Assert.Equal(server.Now.AddHours(8), body.GetProperty("expiresAt").GetDateTimeOffset());
        Assert.Equal("reviewer|法制审核员|reviewer|法制和产业政策科", await client.GetStringAsync("/api/v1/who", TestServer.Ct));
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/v1/auditors", TestServer.Ct)).StatusCode);

        server.Time.Advance(TimeSpan.FromHours(8));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/who", TestServer.Ct)).StatusCode);
    }

    [Fact]
    public async Task A_session_for_a_wrong_password_is_a_problem_in_plain_words()
    {
        await using var server = await TestServer.Start();
        using var client = server.Browser();

        var answer = await client.PostAsJsonAsync("/api/v1/session", new { userName = "reviewer", password = "wrong" }, TestServer.Ct);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestServer.Ct);
        Assert.Equal(("session.failed", SignIn.Failed), (problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer forged")]
    public async Task Nobody_gets_401_from_the_interface_and_the_way_to_the_sign_in_from_a_page(string? authorization)
    {
        await using var server = await TestServer.Start();
        using var client = server.Browser();
        if (authorization is not null)
        {
            client.DefaultRequestHeaders.Add("Authorization", authorization);
        }

        var api = await client.GetAsync("/api/v1/who", TestServer.Ct);
        var page = await client.GetAsync("/page?case=1", TestServer.Ct);

        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
        Assert.Equal("application/problem+json", api.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.EndsWith("/sign-in?returnUrl=%2Fpage%3Fcase%3D1", page.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_password_voids_the_tickets_given_before()
    {
        await using var server = await TestServer.Start();
        using var client = server.Browser();
        await client.SignIn("officer1", TestServer.Password);
        using var machine = server.Browser();
        var answer = await machine.PostAsJsonAsync("/api/v1/session", new { userName = "officer1", password = TestServer.Password }, TestServer.Ct);
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>(TestServer.Ct)).GetProperty("accessToken").GetString();
        machine.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(HttpStatusCode.OK, (await machine.GetAsync("/api/v1/who", TestServer.Ct)).StatusCode);
        await using (var scope = server.App.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
            await accounts.UpdateSecurityStampAsync((await accounts.FindByNameAsync("officer1"))!);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/page", TestServer.Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await machine.GetAsync("/api/v1/who", TestServer.Ct)).StatusCode);
    }

    [Fact]
    public async Task Signing_out_needs_the_token_of_the_page_and_ends_the_session()
    {
        await using var server = await TestServer.Start();
        using var client = server.Browser();
        await client.SignIn("officer1", TestServer.Password);
        var token = await client.GetStringAsync("/sign-in", TestServer.Ct);

        var forged = await client.PostAsync("/sign-out", new FormUrlEncodedContent([]), TestServer.Ct);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/page", TestServer.Ct)).StatusCode);

        var left = await client.PostAsync(
            "/sign-out", new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]), TestServer.Ct);
        Assert.Equal("/sign-in", left.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/page", TestServer.Ct)).StatusCode);
    }

    [Theory]
    [InlineData("/cases/1?tab=2", "/cases/1?tab=2")]
    [InlineData("/", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void Only_our_own_addresses_are_returned_to(string? asked, string expected) => Assert.Equal(expected, SignIn.LocalOrHome(asked));
}

/// <summary>A browser that keeps cookies and follows nothing by itself.</summary>
internal static class Browsing
{
    public static HttpClient Browser(this TestServer server) =>
        new(new CookieJar(server.App.GetTestServer().CreateHandler())) { BaseAddress = new Uri("http://localhost") };

    public static Task<HttpResponseMessage> SignIn(this HttpClient client, string userName, string password) => client.PostAsync(
        "/sign-in",
        new FormUrlEncodedContent([KeyValuePair.Create("userName", userName), KeyValuePair.Create("password", password)]),
        TestServer.Ct);

    private sealed class CookieJar(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly CookieContainer cookies = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookies.GetCookieHeader(request.RequestUri!));
            var response = await base.SendAsync(request, cancellationToken);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                cookies.SetCookies(request.RequestUri!, cookie);
            }

            return response;
        }
    }
}
