using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void Enforcement_references_only_the_base_library_and_the_engine()
    {
        var others = typeof(LegalSource).Assembly.GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(name => name != "System" && !name.StartsWith("System.", StringComparison.Ordinal))
            .Where(name => name != "WorkflowEnforcement.Engine");

        Assert.Empty(others);
    }
}
