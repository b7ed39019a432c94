using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Server.Approvals;
using WorkflowEnforcement.Server.Storage;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

public sealed class TaskViewTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public void A_task_says_what_follows_it_through_all_gateways()
    {
        var procedure = server.Services.GetRequiredService<ProcedureCatalogue>().Current("penalty.ordinary")!;

        Assert.Equal("办理后：制作听证告知书 / 制作事先告知书 / 调查终结", TaskViews.After(procedure, "ApproveNotice"));
    }
}
