using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using WorkflowEnforcement.Server.Accounts;

namespace WorkflowEnforcement.Server;

/// <summary>The frame of the HTTP interface: every "no" and every fault leaves as problem details, and nothing larger or stranger than expected comes in.</summary>
internal static class ApiFaults
{
    /// <summary>Most bytes of one request's body; files will come in parts of their own.</summary>
    public const long MaxBody = 1024 * 1024;

    /// <summary>Turns faults and empty answers below <c>/api</c> into problem details; other paths pass through.</summary>
    public static async Task Frame(HttpContext http, RequestDelegate next)
    {
        if (!ApiProblem.IsApi(http.Request))
        {
            await next(http);
            return;
        }

        http.Response.Headers.CacheControl = "no-store";
        if (http.Request.ContentLength > MaxBody)
        {
            var (code, detail) = Words(StatusCodes.Status413PayloadTooLarge);
            await ApiProblem.Write(http, StatusCodes.Status413PayloadTooLarge, code, detail);
            return;
        }

        http.Request.Body = new BoundedBody(http.Request.Body, MaxBody);
        if (IsForeign(http.Request))
        {
            await ApiProblem.Write(http, StatusCodes.Status403Forbidden, "request.foreign", "该请求由其他网站发出，未予办理。");
            return;
        }

        await Answer(http, next);
    }

    private static async Task Answer(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException fault) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = fault.StatusCode;
        }
        catch (Exception fault) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await Fail(http, fault);
            return;
        }

        if (!http.Response.HasStarted && http.Response.StatusCode >= 400 && http.Response.ContentType is null && http.Response.ContentLength is null)
        {
            var (code, detail) = Words(http.Response.StatusCode);
            await ApiProblem.Write(http, http.Response.StatusCode, code, detail);
        }
    }

    private static Task Fail(HttpContext http, Exception fault)
    {
        var reference = Activity.Current?.Id ?? http.TraceIdentifier;
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiFaults))
            .LogError(fault, "{Method} {Path} 出错，编号 {Reference}", http.Request.Method, http.Request.Path, reference);
        http.Response.Headers.ContentType = default;
        http.Response.Headers.ContentLength = null;
        http.Response.Headers.ContentDisposition = default;
        var problem = new ProblemDetails
        {
            Status = StatusCodes.Status500InternalServerError,
            Title = "服务器出错",
            Detail = $"服务器出错，此次请求可能没有办成。请用同一个请求编号重试；如仍不成功，请把编号 {reference} 告诉系统管理员。",
            Extensions = { ["code"] = "server.fault", ["reference"] = reference },
        };
        return TypedResults.Problem(problem).ExecuteAsync(http);
    }

    // A browser sends the cookie of the pages along; only our own pages may write with it. A bearer token is never sent unasked.
    private static bool IsForeign(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || request.Headers.Authorization.Count > 0)
        {
            return false;
        }

        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site is not ("same-origin" or "none");
        }

        return request.Headers[HeaderNames.Origin].ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private static (string Code, string Detail) Words(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ("request.malformed", "请求的格式有误：须为合乎接口说明的 JSON 和参数。"),
        StatusCodes.Status404NotFound => ("not-found", "没有这个地址。"),
        StatusCodes.Status405MethodNotAllowed => ("request.method", "这个地址不接受此种请求方法。"),
        StatusCodes.Status413PayloadTooLarge => ("request.too-large", $"请求的内容过大，最多{MaxBody / 1024}KB。"),
        StatusCodes.Status415UnsupportedMediaType => ("request.media-type", "请求的内容须为 JSON(Content-Type: application/json)。"),
        StatusCodes.Status429TooManyRequests => ("request.too-many", "尝试次数过多，请一分钟后再试。"),
        _ => ("request.refused", "该请求未予办理。"),
    };
}
