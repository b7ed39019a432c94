using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Analysis;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Analysis;

/// <summary>A drawn flow and what the analysis says of it.</summary>
internal static class Analysed
{
    public static ImmutableArray<FlowFinding> Check(params ReadOnlySpan<string> parts) => FlowAnalysis.Check(Bpmn.Model(parts));

    /// <summary>The one finding, as code and element.</summary>
    public static FlowFinding Only(params ReadOnlySpan<string> parts) => Assert.Single(Check(parts));

    public static void Nothing(params ReadOnlySpan<string> parts) => Assert.Empty(Check(parts));

    public static void Is(this FlowFinding found, FindingSeverity severity, string code, string element) =>
        Assert.Equal((severity, code, element), (found.Severity, found.Code, found.Element));

    public static string Inclusive(string id, string? defaultFlow = null) => Bpmn.Exclusive(id, defaultFlow).Replace("exclusive", "inclusive", StringComparison.Ordinal);

    public static string Script(string id, string variable) => $"""<scriptTask id="{id}" scriptFormat="feel" enf:resultVariable="{variable}"><script>1</script></scriptTask>""";
}
