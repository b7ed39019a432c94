using WorkflowEnforcement.Engine.Running;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests;

public sealed class ArchitectureTests
{
    private static IEnumerable<Type> Kinds => typeof(Model.FlowNode).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Model.FlowNode)) && !type.IsAbstract);

    [Fact]
    public void The_engine_references_nothing_but_the_base_library()
    {
        var references = typeof(ProcessEngine).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.All(references, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_kind_of_node_has_its_rules()
    {
        var rules = typeof(ProcessEngine).Assembly.GetTypes().Select(type => type.Name).ToHashSet();

        Assert.All(Kinds, kind => Assert.Contains($"{kind.Name}Rules", rules));
    }

    [Fact]
    public void Every_kind_of_node_has_its_tests()
    {
        var tests = typeof(ArchitectureTests).Assembly.GetTypes().Where(type => type.Namespace == $"{typeof(ArchitectureTests).Namespace}.Elements").Select(type => type.Name).ToHashSet();

        Assert.All(Kinds, kind => Assert.Contains($"{kind.Name}Tests", tests));
    }
}
