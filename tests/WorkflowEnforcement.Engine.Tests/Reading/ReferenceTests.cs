using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.Reading.Drawn;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class ReferenceTests
{
    [Theory]
    [InlineData("message")]
    [InlineData("signal")]
    [InlineData("error")]
    [InlineData("escalation")]
    public void A_reference_to_what_is_not_there_is_refused(string kind)
    {
        Faults.Is("reference.unknown x", Start(), User("a"), OnBoundary("x", "a", $"<{kind}EventDefinition {kind}Ref=\"nowhere\"/>"), Declared);
        Faults.Is("reference.unknown x", Start(), User("a"), OnBoundary("x", "a", $"<{kind}EventDefinition {kind}Ref=\"a\"/>"), Declared);
    }

    [Fact]
    public void A_task_that_refers_to_a_missing_message_is_refused()
    {
        Faults.Is("reference.unknown x", Start(), "<sendTask id=\"x\" messageRef=\"S\"/>", Declared);
        Faults.Is("reference.unknown x", Start(), "<receiveTask id=\"x\" messageRef=\"nowhere\"/>", Declared);
    }

    [Fact]
    public void Who_waits_for_a_message_or_signal_must_name_it()
    {
        Faults.Is("reference.missing x", Start(), Event("intermediateCatchEvent", "x", "<messageEventDefinition/>"));
        Faults.Is("reference.missing x", Start(), Event("intermediateCatchEvent", "x", "<signalEventDefinition/>"));
        Faults.Is("reference.missing x", Start(), Event("endEvent", "x", "<signalEventDefinition/>"));
    }

    [Fact]
    public void A_message_that_is_thrown_without_a_name_takes_that_of_its_event()
    {
        var model = Bpmn.Model(Start(), Event("endEvent", "x", "<messageEventDefinition/>", "name=\"告知\""));

        Assert.Equal(new MessageTrigger("告知", "x"), ((EndEvent)model.Nodes["x"]).Trigger);
    }

    [Fact]
    public void A_message_without_a_name_goes_by_its_id() =>
        Assert.Equal(new MessageTrigger("M2", "M2"), Caught("<messageEventDefinition messageRef=\"M2\"/>"));

    [Fact]
    public void A_reference_may_bear_a_prefix() =>
        Assert.Equal(new MessageTrigger("来信", "M"), Caught("<messageEventDefinition messageRef=\"tns:M\"/>"));

    [Theory]
    [InlineData("E", "e-1")]
    [InlineData("E2", "失败")]
    [InlineData("E3", "E3")]
    public void The_code_of_an_error_is_its_code_or_name_or_id(string reference, string code) =>
        Assert.Equal(new ErrorTrigger(code), Caught($"<errorEventDefinition errorRef=\"{reference}\"/>"));

    [Fact]
    public void Without_a_reference_every_error_and_every_escalation_is_caught()
    {
        Assert.Equal(new ErrorTrigger(null), Caught("<errorEventDefinition/>"));
        Assert.Equal(new EscalationTrigger(null), Caught("<escalationEventDefinition/>"));
    }

    private static EventTrigger Caught(string trigger) =>
        ((BoundaryEvent)Bpmn.Model(Start(), User("a"), OnBoundary("x", "a", trigger), Declared).Nodes["x"]).Trigger;
}
