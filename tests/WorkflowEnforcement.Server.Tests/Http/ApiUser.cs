using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

/// <summary>An answer of the interface, read whole.</summary>
internal sealed record ApiAnswer(int Status, string? MediaType, string Text, HttpResponseHeaders Headers, byte[] Bytes)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public IReadOnlyList<JsonElement> Items => [.. Json.GetProperty("items").EnumerateArray()];

    public string? Code => MediaType == "application/problem+json" && Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>Demands a problem of RFC 9457 with that status and code.</summary>
    public ApiAnswer IsProblem(int status, string? code = null)
    {
        Assert.True(Status == status, $"Expected {status}, but {Status}: {Text}");
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrWhiteSpace(Json.GetProperty("title").GetString()));
        Assert.False(string.IsNullOrWhiteSpace(Json.GetProperty("detail").GetString()));
        Assert.False(string.IsNullOrWhiteSpace(Code));
        if (code is not null)
        {
            Assert.Equal(code, Code);
        }

        return this;
    }

    public ApiAnswer Is(int status)
    {
        Assert.True(Status == status, $"Expected {status}, but {Status}: {Text}");
        return this;
    }
}

/// <summary>Somebody who uses the interface.</summary>
internal sealed class ApiUser(HttpClient http)
{
    public HttpClient Http => http;

    public Task<ApiAnswer> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<ApiAnswer> Post(string path, object? body = null, string? key = null) =>
        PostText(path, body is null ? null : JsonSerializer.Serialize(body), key: key);

    public Task<ApiAnswer> PostText(string path, string? body, string mediaType = "application/json", string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return Send(request);
    }

    public async Task<ApiAnswer> Send(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await http.SendAsync(request, ApiServer.Ct);
            var bytes = await answer.Content.ReadAsByteArrayAsync(ApiServer.Ct);
            return new ApiAnswer((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, Encoding.UTF8.GetString(bytes), answer.Headers, bytes);
        }
    }
}
