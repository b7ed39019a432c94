using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

/// <summary>Whatever is sent to the interface, the answer is a problem with a code, never a page and never a half effect.</summary>
public sealed class ApiErrorTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Cases = "/api/v1/cases";

    public static TheoryData<string, string> MalformedBodies => new()
    {
        { "no JSON", "not json" },
        { "nothing", "" },
        { "null", "null" },
        { "a list", "[1,2]" },
        { "cut off", "{\"procedure\":\"test.short\",\"title\":\"x\"" },
        { "a title that is a number", "{\"procedure\":\"test.short\",\"title\":5}" },
        { "half a surrogate pair in the title", "{\"procedure\":\"test.short\",\"title\":\"\\ud800\"}" },
        { "a member twice", "{\"procedure\":\"test.short\",\"title\":\"a\",\"title\":\"b\"}" },
        { "deep facts", "{\"procedure\":\"test.short\",\"title\":\"x\",\"facts\":" + new string('[', 5000) + new string(']', 5000) + "}" },
    };

    [Theory]
    [MemberData(nameof(MalformedBodies))]
    public async Task A_body_that_is_not_what_the_interface_takes_is_400(string what, string body)
    {
        Assert.NotEmpty(what);
        (await (await server.User("officer1")).PostText(Cases, body)).IsProblem(400, "request.malformed");
    }

    [Fact]
    public async Task An_unknown_address_method_or_media_type_is_a_problem_too()
    {
        var officer = await server.User("officer1");

        (await officer.Get("/api/v1/no-such-thing")).IsProblem(404, "not-found");
        (await officer.Get("/api/v1/cases/not-a-guid")).IsProblem(404, "not-found");
        (await officer.Get("/api/nothing")).IsProblem(404, "not-found");
        (await officer.Send(new HttpRequestMessage(HttpMethod.Delete, Cases))).IsProblem(405, "request.method");
        (await officer.PostText(Cases, "<case/>", "application/xml")).IsProblem(415, "request.media-type");
        (await officer.PostText(Cases, "title=x", "application/x-www-form-urlencoded")).IsProblem(415, "request.media-type");
    }

    [Fact]
    public async Task A_body_over_a_mebibyte_is_413()
    {
        var officer = await server.User("officer1");
        var body = $$"""{"procedure":"test.short","title":"{{new string('x', 1024 * 1024)}}"}""";

        (await officer.PostText(Cases, body)).IsProblem(413, "request.too-large");
        (await (await server.User(null)).PostText("/api/v1/session", body)).IsProblem(413, "request.too-large");
        using var chunked = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(body)));
        chunked.Headers.ContentType = new("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, Cases) { Content = chunked };
        request.Headers.TransferEncodingChunked = true;
        (await officer.Send(request)).IsProblem(413, "request.too-large");
    }

    [Fact]
    public async Task A_caller_who_is_still_sending_three_mebibytes_is_told_413_and_not_cut_off()
    {
        var officer = await server.User("officer1");
        var body = $$"""{"procedure":"test.short","title":"{{new string('x', 3 * 1024 * 1024)}}"}""";

        for (var i = 0; i < 20; i++)
        {
            (await officer.PostText(Cases, body)).IsProblem(413, "request.too-large");
        }
    }

    [Theory]
    [InlineData("/api/v1/tasks/nonsense")]
    [InlineData("/api/v1/tasks/00000000000000000000000000000000-1")]
    [InlineData("/api/v1/tasks/00000000000000000000000000000000-99999999999999999999999")]
    [InlineData("/api/v1/tasks/-")]
    [InlineData("/api/v1/tasks/..%2f..%2fetc")]
    [InlineData("/api/v1/cases/00000000-0000-0000-0000-000000000000")]
    [InlineData("/api/v1/cases/00000000-0000-0000-0000-000000000000/timeline")]
    [InlineData("/api/v1/documents/00000000-0000-0000-0000-000000000000/content")]
    [InlineData("/api/v1/procedures/none/bpmn")]
    [InlineData("/api/v1/procedures/..%2f..%2fappsettings.json/bpmn")]
    public async Task An_id_that_names_nothing_is_404(string path) => (await (await server.User("officer1")).Get(path)).IsProblem(404, "not-found");

    [Theory]
    [InlineData("/api/v1/cases?take=abc", "request.malformed")]
    [InlineData("/api/v1/cases?take=99999999999", "request.malformed")]
    [InlineData("/api/v1/cases?mine=perhaps", "request.malformed")]
    [InlineData("/api/v1/cases?cursor=garbage", "list.cursor")]
    [InlineData("/api/v1/cases?cursor=", "list.cursor")]
    [InlineData("/api/v1/cases?cursor=%27%3B%20DROP%20TABLE%20cases", "list.cursor")]
    [InlineData("/api/v1/cases?sort=due&cursor=20260231-0", "list.cursor")]
    [InlineData("/api/v1/cases?state=closed", "cases.state")]
    [InlineData("/api/v1/cases?sort=title", "cases.sort")]
    [InlineData("/api/v1/tasks?scope=everybody", "tasks.scope")]
    [InlineData("/api/v1/tasks?case=nonsense", "request.malformed")]
    public async Task A_parameter_that_cannot_be_read_is_400(string path, string code) => (await (await server.User("officer1")).Get(path)).IsProblem(400, code);

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public async Task A_strange_size_of_a_page_is_brought_into_bounds(int take)
    {
        var id = await server.OpenCase();
        var officer = await server.User("officer1");
        foreach (var path in new[] { "cases", "tasks", "reminders", $"cases/{id}/timeline" })
        {
            (await officer.Get($"/api/v1/{path}?take={take.ToString(CultureInfo.InvariantCulture)}")).Is(200);
        }
    }

    [Theory]
    [InlineData("""{"procedure":"test.short","title":"   "}""", 422, "case.title")]
    [InlineData("""{"procedure":"test.short"}""", 422, "case.title")]
    [InlineData("""{"procedure":"no.such","title":"x"}""", 409, "procedure.unusable")]
    [InlineData("""{"title":"x"}""", 409, "procedure.unusable")]
    [InlineData("""{"procedure":"test.short","title":"x","facts":[]}""", 422, "facts.invalid")]
    [InlineData("""{"procedure":"test.short","title":"x","facts":{"no.such":1}}""", 422, "facts.invalid")]
    [InlineData("""{"procedure":"test.short","title":"x","facts":{"party.name":"\ud800"}}""", 422, "facts.invalid")]
    [InlineData("""{"procedure":"test.short","title":"x","facts":{"\udfff":"a"}}""", 400, "request.malformed")]
    [InlineData("""{"procedure":"test.short","title":"x","facts":{"decision.fine":1e400}}""", 422, "facts.invalid")]
    [InlineData("""{"procedure":"test.short","title":"x","facts":{"decision.fine":79228162514264337593543950335}}""", 422, "facts.invalid")]
    [InlineData("""{"procedure":"test.short","title":"x","facts":{"decision.fine":-1}}""", 422, "facts.invalid")]
    [InlineData("""{"procedure":"test.short","title":"x","facts":{"party.kind":{"a":1}}}""", 422, "facts.invalid")]
    [InlineData("""{"procedure":"test.short","title":"x","facts":{"evidence.items":[1]}}""", 422, "facts.invalid")]
    public async Task What_cannot_stand_in_a_case_is_refused_and_opens_none(string body, int status, string code)
    {
        var officer = await server.User("officer1");
        var before = await Total(officer);

        (await officer.PostText(Cases, body)).IsProblem(status, code);

        Assert.Equal(before, await Total(officer));
    }

    [Fact]
    public async Task Ten_thousand_facts_are_refused_at_once_with_a_short_answer()
    {
        var facts = string.Join(',', Enumerable.Range(0, 10_000).Select(number => $"\"f{number}\":1"));
        var refused = (await (await server.User("officer1")).PostText(Cases, "{\"procedure\":\"test.short\",\"title\":\"x\",\"facts\":{" + facts + "}}")).IsProblem(422, "facts.invalid");

        Assert.True(refused.Text.Length < 2000);
    }

    [Theory]
    [InlineData("控制\u0001字符")]
    [InlineData("从右到左\u202e文字")]
    [InlineData("零宽\u200b空格")]
    [InlineData("空\u0000字符")]
    [InlineData("表情😀与生僻字𠮷")]
    [InlineData("分解的e\u0301")]
    [InlineData("非字符\uffff")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Odd_text_is_either_kept_in_normal_form_to_the_letter_or_refused(string title)
    {
        var officer = await server.User("officer1");
        var opened = await officer.Post(Cases, new { procedure = "test.short", title });

        if (opened.Status == 201)
        {
            Assert.Equal(title.Normalize(NormalizationForm.FormC), (await officer.Get($"{Cases}/{opened.Json.GetProperty("id").GetString()}")).Is(200).Json.GetProperty("title").GetString());
        }
        else
        {
            Assert.True(opened.IsProblem(422).Code is "record.form" or "case.title");
        }
    }

    [Fact]
    public async Task A_search_takes_any_text()
    {
        var officer = await server.User("officer1");
        foreach (var text in new[] { "%", "_", "'", "\"; --", "\0", "\u202e", new string('长', 500), "[a-z]*" })
        {
            (await officer.Get($"{Cases}?q={Uri.EscapeDataString(text)}")).Is(200);
        }
    }

    [Fact]
    public async Task A_bug_is_a_500_with_a_reference_and_without_its_stack()
    {
        await using var broken = new ApiServer { Extra = services => services.AddSingleton<IStartupFilter, Thrower>() };
        var answer = (await (await broken.User("officer1")).Get("/api/v1/throw")).IsProblem(500, "server.fault");

        Assert.Contains(answer.Json.GetProperty("reference").GetString()!, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        var text = answer.Text;
        Assert.DoesNotContain("a secret of the bug", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    private static async Task<int> Total(ApiUser user) => (await user.Get(Cases)).Json.GetProperty("total").GetInt32();

    // Throws where the pipeline ends, inside all of the program's own middleware.
    private sealed class Thrower : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Use((HttpContext http, RequestDelegate _) => http.Request.Path == "/api/v1/throw"
                ? throw new InvalidOperationException("a secret of the bug")
                : Task.CompletedTask);
        };
    }
}
