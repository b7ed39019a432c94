using Xunit;

namespace WorkflowEnforcement.Server.Tests.Faults;

public sealed class StartUpTests
{
    [Theory]
    [InlineData("DROP TRIGGER events_no_delete", "服务器拒绝启动：数据库允许删除（DELETE）事件")]
    [InlineData("DROP TRIGGER commands_no_update", "服务器拒绝启动：数据库允许修改（UPDATE）命令")]
    public async Task A_database_whose_record_is_no_longer_protected_is_not_served(string tampering, string said)
    {
        using var folder = new ChildFolder();
        using (var first = ChildServer.Start(folder.Path))
        {
            await first.Client();
            await first.Kill();
        }

        folder.Sql(tampering);
        using var second = ChildServer.Start(folder.Path);

        Assert.NotEqual(0, await second.End());
        Assert.Contains(said, second.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("Now listening", second.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told_in_one_sentence()
    {
        using var folder = new ChildFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "data"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "data", "enforcement.db"), new string('x', 8192), Http.ApiServer.Ct);
        using var server = ChildServer.Start(folder.Path);

        Assert.NotEqual(0, await server.End());
        Assert.Contains("服务器不能启动：数据库不能使用。", server.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Said, StringComparison.Ordinal);
    }
}
