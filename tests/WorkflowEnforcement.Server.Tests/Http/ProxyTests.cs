using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

/// <summary>Written delegations and acting by them over a real port; the law of each is told in the tests of the law.</summary>
public sealed class ProxyTests : IDisposable
{
    private const string Day = "2026-03-02";

    private readonly ApiServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task A_delegation_is_entered_once_for_one_key_and_told_to_those_concerned()
    {
        var head = await server.User("unithead");
        var first = (await head.Post("/api/v1/proxies", Paper("legalhead"), key: "enter-once")).Is(201);
        Assert.Equal(first.Text, (await head.Post("/api/v1/proxies", Paper("legalhead"), key: "enter-once")).Is(201).Text);
        (await head.Post("/api/v1/proxies", Paper("deputy"), key: "enter-once")).IsProblem(409, "command.reused");

        var entered = first.Json;
        Assert.Equal(("unithead", "legalhead", "inForce"), (Text(entered.GetProperty("grantor"), "userName"), Text(entered.GetProperty("proxy"), "userName"), Text(entered, "state")));
        Assert.Equal((Day, "2026-03-06", "委1号", 64), (Text(entered, "from"), Text(entered, "until"), Text(entered, "number"), Text(entered, "entry")!.Length));
        Assert.Equal($"/api/v1/proxies/{Text(entered, "id")}", first.Headers.Location!.OriginalString);
        foreach (var (user, seen) in new[] { ("unithead", 1), ("legalhead", 1), ("admin", 1), ("director", 1), ("officer1", 0), ("deputy", 0) })
        {
            Assert.Equal(seen, (await (await server.User(user)).Get("/api/v1/proxies")).Is(200).Items.Count);
        }
    }

    [Fact]
    public async Task What_is_wrong_with_a_delegation_is_told_at_its_field()
    {
        var head = await server.User("unithead");
        var wrong = (await head.Post("/api/v1/proxies", new { proxy = "legalhead", number = "" })).IsProblem(422, "proxy.entry").Json.GetProperty("errors");
        Assert.Equal("from number signedOn until", string.Join(' ', wrong.EnumerateObject().Select(fault => fault.Name).Order(StringComparer.Ordinal)));
        (await head.Post("/api/v1/proxies", Paper("unithead"))).IsProblem(422, "proxy.self");
        (await head.Post("/api/v1/proxies", Paper("nobody"))).IsProblem(422, "proxy.person");
        (await head.Post("/api/v1/proxies", Paper("admin"))).IsProblem(422, "proxy.outside");
        (await head.Post("/api/v1/proxies", Paper("legalhead", "director"))).IsProblem(403, "proxy.keeper");
        (await head.Post("/api/v1/proxies", Paper("legalhead") with { Roles = ["director"] })).IsProblem(422, "proxy.role");
        (await head.Post("/api/v1/proxies", Paper("legalhead") with { From = "2026-03-40" })).IsProblem(400);
        (await head.Post("/api/v1/proxies", Paper("legalhead"))).Is(201);
        (await head.Post("/api/v1/proxies", Paper("legalhead"))).IsProblem(409, "proxy.number");
        (await head.Post("/api/v1/proxies", Paper("deputy") with { Number = "委2号" })).IsProblem(409, "proxy.overlap");
    }

