using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class UnsupportedElementTests
{
    [Theory]
    [InlineData("task")]
    [InlineData("manualTask")]
    [InlineData("scriptTask")]
    [InlineData("sendTask")]
    [InlineData("receiveTask")]
    [InlineData("businessRuleTask")]
    [InlineData("callActivity")]
    [InlineData("transaction")]
    [InlineData("adHocSubProcess")]
    [InlineData("inclusiveGateway")]
    [InlineData("eventBasedGateway")]
    [InlineData("complexGateway")]
    [InlineData("intermediateThrowEvent")]
    [InlineData("implicitThrowEvent")]
    [InlineData("ioSpecification")]
    [InlineData("noSuchElement")]
    public void An_element_that_is_not_executed_is_refused(string name)
    {
        Faults.Is("element.unsupported x", Start(), $"<{name} id=\"x\"/>", User("after"), Flow("start", "x"), Flow("x", "after"));
    }

    [Theory]
    [InlineData("startEvent", "messageEventDefinition")]
    [InlineData("endEvent", "errorEventDefinition")]
    [InlineData("intermediateCatchEvent", "messageEventDefinition")]
    [InlineData("intermediateCatchEvent", "signalEventDefinition")]
    [InlineData("intermediateCatchEvent", "eventDefinitionRef")]
    public void An_event_with_another_trigger_is_refused(string name, string trigger)
    {
        string[] start = name == "startEvent" ? [] : [Start()];

        Faults.Is("element.unsupported x", [.. start, $"<{name} id=\"x\"><{trigger} id=\"y\"/></{name}>"]);
    }

    [Fact]
    public void A_catch_event_without_a_trigger_is_refused() => Faults.Is("element.unsupported x", Start(), "<intermediateCatchEvent id=\"x\"/>");

    [Fact]
    public void An_event_with_two_triggers_is_refused() =>
        Faults.Is("element.unsupported x", Start(), $"<intermediateCatchEvent id=\"x\">{Timer("P1D")}{Timer("P2D")}</intermediateCatchEvent>");

    [Theory]
    [InlineData("multiInstanceLoopCharacteristics")]
    [InlineData("standardLoopCharacteristics")]
    [InlineData("potentialOwner")]
    [InlineData("ioSpecification")]
    public void A_marker_on_a_task_or_subprocess_is_refused(string marker)
    {
        Faults.Is("element.unsupported x", Start(), $"<userTask id=\"x\"><{marker}/></userTask>");
        Faults.Is("element.unsupported x", Start(), Sub("x", Start("s"), $"<{marker}/>"));
    }

    [Fact]
    public void An_event_subprocess_is_refused() =>
        Faults.Is("element.unsupported x", Start(), """<subProcess id="x" triggeredByEvent="true"><startEvent id="s"/></subProcess>""");

    [Fact]
    public void A_time_cycle_is_refused() =>
        Faults.Is("element.unsupported x", Start(), "<intermediateCatchEvent id=\"x\"><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></intermediateCatchEvent>");

    [Fact]
    public void Compensation_and_quantities_are_refused()
    {
        Faults.Is("attribute.unsupported x", Start(), User("x", "isForCompensation=\"true\""));
        Faults.Is("attribute.unsupported x", Start(), User("x", "startQuantity=\"2\""));
        Faults.Are([], Start(), User("x", "startQuantity=\"1\" isForCompensation=\"false\""));
    }

    [Fact]
    public void Data_associations_that_compute_are_refused() =>
        Faults.Is("element.unsupported x", Start(), "<userTask id=\"x\"><dataOutputAssociation><assignment/></dataOutputAssociation></userTask>");

    [Fact]
    public void Foreign_elements_outside_extension_elements_are_refused() => Faults.Is("element.unsupported P", Start(), "<other:thing/>");
}
