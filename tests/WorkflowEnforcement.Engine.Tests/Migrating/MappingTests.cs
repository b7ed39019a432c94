using WorkflowEnforcement.Engine.Migrating;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Migrating;

public sealed class MappingTests
{
    [Theory]
    [InlineData("a", "x", "b", "x")]
    [InlineData("a", "b", "start", "start")]
    [InlineData("start_a", "a_b", "start", "start")]
    public void Two_elements_do_not_become_one(string one, string becomes, string other, string stays)
    {
        string[] parts = [Start(), User("a"), User("b"), Path("start", "a", "b")];
        string[] after = [.. parts, User("x"), Path("b", "x")];

        var line = new TestRun(Of("P", parts)).Start().To(Of("P", after), (one, becomes), (other, stays)).Lines.First(each => each.Effect == MigrationEffect.Prevents);

        Assert.Equal((one, becomes, "migration.mapping"), (line.Element, line.Target, line.Code));
    }

    [Fact]
    public void Two_elements_may_change_places()
    {
        string[] parts = [Start(), User("a"), User("b"), Path("start", "a", "b")];

        new TestRun(Of("P", parts)).Start().To(Of("P", Start(), User("b"), User("a"), Path("start", "b", "a")), ("a", "b"), ("b", "a")).Possible();
    }
}