    [Fact]
    public async Task A_proxy_finds_the_task_marked_does_it_and_the_record_shows_both_names()
    {
        var (id, task) = await AtReview();
        await Enter("unithead", Paper("clerk"));
        var proxy = await server.User("clerk");

        var listed = Assert.Single((await proxy.Get($"/api/v1/tasks?scope=all&case={id}")).Is(200).Items);
        Assert.Equal("unithead", Text(listed.GetProperty("onBehalfOf"), "userName"));
        Assert.Contains("complete", listed.GetProperty("operations").EnumerateArray().Select(operation => operation.GetString()));
        var own = (await proxy.Get($"/api/v1/tasks/{task}")).Is(200).Json;
        Assert.Equal((JsonValueKind.Null, "unithead"), (own.GetProperty("onBehalfOf").ValueKind, Text(own.GetProperty("grantors")[0], "userName")));
        (await proxy.Get($"/api/v1/tasks/{task}?onBehalfOf=director")).IsProblem(403, "proxy.none");
        (await proxy.Post($"/api/v1/tasks/{task}/complete", new { outcome = "agree" })).IsProblem(403, "task.role");

        (await proxy.Post($"/api/v1/tasks/{task}/claim", new { onBehalfOf = "unithead" }, key: "claim")).Is(200);
        (await proxy.Post($"/api/v1/tasks/{task}/claim", key: "claim")).IsProblem(409, "command.reused");
        var signer = Assert.Single((await proxy.Get($"/api/v1/tasks/{task}?onBehalfOf=unithead")).Json.GetProperty("signers").EnumerateArray());
        Assert.Equal("unithead", Text(signer, "person"));
        (await proxy.Post($"/api/v1/tasks/{task}/add-signers", new { position = "after", persons = Persons("legalhead"), reason = "请会签。", onBehalfOf = "unithead" })).Is(200);
        (await proxy.Post($"/api/v1/tasks/{task}/complete", new { outcome = "agree", onBehalfOf = "unithead" })).Is(200);
        var signed = (await proxy.Get($"/api/v1/tasks/{task}")).Json.GetProperty("signers").EnumerateArray().Single(one => Text(one, "state") == "signed");
        Assert.Equal(("clerk", "unithead"), (Text(signed, "person"), Text(signed, "onBehalfOf")));
        (await (await server.User("legalhead")).Post($"/api/v1/tasks/{task}/complete", new { outcome = "agree" })).Is(200);

        var told = (await proxy.Get($"/api/v1/cases/{id}/timeline")).Items.Select(line => (Text(line, "actor"), Text(line, "text"))).ToList();
        Assert.Contains(("窗口受理人员（代办案机构负责人）", "由窗口受理人员代办案机构负责人签收「审核」（委托书委1号）"), told);
        Assert.Contains(("窗口受理人员（代办案机构负责人）", "由窗口受理人员代办案机构负责人签署「审核」：同意（委托书委1号）"), told);
    }

    [Fact]
    public async Task Outside_its_limits_nothing_is_done_and_the_case_stays_as_it_was()
    {
        var (id, task) = await AtReview();
        var (proxy, version) = (await server.User("clerk"), await Version(id));
        await Enter("unithead", Paper("clerk") with { From = "2026-03-03" });
        await Refused("clerk", "unithead", 404, "not-found");
        await Refused("legalhead", "unithead", 403, "proxy.none");
        await Refused("legalhead", "nobody", 422, "proxy.person");
        await Refused("legalhead", "legalhead", 422, "proxy.self");
        await Enter("legalhead", Paper("reviewer") with { Number = "委3号", Until = "2026-03-31" });
        await Enter("unithead", Paper("officer2") with { Number = "委4号", Until = Day });
        await Enter("unithead", Paper("legalhead") with { Number = "委5号", From = "2026-03-09", Until = "2026-03-09" });
        await Refused("legalhead", "unithead", 403, "proxy.ahead");
        server.Time.Advance(TimeSpan.FromDays(1));
        await Refused("officer2", "unithead", 403, "proxy.ended");
        server.Time.Advance(TimeSpan.FromDays(6));
        await Refused("reviewer", "unithead", 403, "proxy.chain");
        Assert.Equal(version, await Version(id));
        (await (await server.User("legalhead")).Post($"/api/v1/tasks/{task}/complete", new { outcome = "agree", onBehalfOf = "unithead" })).Is(200);

        async Task Refused(string user, string grantor, int status, string code)
        {
            var hand = await server.User(user);
            foreach (var (operation, body) in Bodies(grantor))
            {
                (await hand.Post($"/api/v1/tasks/{task}/{operation}", body)).IsProblem(status, code);
            }

            Assert.Equal(version, await Version(id));
        }
    }

    [Fact]
    public async Task A_handler_does_not_approve_in_the_name_of_the_head_and_finds_no_such_task()
    {
        var (id, task) = await AtReview();
        await Enter("unithead", Paper("officer1"));
        var officer = await server.User("officer1");
        (await officer.Post($"/api/v1/tasks/{task}/complete", new { outcome = "agree", onBehalfOf = "unithead" })).IsProblem(403, "separation.handler");
        Assert.Empty((await officer.Get($"/api/v1/tasks?scope=all&case={id}")).Is(200).Items);
    }

