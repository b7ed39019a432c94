using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WorkflowEnforcement.Server.Storage.Jobs;

/// <summary>Puts the jobs into the server. Hangfire only wakes them: what is to be done stands in the database.</summary>
public static class JobsSetup
{
    private const string Switch = "Jobs:Enabled";

    /// <summary>Registers the jobs and, unless the setting <c>Jobs:Enabled</c> is false, Hangfire with two workers in memory.</summary>
    public static WebApplicationBuilder AddJobs(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection(ReminderSetting.Section).Get<ReminderSetting>() ?? new ReminderSetting());
        builder.Services.AddSingleton<Reminders>();
        builder.Services.AddSingleton<SweepJob>();
        builder.Services.AddSingleton<JobRequests>();
        if (!builder.Configuration.GetValue(Switch, true))
        {
            return builder;
        }

        // Store and activator are this server's own: Hangfire would else keep them in static fields, and of two servers that start at once in a
        // process one would do its jobs with the services, and so on the database, of the other.
        builder.Services.AddSingleton<JobStorage>(_ => new InMemoryStorage());
        builder.Services.AddSingleton<JobActivator>(services => new AspNetCoreJobActivator(services.GetRequiredService<IServiceScopeFactory>()));
        builder.Services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings());
        builder.Services.AddHangfireServer(options =>
        {
            options.WorkerCount = 2;
            options.SchedulePollingInterval = TimeSpan.FromSeconds(30);
            options.ShutdownTimeout = TimeSpan.FromSeconds(5);
        });
        builder.Services.Replace(ServiceDescriptor.Singleton(services => new JobBell(ids => Enqueue(services, ids))));
        return builder;
    }

    /// <summary>Takes up what a former run left and starts the sweep of every minute.</summary>
    public static async Task UseJobs(this WebApplication app, CancellationToken ct = default)
    {
        if (!app.Configuration.GetValue(Switch, true))
        {
            return;
        }

        var requests = app.Services.GetRequiredService<JobRequests>();
        await requests.FreeAbandoned(ct);
        await requests.PickUp(ct);
        app.Services.GetRequiredService<IRecurringJobManager>()
            .AddOrUpdate<MinuteJob>("minute", job => job.Run(CancellationToken.None), Cron.Minutely);

        // What came due while the server was down does not wait for the next full minute.
        app.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<MinuteJob>(job => job.Run(CancellationToken.None));
    }

    private static void Enqueue(IServiceProvider services, IReadOnlyList<Guid> ids)
    {
        try
        {
            var jobs = services.GetRequiredService<IBackgroundJobClient>();
            foreach (var id in ids)
            {
                jobs.Enqueue<WokenRequest>(job => job.Run(id, CancellationToken.None));
            }
        }
        catch (Exception fault) when (fault is BackgroundJobClientException or ObjectDisposedException)
        {
            // The command is in the database and was acknowledged; the sweep of the next minute finds the request.
            services.GetRequiredService<ILogger<JobRequests>>().LogWarning(fault, "未能立即唤醒任务，下一分钟再试");
        }
    }
}

/// <summary>A request that Hangfire woke. Its attempts are counted in the database, so Hangfire does not try again.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class WokenRequest(JobRequests requests)
{
    public Task Run(Guid id, CancellationToken ct) => requests.Run(id, ct);
}

/// <summary>The work of every minute.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class MinuteJob(SweepJob sweep, JobRequests requests, BureauClock clock)
{
    [DisableConcurrentExecution(timeoutInSeconds: 1)]
    public async Task Run(CancellationToken ct)
    {
        await requests.PickUp(ct);
        await sweep.Run(clock.Now, ct);
    }
}
