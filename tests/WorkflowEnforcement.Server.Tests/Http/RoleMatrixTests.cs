using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

/// <summary>Every route of the interface against every role. A route that is new has no row here, and the test says so.</summary>
public sealed class RoleMatrixTests(ApiServer server) : IClassFixture<ApiServer>
{
    private static readonly string[] Officers = ["officer1", "officer2"];

    private static readonly string[] Seeing =
    [
        "officer1", "officer2", "unithead", "reviewer", "legalhead", "deputy", "director", "archivist", "publisher", "evaluator", "supervisor", "auditor",
    ];

    private static readonly string[] Blind = ["clerk", "admin", ApiServer.Stranger];

    /// <summary>What each route is expected to answer to a signed-in user.</summary>
    private static readonly Dictionary<string, Func<string, int>> Expected = new(StringComparer.Ordinal)
    {
        ["POST /api/v1/session"] = _ => 200,
        ["GET /api/v1/cases"] = _ => 200,
        ["POST /api/v1/cases"] = user => user is "officer1" or "officer2" or ApiServer.Stranger ? 201 : 403,
        ["GET /api/v1/cases/{id}"] = ForSeeing,
        ["GET /api/v1/cases/{id}/timeline"] = ForSeeing,
        ["GET /api/v1/cases/{id}/documents"] = ForSeeing,
        ["GET /api/v1/cases/{id}/evidence"] = ForSeeing,
        ["GET /api/v1/cases/{id}/clocks"] = ForSeeing,
        ["GET /api/v1/cases/{id}/diagram"] = ForSeeing,
        ["GET /api/v1/cases/{id}/diagram/bpmn"] = ForSeeing,
        ["GET /api/v1/cases/{id}/incidents"] = ForSeeing,
        ["GET /api/v1/cases/{id}/messages"] = ForSeeing,
        ["POST /api/v1/cases/{id}/messages/{element}"] = user => Blind.Contains(user) ? 404 : 409,
        ["GET /api/v1/cases/{id}/links"] = ForSeeing,
        ["POST /api/v1/cases/{id}/links"] = user => Blind.Contains(user) ? 404 : Officers.Contains(user) ? 409 : 403,
        ["POST /api/v1/cases/{id}/incidents/{incident}/resolve"] = user =>
            Blind.Contains(user) ? 404 : user is "officer1" or "unithead" or "legalhead" ? 409 : 403,
        ["GET /api/v1/tasks"] = _ => 200,
        ["GET /api/v1/tasks/{id}"] = ForSeeing,
        ["POST /api/v1/tasks/{id}/complete"] = user => Blind.Contains(user) ? 404 : Officers.Contains(user) ? 200 : 403,
        ["POST /api/v1/tasks/{id}/claim"] = user => Blind.Contains(user) ? 404 : Officers.Contains(user) ? 200 : 403,
        ["POST /api/v1/tasks/{id}/release"] = user => Blind.Contains(user) ? 404 : 409,
        ["POST /api/v1/tasks/{id}/transfer"] = user => Blind.Contains(user) ? 404 : user == "officer1" ? 200 : user == "officer2" ? 422 : 403,
        ["POST /api/v1/tasks/{id}/delegate"] = user => Blind.Contains(user) ? 404 : user == "officer1" ? 200 : user == "officer2" ? 422 : 403,
        ["POST /api/v1/tasks/{id}/recall"] = user => Blind.Contains(user) ? 404 : Officers.Contains(user) ? 409 : 403,
        ["POST /api/v1/tasks/{id}/hand-back"] = user => Blind.Contains(user) ? 404 : Officers.Contains(user) ? 409 : 403,
        ["POST /api/v1/tasks/{id}/add-signers"] = user => Blind.Contains(user) ? 404 : Officers.Contains(user) ? 200 : 403,
        ["POST /api/v1/tasks/{id}/remove-signers"] = user => Blind.Contains(user) ? 404 : 409,
        ["POST /api/v1/tasks/{id}/take-back-signature"] = user => Blind.Contains(user) ? 404 : 409,
        ["POST /api/v1/tasks/{id}/urge"] = user => Blind.Contains(user) ? 404 : user is "officer1" or "unithead" or "supervisor" ? 200 : 403,
        ["POST /api/v1/tasks/{id}/copy"] = user => Blind.Contains(user) ? 404 : user is "officer1" or "officer2" or "unithead" ? 200 : 403,
        ["POST /api/v1/tasks/{id}/return"] = user => Blind.Contains(user) ? 404 : Officers.Contains(user) ? 409 : 403,
        ["POST /api/v1/tasks/{id}/withdraw"] = user => Blind.Contains(user) ? 404 : 409,
        ["GET /api/v1/proxies"] = _ => 200,
        ["POST /api/v1/proxies"] = user => user is "officer1" or "unithead" or "admin" ? 422 : 403,
        ["DELETE /api/v1/proxies/{id}"] = _ => 404,
        ["GET /api/v1/documents/{id}/content"] = ForSeeing,
        ["GET /api/v1/reminders"] = _ => 200,
        ["POST /api/v1/reminders/read"] = _ => 204,
        ["GET /api/v1/calendar/years"] = _ => 200,
        ["GET /api/v1/calendar/years/{year}"] = _ => 200,
        ["POST /api/v1/calendar/years/{year}/preview"] = user => user == "admin" ? 422 : 403,
        ["PUT /api/v1/calendar/years/{year}"] = user => user == "admin" ? 422 : 403,
        ["GET /api/v1/clock-parameters"] = _ => 200,
        ["GET /api/v1/clock-parameters/{clock}"] = _ => 200,
        ["PUT /api/v1/clock-parameters/{clock}"] = user => user == "admin" ? 422 : 403,
        ["GET /api/v1/registers"] = _ => 200,
        ["GET /api/v1/registers/{register}"] = _ => 200,
        ["GET /api/v1/registers/{register}/{key}"] = _ => 404,
        ["PUT /api/v1/registers/{register}/{key}"] = user => user is "admin" or "legalhead" ? 422 : 403,
        ["GET /api/v1/discretion"] = _ => 200,
        ["GET /api/v1/discretion/{matter}"] = _ => 200,
        ["PUT /api/v1/discretion/{matter}"] = user => user is "admin" or "legalhead" ? 422 : 403,
        ["GET /api/v1/accounts"] = user => user == "admin" ? 200 : 403,
        ["GET /api/v1/accounts/{account}"] = user => user == "admin" ? 200 : 403,
        ["POST /api/v1/accounts"] = user => user == "admin" ? 422 : 403,
        ["PUT /api/v1/accounts/{account}"] = user => user == "admin" ? 422 : 403,
        ["POST /api/v1/accounts/{account}/disable"] = user => user == "admin" ? 422 : 403,
        ["POST /api/v1/accounts/{account}/enable"] = user => user == "admin" ? 422 : 403,
        ["POST /api/v1/accounts/{account}/password"] = user => user == "admin" ? 422 : 403,
        ["GET /api/v1/procedures"] = _ => 200,
        ["GET /api/v1/procedures/{key}/bpmn"] = _ => 200,
        ["GET /api/v1/procedures/{key}/versions"] = _ => 200,
        ["POST /api/v1/procedures/{key}/migrations/dry-run"] = user => user == "legalhead" ? 422 : 403,
        ["POST /api/v1/procedures/{key}/migrations"] = user => user == "legalhead" ? 422 : 403,
    };