    [Fact]
    public async Task A_revocation_holds_at_once_and_is_told_once()
    {
        var (id, task) = await AtReview();
        var paper = await Enter("unithead", Paper("clerk"));
        var proxy = await server.User("clerk");
        (await proxy.Get($"/api/v1/tasks/{task}")).Is(200);
        (await Delete("clerk", paper)).IsProblem(403, "proxy.keeper");
        (await Delete("officer1", paper)).IsProblem(404, "not-found");
        var revoked = (await Delete("unithead", paper, "revoke", "提前返回。")).Is(200);
        Assert.Equal(("revoked", "提前返回。", "unithead"), (Text(revoked.Json, "state"), Text(revoked.Json, "revokedBecause"), Text(revoked.Json.GetProperty("revokedBy"), "userName")));
        Assert.Equal(revoked.Text, (await Delete("unithead", paper, "revoke", "提前返回。")).Is(200).Text);
        (await Delete("unithead", paper)).IsProblem(409, "proxy.settled");
        (await proxy.Post($"/api/v1/tasks/{task}/complete", new { outcome = "agree", onBehalfOf = "unithead" })).IsProblem(404);
        (await (await server.User("legalhead")).Post($"/api/v1/tasks/{task}/complete", new { outcome = "agree", onBehalfOf = "unithead" })).IsProblem(403, "proxy.none");
        Assert.Empty((await proxy.Get($"/api/v1/tasks?scope=all&case={id}")).Is(200).Items);
    }

    [Fact]
    public async Task Of_several_entries_at_once_for_one_scope_one_is_taken()
    {
        var head = await server.User("unithead");
        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(at => head.Post("/api/v1/proxies", Paper(at % 2 == 0 ? "legalhead" : "deputy") with { Number = $"委{at}号" })));
        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer.Status != 201), answer => answer.IsProblem(409, "proxy.overlap"));
    }

    private static IEnumerable<(string Operation, object Body)> Bodies(string onBehalfOf) =>
    [
        ("claim", new { onBehalfOf }),
        ("release", new { onBehalfOf }),
        ("complete", new { outcome = "agree", onBehalfOf }),
        ("transfer", new { to = "deputy", reason = "出差。", onBehalfOf }),
        ("delegate", new { to = "deputy", reason = "出差。", onBehalfOf }),
        ("hand-back", new { note = "属实。", onBehalfOf }),
        ("recall", new { reason = "自行办理。", onBehalfOf }),
        ("add-signers", new { position = "before", persons = Persons("archivist"), reason = "请会签。", onBehalfOf }),
        ("remove-signers", new { persons = Persons("archivist"), reason = "不再需要。", onBehalfOf }),
        ("take-back-signature", new { onBehalfOf }),
        ("urge", new { note = "期限将至。", onBehalfOf }),
        ("copy", new { persons = Persons("deputy"), note = "请知悉。", onBehalfOf }),
        ("return", new { to = "Register", reason = "须补充。", onBehalfOf }),
        ("withdraw", new { onBehalfOf }),
    ];

    private static Paper Paper(string proxy, string? grantor = null) => new(grantor, proxy, [], Day, Day, "2026-03-06", "委1号");

    private static string[] Persons(params string[] persons) => persons;

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private async Task<(Guid Id, string Task)> AtReview()
    {
        var id = await server.OpenCase();
        (await (await server.User("officer1")).Post($"/api/v1/tasks/{await server.TaskOf(id, "Register")}/complete", new { outcome = "submit" })).Is(200);
        return (id, await server.TaskOf(id, "Review"));
    }

    private async Task<string> Enter(string grantor, Paper paper) => Text((await (await server.User(grantor)).Post("/api/v1/proxies", paper)).Is(201).Json, "id")!;

    private async Task<ApiAnswer> Delete(string user, string paper, string? key = null, string reason = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/proxies/{paper}?reason={Uri.EscapeDataString(reason)}");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await (await server.User(user)).Send(request);
    }

    private async Task<int> Version(Guid id)
    {
        await using var db = server.Db();
        return await db.Cases.Where(row => row.Id == id).Select(row => row.Version).SingleAsync(ApiServer.Ct);
    }
}

/// <summary>A written delegation as it is sent.</summary>
internal sealed record Paper(
    [property: JsonPropertyName("grantor")] string? Grantor,
    [property: JsonPropertyName("proxy")] string Proxy,
    [property: JsonPropertyName("roles")] string[] Roles,
    [property: JsonPropertyName("signedOn")] string SignedOn,
    [property: JsonPropertyName("from")] string From,
    [property: JsonPropertyName("until")] string Until,
    [property: JsonPropertyName("number")] string Number);
