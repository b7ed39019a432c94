using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

/// <summary>The doors of the pages: sign-in, forms of our own only, and what every answer carries.</summary>
public sealed partial class PageDoorTests(ApiServer server) : IClassFixture<ApiServer>
{
    private static readonly string[] Open = ["/sign-in", "/setup", "/error"];

    [Fact]
    public async Task Every_page_leads_who_is_not_signed_in_to_the_sign_in_and_back()
    {
        var browser = server.Browser();
        foreach (var pattern in Pages().Where(page => !Open.Contains(page) && !page.StartsWith("/dev/", StringComparison.Ordinal)))
        {
            var path = pattern.Replace("{Id:guid}", $"{Guid.NewGuid()}", StringComparison.Ordinal).Replace("{Id}", "x-1", StringComparison.Ordinal);
            path = Placeholder().Replace(path, "x");
            using var answer = await browser.GetAsync(new Uri($"{path}?a=b", UriKind.Relative), ApiServer.Ct);

            Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{path}: {answer.StatusCode}");
            Assert.Equal($"/sign-in?returnUrl={Uri.EscapeDataString($"{path}?a=b")}", answer.Headers.Location!.PathAndQuery(), ignoreCase: true);
        }
    }

    [Fact]
    public async Task Signing_in_gives_a_cookie_that_scripts_and_other_sites_cannot_use()
    {
        var browser = server.Browser();
        using var answer = await SignIn(browser, "/cases?state=all");

        Assert.Equal((HttpStatusCode.Redirect, "/cases?state=all"), (answer.StatusCode, answer.Headers.Location!.PathAndQuery()));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("enforcement=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        using var page = await browser.GetAsync(new Uri("/cases", UriKind.Relative), ApiServer.Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("no-store", page.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(page.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("default-src 'self'", string.Concat(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("evil")]
    public async Task Signing_in_leads_to_no_other_site(string target)
    {
        using var answer = await SignIn(server.Browser(), target);
        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.StatusCode, answer.Headers.Location!.PathAndQuery()));
        using var culture = await server.Browser().GetAsync(new Uri($"/culture?culture=en&returnUrl={Uri.EscapeDataString(target)}", UriKind.Relative), ApiServer.Ct);
        Assert.Equal("/", culture.Headers.Location!.PathAndQuery());
    }

    [Fact]
    public async Task A_form_without_its_token_is_400_and_does_nothing()
    {
        var id = await server.OpenCase();
        var task = await server.TaskOf(id, "Register");
        var browser = server.Browser();
        using (await SignIn(browser, "/"))
        {
        }

        foreach (var path in new[] { "/sign-in", "/sign-out", "/setup", "/cases/start", $"/tasks/{task}", $"/cases/{id}", "/reminders" })
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["_handler"] = path == "/sign-in" ? "sign-in" : "task",
                ["UserName"] = "officer1",
                ["Password"] = ApiServer.Password,
                ["outcome"] = "submit",
            });
            using var answer = await browser.PostAsync(new Uri(path, UriKind.Relative), form, ApiServer.Ct);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{path}: {answer.StatusCode}");
        }

        Assert.Equal(task, await server.TaskOf(id, "Register"));
        using var still = await browser.GetAsync(new Uri("/cases", UriKind.Relative), ApiServer.Ct);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    public async Task The_cookie_of_the_pages_does_not_let_another_site_write_through_the_interface(string header, string value, int status)
    {
        var id = await server.OpenCase();
        var browser = server.Browser();
        using (await SignIn(browser, "/"))
        {
        }

        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/tasks/{await server.TaskOf(id, "Register")}/claim");
        request.Headers.TryAddWithoutValidation(header, value);
        var answer = await new ApiUser(browser).Send(request);

        if (status == 200)
        {
            answer.Is(200);
        }
        else
        {
            answer.IsProblem(403, "request.foreign");
        }
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_a_page_and_no_problem()
    {
        var browser = server.Browser();
        using (await SignIn(browser, "/"))
        {
        }

        using var answer = await browser.GetAsync(new Uri("/no-such-page", UriKind.Relative), ApiServer.Ct);
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task One_address_cannot_try_passwords_without_end()
    {
        await using var strict = new ApiServer(("SignIn:AttemptsPerMinute", "5"));
        var nobody = await strict.User(null);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            (await nobody.Post("/api/v1/session", new { userName = $"user{attempt}", password = "x" })).IsProblem(401, "session.failed");
        }

        var refused = (await nobody.Post("/api/v1/session", new { userName = "officer1", password = ApiServer.Password })).IsProblem(429, "request.too-many");
        Assert.Equal(TimeSpan.FromSeconds(60), refused.Headers.RetryAfter?.Delta);
        using var form = new FormUrlEncodedContent([]);
        using var page = await strict.Browser().PostAsync(new Uri("/sign-in", UriKind.Relative), form, ApiServer.Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, page.StatusCode);
        (await nobody.Get("/health/live")).Is(200);
    }

    internal static async Task<HttpResponseMessage> SignIn(HttpClient browser, string returnUrl)
    {
        var html = await browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative), ApiServer.Ct);
        var token = WebUtility.HtmlDecode(Token().Match(html).Groups["token"].Value);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = token,
            ["UserName"] = "officer1",
            ["Password"] = ApiServer.Password,
            ["ReturnUrl"] = returnUrl,
        });
        return await browser.PostAsync(new Uri("/sign-in", UriKind.Relative), form, ApiServer.Ct);
    }

    private List<string> Pages()
    {
        server.StartServer();
        return
        [
            .. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
                .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).Distinct(),
        ];
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("{[^}]*}")]
    private static partial Regex Placeholder();
}

internal static class Addresses
{
    public static string PathAndQuery(this Uri address) => address.IsAbsoluteUri ? address.PathAndQuery : address.OriginalString;
}
