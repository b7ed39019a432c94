using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class UnsupportedElementTests
{
    [Theory]
    [InlineData("task")]
    [InlineData("complexGateway")]
    [InlineData("implicitThrowEvent")]
    [InlineData("choreographyTask")]
    [InlineData("ioSpecification")]
    [InlineData("noSuchElement")]
    public void An_element_that_is_not_executed_is_refused(string name)
    {
        Faults.Is("element.unsupported x", Start(), $"<{name} id=\"x\"/>", User("after"), Flow("start", "x"), Flow("x", "after"));
    }

    [Theory]
    [InlineData("globalTask")]
    [InlineData("choreography")]
    [InlineData("timerEventDefinition")]
    public void An_element_beside_the_process_that_is_not_executed_is_refused(string name) =>
        Faults.Is("element.unsupported x", Start(), Drawn.Beside($"<{name} id=\"x\"/>"));

    [Theory]
    [InlineData("potentialOwner")]
    [InlineData("ioSpecification")]
    [InlineData("userTask")]
    public void A_task_bears_nothing_that_is_not_executed(string part) =>
        Faults.Is("element.unsupported x", Start(), $"<userTask id=\"x\"><{part}/></userTask>");

    [Fact]
    public void A_subprocess_bears_nothing_that_is_not_executed() =>
        Faults.Is("element.unsupported x", Start(), Sub("x", Start("s"), "<ioSpecification/>"));

    [Fact]
    public void A_gateway_bears_nothing_of_its_own() =>
        Faults.Is("element.unsupported x", Start(), "<exclusiveGateway id=\"x\"><property id=\"p\"/></exclusiveGateway>", User("a"), Flow("x", "a"));

    [Fact]
    public void A_flow_bears_at_most_one_condition() =>
        Faults.Are(["element.unsupported f", "element.unsupported f"], Start(), User("a"), User("b"),
            "<sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"b\"><auditing/><conditionExpression>x</conditionExpression><conditionExpression>y</conditionExpression></sequenceFlow>");

    [Fact]
    public void Data_associations_that_compute_are_refused() =>
        Faults.Is("element.unsupported x", Start(), "<userTask id=\"x\"><dataOutputAssociation><assignment/></dataOutputAssociation></userTask>");

    [Fact]
    public void Foreign_elements_outside_extension_elements_are_refused()
    {
        Faults.Is("element.unsupported P", Start(), "<other:thing/>");
        Faults.Is("element.unsupported x", Start(), "<userTask id=\"x\"><other:thing/></userTask>");
        Faults.Is("element.unsupported f", Start(), User("a"), User("b"),
            "<sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"b\"><conditionExpression>x<other:thing/></conditionExpression></sequenceFlow>");
    }
}
