using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using WorkflowEnforcement.Server.Accounts;

namespace WorkflowEnforcement.Server.Tests.Storage;

/// <summary>What others build, in the least form that sign-in can be tested with.</summary>
internal static class TestPages
{
    public static void MapTestPages(this WebApplication app)
    {
        app.MapGet("/sign-in", (HttpContext http, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(http).RequestToken);
        app.MapPost("/sign-in", async ([FromForm] string userName, [FromForm] string password, SignIn signIn) =>
        {
            var outcome = await signIn.Attempt(userName, password);
            return outcome.Succeeded ? Results.Text("ok") : Results.Text(outcome.Message, statusCode: 401);
        }).DisableAntiforgery();
        app.MapGet("/page", Who).RequireAuthorization();
        app.MapGet("/api/v1/who", Who).RequireAuthorization();
        app.MapGet("/api/v1/auditors", Who).RequireAuthorization(policy => policy.RequireRole("auditor"));
    }

    private static string Who(HttpContext http)
    {
        var actor = CurrentActor.From(http.User);
        return $"{actor.Id}|{actor.Name}|{string.Join(',', actor.Roles)}|{actor.Unit}";
    }
}
