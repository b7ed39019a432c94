using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class ExtensionReadingTests
{
    private static readonly ProcessModel Given = Bpmn.Model(
        """<extensionElements><enf:procedure key="penalty" kind="penalty"/></extensionElements>""",
        Bpmn.Start(),
        """
        <userTask id="review" enf:priority="high" other:colour="red" name="审核">
          <extensionElements>
            <enf:assignment roles="officer" people="2"><enf:note> two hands </enf:note></enf:assignment>
            <other:properties><other:property name="a" value="b"/></other:properties>
          </extensionElements>
        </userTask>
        """);

    [Fact]
    public void Extensions_of_every_vendor_are_kept_as_trees()
    {
        var extensions = Given.Nodes["review"].Extensions;

        Assert.Equal(["assignment", "properties"], extensions.Select(extension => extension.Name));
        Assert.Equal(("2", "two hands"), (extensions[0].Attributes["people"], extensions[0].Children[0].Text));
        Assert.Equal(("http://example.org/other", "b"), (extensions[1].Namespace, extensions[1].Children[0].Attributes["value"]));
        Assert.Equal(9, extensions[0].Line);
    }

    [Fact]
    public void Our_attributes_are_kept_and_foreign_ones_are_passed_over()
    {
        Assert.Equal([new("priority", "high")], Given.Nodes["review"].ExtensionAttributes);
    }

    [Fact]
    public void Extensions_of_the_process_are_kept()
    {
        Assert.Equal("penalty", Assert.Single(Given.Extensions).Attributes["key"]);
    }
}
