using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

public sealed class OpenApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task The_description_is_valid_and_open_to_all()
    {
        var answer = (await (await server.User(null)).Get("/openapi/v1.json")).Is(200);
        var read = OpenApiDocument.Parse(answer.Text, "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.NotEmpty(read.Document!.Paths);
    }

    [Fact]
    public async Task Every_route_is_described_with_its_answers_and_problems()
    {
        var paths = (await (await server.User(null)).Get("/openapi/v1.json")).Is(200).Json.GetProperty("paths");
        foreach (var (method, path) in Routes(server.Services))
        {
            Assert.True(paths.TryGetProperty(path, out var described), $"{path} is not described");
            Assert.True(described.TryGetProperty(method, out var operation), $"{method} {path} is not described");
            var answers = operation.GetProperty("responses").EnumerateObject().ToList();
            Assert.Contains(answers, answer => answer.Name[0] == '2');
            Assert.Contains(answers, answer => answer.Name == "401");
            Assert.All(answers.Where(answer => answer.Name[0] is '4' or '5'), answer =>
                Assert.True(answer.Value.GetProperty("content").TryGetProperty("application/problem+json", out _), $"{method} {path} {answer.Name}"));
            if (path.Contains('{', StringComparison.Ordinal))
            {
                Assert.Contains(answers, answer => answer.Name == "404");
            }

            if (method == "post" && path != "/api/v1/session")
            {
                Assert.Contains(operation.GetProperty("parameters").EnumerateArray(), parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key");
            }
        }
    }

    [Fact]
    public async Task A_problem_is_described_with_its_code()
    {
        var description = (await (await server.User(null)).Get("/openapi/v1.json")).Is(200).Json;
        var problem = description.GetProperty("components").GetProperty("schemas").GetProperty("ProblemDetails").GetProperty("properties");

        Assert.Equal(JsonValueKind.Object, problem.GetProperty("code").ValueKind);
        Assert.Equal(JsonValueKind.Object, problem.GetProperty("legalSource").ValueKind);
    }

    internal static IEnumerable<(string Method, string Path)> Routes(IServiceProvider services) =>
        from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + System.Text.RegularExpressions.Regex.Replace(endpoint.RoutePattern.RawText!.Trim('/'), ":[a-z]+}", "}")
        where path.StartsWith("/api/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select (method.ToLowerInvariant(), path);
}
