using Microsoft.AspNetCore.Mvc;

namespace WorkflowEnforcement.Server.Accounts;

/// <summary>Problem details of RFC 9457 for those who may not come in.</summary>
internal static class ApiProblem
{
    public static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    public static ProblemDetails Of(int status, string code, string detail) =>
        new() { Status = status, Detail = detail, Extensions = { ["code"] = code } };

    public static Task Write(HttpContext http, int status, string code, string detail) =>
        TypedResults.Problem(Of(status, code, detail)).ExecuteAsync(http);
}
