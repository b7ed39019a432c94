using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Accounts;

/// <summary>Puts accounts and sign-in into the server.</summary>
public static class AccountsSetup
{
    private const string EitherScheme = "Enforcement";

    /// <summary>Registers local accounts: a cookie for the pages, a bearer token for the interface.</summary>
    public static WebApplicationBuilder AddAccounts(this WebApplicationBuilder builder)
    {
        var root = Path.GetFullPath(builder.Configuration["Storage:Root"] ?? "data", builder.Environment.ContentRootPath);
        builder.Services.AddDataProtection()
            .SetApplicationName("WorkflowEnforcement")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(root, "keys")));
        builder.Services.AddIdentityCore<Account>(Rules)
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<EnforcementDb>()
            .AddErrorDescriber<ChineseIdentityErrors>()
            .AddClaimsPrincipalFactory<AccountClaims>()
            .AddSignInManager();
        AddSchemes(builder.Services);
        builder.Services.AddAuthorization();
        builder.Services.AddAntiforgery();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddSingleton<TicketCheck>();
        builder.Services.AddScoped<SignIn>();
        builder.Services.AddScoped<Session>();
        builder.Services.AddScoped<DemoAccounts>();
        builder.Services.AddScoped<FirstAdministrator>();
        builder.Services.AddScoped<AccountKeeping>();
        return builder;
    }

    /// <summary>Makes roles and, in Development, demo accounts; elsewhere prints a one-time token while there is no administrator.</summary>
    public static async Task UseAccounts(this WebApplication app, CancellationToken ct = default)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await MakeRolesAndDemoAccounts(scope.ServiceProvider, app.Environment, ct);
        if (app.Environment.IsDevelopment())
        {
            return;
        }

        var first = scope.ServiceProvider.GetRequiredService<FirstAdministrator>();
        if (await first.IsMissing(ct))
        {
            app.Logger.LogWarning(
                "尚无系统管理员。请打开 /setup，用下面的一次性口令建立第一个系统管理员（用过即失效）：{Token}", await first.Issue(ct));
        }
    }

    /// <summary>Maps <c>POST /api/v1/session</c> and <c>POST /sign-out</c>.</summary>
    public static void MapAccounts(this WebApplication app)
    {
        app.MapPost("/api/v1/session", Session.Handle).WithName("OpenSession").WithTags("Session").AllowAnonymous().DisableAntiforgery()
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(500);
        app.MapPost("/sign-out", SignOut).ExcludeFromDescription();
    }

    // One transaction: on a new database Identity would otherwise wait for the disk some fifty times.
    private static async Task MakeRolesAndDemoAccounts(IServiceProvider services, IHostEnvironment environment, CancellationToken ct)
    {
        await using var transaction = await services.GetRequiredService<EnforcementDb>().Database.BeginTransactionAsync(ct);
        await RoleSeed.Run(services.GetRequiredService<RoleManager<IdentityRole>>());
        if (environment.IsDevelopment())
        {
            await services.GetRequiredService<DemoAccounts>().Run();
        }

        await transaction.CommitAsync(ct);
    }

    private static void Rules(IdentityOptions options)
    {
        options.Password.RequiredLength = 12;
        options.Password.RequiredUniqueChars = 5;
        options.Password.RequireNonAlphanumeric = false;
        options.Password.RequireUppercase = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        options.Lockout.AllowedForNewUsers = true;
    }

    private static void AddSchemes(IServiceCollection services)
    {
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, options =>
            {
                options.ForwardDefaultSelector = http =>
                    http.Request.Headers.Authorization.Count > 0 ? BearerTokenDefaults.AuthenticationScheme : IdentityConstants.ApplicationScheme;

                // The cookie's answers below serve both: problem details for the interface, a way to the sign-in for pages.
                options.ForwardChallenge = IdentityConstants.ApplicationScheme;
                options.ForwardForbid = IdentityConstants.ApplicationScheme;
            })
            .AddBearerToken(options =>
            {
                options.BearerTokenExpiration = TimeSpan.FromHours(8);
                options.Events.OnMessageReceived = TicketCheck.Check;
            })
            .AddCookie(IdentityConstants.ApplicationScheme, Cookie);
    }

    private static void Cookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "enforcement";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = TicketCheck.Check;
        options.Events.OnRedirectToLogin = context =>
        {
            if (ApiProblem.IsApi(context.Request))
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
                return ApiProblem.Write(context.HttpContext, StatusCodes.Status401Unauthorized, "session.missing", "请先登录。");
            }

            context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToAccessDenied = context =>
        {
            if (ApiProblem.IsApi(context.Request))
            {
                return ApiProblem.Write(context.HttpContext, StatusCodes.Status403Forbidden, "access.denied", "您没有办理此事的权限。");
            }

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static async Task<Results<RedirectHttpResult, ProblemHttpResult>> SignOut(HttpContext http, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return TypedResults.Problem(ApiProblem.Of(StatusCodes.Status400BadRequest, "form.stale", "页面已经过期，请刷新后重试。"));
        }

        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        return TypedResults.LocalRedirect("~/sign-in");
    }
}
