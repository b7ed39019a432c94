using Xunit;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>Asserts what reading refuses, as <c>code element</c>.</summary>
internal static class Faults
{
    public static void Are(string[] expected, params ReadOnlySpan<string> parts)
    {
        var result = Bpmn.Read(Bpmn.File(parts));
        Assert.Equal(expected.Order(StringComparer.Ordinal), result.Faults.Select(fault => $"{fault.Code} {fault.Element}").Order(StringComparer.Ordinal));
        Assert.All(result.Faults, fault => Assert.True(fault.Line > 0 && fault.Message.StartsWith("Expected ", StringComparison.Ordinal), fault.ToString()));
    }

    public static void Is(string expected, params ReadOnlySpan<string> parts) => Are([expected], parts);
}