    [Fact]
    public async Task Every_route_answers_every_role_as_the_law_of_access_says()
    {
        await server.AddStranger();
        var shown = await server.OpenCase("test.numbered");
        await Finish(shown);
        foreach (var route in OpenApiTests.Routes(server.Services).Select(route => $"{route.Method.ToUpperInvariant()} {route.Path}").Distinct().ToList())
        {
            Assert.True(Expected.TryGetValue(route, out var expected), $"{route} has no row in the matrix of roles");
            foreach (var user in Seeing.Concat(Blind))
            {
                // What a write may change is a case of its own, so that one role does not spoil it for the next.
                var writes = route.StartsWith("POST", StringComparison.Ordinal);
                var id = writes ? await server.OpenCase() : shown;
                var before = await EventsOf(id);

                var answer = await Send(route, id, await server.User(user));

                Assert.True(answer.Status == expected(user), $"{route} as {user}: expected {expected(user)}, but {answer.Status} {answer.Text}");
                if (answer.Status >= 400)
                {
                    answer.IsProblem(answer.Status);
                    Assert.Equal(before, await EventsOf(id));
                }
            }
        }
    }

    [Fact]
    public async Task Nobody_gets_anything_without_signing_in_but_the_door()
    {
        var id = await server.OpenCase("test.numbered");
        await Finish(id);
        var nobody = await server.User(null);
        foreach (var (method, path) in OpenApiTests.Routes(server.Services))
        {
            var route = $"{method.ToUpperInvariant()} {path}";
            var answer = await Send(route, id, nobody);
            if (route == "POST /api/v1/session")
            {
                answer.Is(200);
                continue;
            }

            answer.IsProblem(401, "session.missing");
            Assert.Contains("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }

        (await nobody.Get("/health/live")).Is(200);
        (await nobody.Get("/health/ready")).Is(200);
        (await nobody.Get("/openapi/v1.json")).Is(200);
    }

    [Fact]
    public async Task A_forged_or_foreign_token_is_no_token()
    {
        var http = new HttpClient { BaseAddress = (await server.User(null)).Http.BaseAddress };
        foreach (var header in new[] { "Bearer nonsense", "Bearer ", "bearer x", "Basic b2ZmaWNlcjE6eA==", "Bearer " + new string('A', 5000) })
        {
            http.DefaultRequestHeaders.Remove("Authorization");
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
            (await new ApiUser(http).Get("/api/v1/cases")).IsProblem(401, "session.missing");
        }
    }

    [Fact]
    public async Task A_stranger_s_lists_hold_nothing_of_another_section()
    {
        await server.AddStranger();
        await server.OpenCase();
        foreach (var user in Blind)
        {
            var person = await server.User(user);
            Assert.All((await person.Get("/api/v1/cases?state=all&take=200")).Is(200).Items, item => Assert.Equal("外科室的案件", item.GetProperty("title").GetString()));
            Assert.DoesNotContain((await person.Get("/api/v1/tasks?scope=all&take=200")).Is(200).Items, item => item.GetProperty("name").GetString() == "审核");
        }
    }

    private static int ForSeeing(string user) => Blind.Contains(user) ? 404 : 200;

    private async Task Finish(Guid id)
    {
        await (await server.User("officer1")).Post($"/api/v1/tasks/{await server.TaskOf(id, "Register")}/complete", new { outcome = "submit" });
        server.Time.Advance(TimeSpan.FromSeconds(2));
        await server.Sweep();
        await using var db = server.Db();

        // The file of a document need not be a good one here, only there.
        var hash = await server.Services.GetRequiredService<Server.Documents.BlobStore>().Keep("docx"u8.ToArray(), ApiServer.Ct);
        await db.Documents.Where(row => row.CaseId == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Sha256, hash), ApiServer.Ct);
    }

    private async Task<int> EventsOf(Guid id)
    {
        await using var db = server.Db();
        return await db.Events.CountAsync(row => row.CaseId == id, ApiServer.Ct);
    }

    private async Task<ApiAnswer> Send(string route, Guid id, ApiUser user)
    {
        await using var db = server.Db();
        var task = await db.Tasks.AsNoTracking().Where(row => row.CaseId == id).Select(row => row.Task).FirstAsync(ApiServer.Ct);
        var document = await db.Documents.AsNoTracking().Where(row => row.CaseId == id).Select(row => row.Id).FirstOrDefaultAsync(ApiServer.Ct);
        var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
        var path = pattern
            .Replace("{id}", pattern.Contains("/tasks/", StringComparison.Ordinal) ? Server.Approvals.TaskId.Of(id, task)
                : pattern.Contains("/documents/{", StringComparison.Ordinal) ? $"{document}" : $"{id}", StringComparison.Ordinal)
            .Replace("{incident}", "1", StringComparison.Ordinal)
            .Replace("{element}", "Register", StringComparison.Ordinal)
            .Replace("{key}", "test.short", StringComparison.Ordinal)
            .Replace("{matter}", "CF-JN-01", StringComparison.Ordinal)
            .Replace("{year}", "2026", StringComparison.Ordinal)
            .Replace("{register}", "matters", StringComparison.Ordinal)
            .Replace("{account}", "officer1", StringComparison.Ordinal)
            .Replace("{clock}", "T37", StringComparison.Ordinal);
        object? body = pattern switch
        {
            "/api/v1/session" => new { userName = "officer1", password = ApiServer.Password },
            "/api/v1/proxies" => new { grantor = "officer1", proxy = "publisher" },
            "/api/v1/cases" => new { procedure = "test.short", title = "外科室的案件" },
            _ when pattern.Contains("/accounts", StringComparison.Ordinal) => new { reason = " " },
            _ when pattern.Contains("/discretion/", StringComparison.Ordinal) => new { reason = "核对。" },
            _ when pattern.Contains("/registers/", StringComparison.Ordinal) => new { members = new { name = "某事项" }, reason = "核对。" },
            _ when pattern.EndsWith("/links", StringComparison.Ordinal) => new { procedure = "penalty.ordinary" },
            _ when pattern.Contains("/calendar/", StringComparison.Ordinal) || pattern.Contains("/clock-parameters", StringComparison.Ordinal) => new { reason = "核对。" },
            _ when pattern.EndsWith("/complete", StringComparison.Ordinal) => new { outcome = "submit" },
            _ when pattern.EndsWith("/transfer", StringComparison.Ordinal) || pattern.EndsWith("/delegate", StringComparison.Ordinal) => new { to = "officer2", reason = "出差。" },
            _ when pattern.EndsWith("/recall", StringComparison.Ordinal) => new { reason = "自行办理。" },
            _ when pattern.EndsWith("/hand-back", StringComparison.Ordinal) || pattern.EndsWith("/urge", StringComparison.Ordinal) => new { note = "请办理。" },
            _ when pattern.EndsWith("-signers", StringComparison.Ordinal) || pattern.EndsWith("/copy", StringComparison.Ordinal) =>
                new { position = "before", persons = new[] { "legalhead" }, reason = "请先签。" },
            _ when pattern.EndsWith("/return", StringComparison.Ordinal) => new { to = "Register", reason = "须补充。" },
            _ when pattern.Contains("/migrations", StringComparison.Ordinal) => new { from = 1, to = 1, reason = "新规定。", asOf = 0 },
            _ when pattern.EndsWith("/messages/{element}", StringComparison.Ordinal) => new { comment = "书面。" },
            _ when pattern.EndsWith("/resolve", StringComparison.Ordinal) => new { reason = "已处理" },
            _ => null,
        };
        return method switch
        {
            "GET" => await user.Get(path),
            "PUT" => await user.Send(new HttpRequestMessage(HttpMethod.Put, path) { Content = System.Net.Http.Json.JsonContent.Create(body) }),
            "DELETE" => await user.Send(new HttpRequestMessage(HttpMethod.Delete, path)),
            _ => await user.Post(path, body),
        };
    }
}
