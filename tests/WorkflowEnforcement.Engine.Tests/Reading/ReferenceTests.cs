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

    [Fact]
    public void An_association_ties_together_what_is_in_the_file()
    {
        const string Note = "<textAnnotation id=\"note\"><text>说明</text></textAnnotation>";

        Faults.Is("association.end-unknown start_to_nowhere", Start(), Association("start", "nowhere"));
        Faults.Is("association.end-unknown nowhere_to_start", Start(), Association("nowhere", "start"));
        Faults.Is("association.end-unknown a", Start(), "<association id=\"a\" sourceRef=\"start\"/>");
        Faults.Are([], Start(), Note, Association("start", "note"), Association("P", "note"));
    }

    [Fact]
    public void Text_between_the_parts_of_a_flow_is_refused_with_its_line()
    {
        Faults.Is("text.unexpected P", Start(), "hello");
        Faults.Is("text.unexpected a", Start(), "<userTask id=\"a\">hello</userTask>");
        Assert.Equal(8, Assert.Single(Bpmn.Read(Bpmn.File(Start(), "\n\n hello\n there")).Faults).Line);
    }
}
