using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Jobs;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

public sealed class JobsSetupTests
{
    [Fact]
    public async Task Two_servers_of_one_process_each_do_their_own_jobs()
    {
        await using var first = Server();
        await using var second = Server();

        // Where two start at once, both are configured before either makes its activator.
        first.Services.GetRequiredService<IGlobalConfiguration>();
        second.Services.GetRequiredService<IGlobalConfiguration>();

        Assert.Same(first.Services.GetRequiredService<JobBell>(), BellOfJobsOf(first));
        Assert.Same(second.Services.GetRequiredService<JobBell>(), BellOfJobsOf(second));
    }

    private static WebApplication Server() => WebApplication.CreateBuilder().AddJobs().Build();

    private static object BellOfJobsOf(WebApplication server)
    {
        using var scope = server.Services.GetRequiredService<JobActivator>().BeginScope(default(JobActivatorContext));
        return scope.Resolve(typeof(JobBell));
    }
}
