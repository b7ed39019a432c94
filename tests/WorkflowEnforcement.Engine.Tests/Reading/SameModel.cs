using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Tests.Reading;

/// <summary>Compares models but for the lines of the file, which move when white space within tags does.</summary>
internal static class SameModel
{
    public static void Assert(ProcessModel expected, ProcessModel actual)
    {
        Xunit.Assert.Equal((expected.Id, expected.Name, expected.Root), (actual.Id, actual.Name, actual.Root));
        Xunit.Assert.Equal(Nodes(expected), Nodes(actual));
        Xunit.Assert.Equal(Flows(expected), Flows(actual));
        Xunit.Assert.Equal(Scopes(expected), Scopes(actual));
        Xunit.Assert.Equal(expected.DataObjects, actual.DataObjects);
        Xunit.Assert.Equal(expected.Lanes, actual.Lanes);
        Xunit.Assert.Equal(expected.ExtensionAttributes, actual.ExtensionAttributes);
        Xunit.Assert.Equal(expected.Extensions.Select(Unplaced), actual.Extensions.Select(Unplaced));
    }

    private static IEnumerable<FlowNode> Nodes(ProcessModel model) => model.Nodes.Values
        .OrderBy(node => node.Id, StringComparer.Ordinal)
        .Select(node => node with { Line = 0, Extensions = [.. node.Extensions.Select(Unplaced)] });

    private static IEnumerable<SequenceFlow> Flows(ProcessModel model) =>
        model.Flows.Values.OrderBy(flow => flow.Id, StringComparer.Ordinal).Select(flow => flow with { Line = 0 });

    private static IEnumerable<ScopeModel> Scopes(ProcessModel model) => model.Scopes.Values.OrderBy(scope => scope.ElementId, StringComparer.Ordinal);

    private static ExtensionElement Unplaced(ExtensionElement element) =>
        element with { Line = 0, Children = [.. element.Children.Select(Unplaced)] };
}
