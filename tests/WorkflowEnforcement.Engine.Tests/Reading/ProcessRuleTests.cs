using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class ProcessRuleTests
{
    [Fact]
    public void No_executable_process_is_a_fault()
    {
        var result = Read(File(Start()).Replace("isExecutable=\"true\"", "", StringComparison.Ordinal));

        Assert.Equal("process.missing", Assert.Single(result.Faults).Code);
    }

    [Fact]
    public void Two_executable_processes_are_a_fault()
    {
        var result = Read(File(Start()).Replace("</definitions>", "<process id=\"Q\" isExecutable=\"true\"/></definitions>", StringComparison.Ordinal));

        Assert.Equal(("process.several", "Q"), (Assert.Single(result.Faults).Code, result.Faults[0].Element));
    }

    [Fact]
    public void Other_processes_participants_and_diagrams_are_passed_over()
    {
        var result = Read(File(Start()).Replace(
            "</definitions>",
            """
            <process id="Q"><complexGateway id="q1"/></process>
            <collaboration id="C"><participant id="p1" processRef="P"/><messageFlow id="m" sourceRef="p1" targetRef="p1"/></collaboration>
            <message id="M"/><error id="E"/>
            <bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" id="start"><bpmndi:BPMNPlane bpmnElement="P"/></bpmndi:BPMNDiagram>
            </definitions>
            """,
            StringComparison.Ordinal));

        Assert.Empty(result.Faults);
        Assert.Equal(("P", "Test"), (result.Model!.Id, result.Model.Name));
    }

    [Fact]
    public void Annotations_data_objects_groups_and_documentation_are_passed_over()
    {
        Faults.Are([], "<documentation>说明</documentation>", Start(), """<textAnnotation id="t"><text>x</text></textAnnotation>""",
            """<association id="a" sourceRef="start" targetRef="t"/>""", """<dataObject id="d"/>""", """<dataObjectReference id="r" dataObjectRef="d"/>""",
            """<dataStoreReference id="s"/>""", """<group id="g"/>""",
            """<userTask id="u"><property id="p"/><dataInputAssociation id="i"><sourceRef>r</sourceRef><targetRef>p</targetRef></dataInputAssociation></userTask>""");
    }

    [Fact]
    public void Unreachable_nodes_are_no_fault_of_reading() => Faults.Are([], Start(), User("alone"));

    [Fact]
    public void Every_fault_is_named_with_its_line()
    {
        var result = Read(File(Start(), User("a"), User("a"), Exclusive("g"), "<task id=\"s\"/>", Flow("a", "nowhere"), Flow("a", "g", "1 +")));

        Assert.Equal(["id.duplicate", "gateway.no-way-out", "element.unsupported", "flow.target-unknown", "expression.invalid"], result.Faults.Select(fault => fault.Code));
        Assert.Equal([7, 8, 9, 10, 11], result.Faults.Select(fault => fault.Line));
    }

    [Fact]
    public void Faults_of_every_rule_are_named_in_one_reading()
    {
        var result = Read(File(
            Start(),
            "<callActivity id=\"call\"/>",
            "<userTask id=\"many\"><multiInstanceLoopCharacteristics/></userTask>",
            "<intermediateCatchEvent id=\"letter\"><messageEventDefinition messageRef=\"none\"/></intermediateCatchEvent>",
            "<intermediateThrowEvent id=\"over\"><linkEventDefinition name=\"there\"/></intermediateThrowEvent>",
            "<endEvent id=\"cancel\"><cancelEventDefinition/></endEvent>",
            User("undo", "isForCompensation=\"true\""),
            "<eventBasedGateway id=\"g\"/>",
            Flow("g", "many"),
            "<adHocSubProcess id=\"free\"/>",
            Boundary("late", "nowhere", "P1D")));

        Assert.Equal(
            ["call.element-missing", "loop.count", "reference.unknown", "link.unmatched", "cancel.outside-transaction", "compensation.handler-unused",
             "event-gateway.target-not-allowed", "adhoc.empty", "boundary.host-unknown"],
            result.Faults.Select(fault => fault.Code));
        Assert.Equal([6, 7, 8, 9, 10, 11, 13, 14, 15], result.Faults.Select(fault => fault.Line));
    }

    [Fact]
    public void Two_readings_of_one_file_give_equal_nodes()
    {
        string[] parts = [Start(), User("work"), Boundary("late", "work", "P1D"), Flow("start", "work", null)];

        Assert.Equal(Bpmn.Model(parts).Nodes.OrderBy(node => node.Key), Bpmn.Model(parts).Nodes.OrderBy(node => node.Key));
        Assert.Equal(Bpmn.Model(parts).Root, Bpmn.Model(parts).Root);
    }
}
