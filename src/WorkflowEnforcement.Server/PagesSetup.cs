using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Approvals;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Components;
using WorkflowEnforcement.Server.Resources;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server;

/// <summary>Puts the pages, the interface and what surrounds both into the server.</summary>
public static class PagesSetup
{
    // Most bytes of a posted form; the interface takes less, see ApiFaults. What lies between is read to its end, so that the caller gets the answer.
    private const long MaxForm = 4 * 1024 * 1024;

    private static readonly string[] Cultures = ["zh-CN", "en"];

    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls("http://localhost:5080");
        }

        builder.Services.AddLocalization();
        builder.Services.AddRazorComponents();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddProblemDetails();
        builder.Services.AddOpenApi("v1", ApiDescription.Describe);
        builder.Services.AddHealthChecks();
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            options.SerializerOptions.AllowDuplicateProperties = false;
            options.SerializerOptions.Converters.Add(new LocalMoment());
        });
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = MaxForm;
        });
        builder.Services.AddSignInLimit(builder.Configuration);
        builder.Services.AddResponseCompression(options => options.EnableForHttps = false);
        return builder;
    }

    public static void UsePages(this WebApplication app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/error", "?status={0}", createScopeForStatusCodePages: true);
        app.UseResponseCompression();
        app.Use(Guard);
        app.Use(ApiFaults.Frame);
        app.UseRateLimiter();
        app.UseRequestLocalization(options => options.SetDefaultCulture(Cultures[0]).AddSupportedCultures(Cultures).AddSupportedUICultures(Cultures)
            .RequestCultureProviders = [new CookieRequestCultureProvider()]);
    }

    /// <summary>Puts the surroundings of a page into its request: who is signed in, where they may go, what is unread.</summary>
    public static void UseFrame(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (http.User.Identity?.IsAuthenticated == true && !http.Request.Path.StartsWithSegments("/api") && http.GetEndpoint() is not null)
        {
            http.Features.Set(await Frame(http));
        }

        await next(http);
    });

    public static RouteGroupBuilder MapApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapHealthChecks("/health/live").AllowAnonymous();
        app.MapGet("/health/ready", async (EnforcementDb db, CancellationToken ct) =>
            await db.Database.CanConnectAsync(ct) ? Results.Text("ready") : Results.StatusCode(StatusCodes.Status503ServiceUnavailable)).AllowAnonymous().ExcludeFromDescription();
        return app.MapGroup("/api/v1").RequireAuthorization().ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status500InternalServerError)
            .AddEndpointFilter(Idempotency.Demand);
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapGet("/culture", (string culture, string? returnUrl, HttpContext http) =>
        {
            if (Cultures.Contains(culture))
            {
                http.Response.Cookies.Append(
                    CookieRequestCultureProvider.DefaultCookieName,
                    CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
                    new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365) });
            }

            return TypedResults.LocalRedirect(SignIn.LocalOrHome(returnUrl));
        }).AllowAnonymous().ExcludeFromDescription();
        app.MapStaticAssets();
        app.MapRazorComponents<App>();
    }

    private static Task Guard(HttpContext http, RequestDelegate next)
    {
        // The error page is shown, not posted to: else a form that fails is answered by the complaint that this page has no such form.
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            http.Request.Method = HttpMethods.Get;
        }

        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        http.Response.OnStarting(KeepToOneself, http);
        return next(http);
    }

    // What a signed-in person sees stays in no cache; files of the frame say themselves how long they last.
    private static Task KeepToOneself(object state)
    {
        var http = (HttpContext)state;
        if (http.Response.Headers.CacheControl.Count == 0 && http.User.Identity?.IsAuthenticated == true)
        {
            http.Response.Headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }

    private static async Task<FrameView> Frame(HttpContext http)
    {
        var me = CurrentActor.From(http.User);
        var services = http.RequestServices;
        var unread = await services.GetRequiredService<EnforcementDb>().Reminders.CountAsync(row => row.Recipient == me.Id && row.ReadAt == null, http.RequestAborted);
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        List<LinkView> navigation = [new(english ? "Workbench" : "工作台", "/", Icon: IconName.Workbench)];
        if (!me.Is(Roles.Administrator))
        {
            navigation.Add(new(english ? "Cases" : "案件", "/cases", Icon: IconName.Cases));
            navigation.Add(new(english ? "Reminders" : "提醒", "/reminders", Count: unread, Icon: IconName.Bell));
        }

        navigation.Add(new(english ? "Procedures" : "流程", "/procedures", Icon: IconName.Flow));
        navigation.Add(new(english ? "Registers" : "名录", "/registers", Icon: IconName.Building));
        navigation.Add(new(english ? "Discretion" : "裁量基准", "/discretion", Icon: IconName.Scale));
        if (me.Is(Roles.Administrator))
        {
            navigation.Add(new(english ? "Calendar" : "节假日安排", "/admin/calendar", Icon: IconName.Calendar));
            navigation.Add(new(english ? "Clocks" : "期限一览", "/admin/clocks", Icon: IconName.Clock));
            navigation.Add(new(english ? "Accounts" : "账号", "/accounts", Icon: IconName.Users));
        }

        var proxies = await services.GetRequiredService<ProxyBook>().Current(http.RequestAborted);
        var user = new UserView(
            me.Name, string.Join('、', me.Roles.Select(Roles.NameOf)), me.Unit.Length > 0 ? me.Unit : null,
            ProxyViews.StateOf(proxies, me, services.GetRequiredService<BureauClock>().Today, services.GetRequiredService<IStringLocalizer<Ui>>()));
        return new FrameView(services.GetRequiredService<CaseSettings>().Bureau.Name, user, unread, navigation)
        {
            StartHref = services.GetRequiredService<ProcedureCatalogue>().OpenTo(me).Any() ? "/cases/start" : null,
            ProxiesHref = "/proxies",
            SignOutHref = "/sign-out",
            SearchText = http.Request.Query["q"],
        };
    }
}
