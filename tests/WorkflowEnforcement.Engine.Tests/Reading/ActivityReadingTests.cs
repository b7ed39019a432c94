using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.Reading.Drawn;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class ActivityReadingTests
{
    [Theory]
    [InlineData("userTask", typeof(UserTask))]
    [InlineData("manualTask", typeof(ManualTask))]
    [InlineData("serviceTask", typeof(ServiceTask))]
    [InlineData("sendTask", typeof(SendTask))]
    [InlineData("receiveTask", typeof(ReceiveTask))]
    [InlineData("businessRuleTask", typeof(BusinessRuleTask))]
    public void A_task_is_read_with_what_every_node_has(string name, Type type)
    {
        var node = Node($"<{name} id=\"x\" name=\"审核\" enf:priority=\"high\"/>{Flow("start", "x")}");

        Assert.IsType(type, node);
        Assert.Equal(("x", "审核", "P", 6), (node.Id, node.Name, node.Scope, node.Line));
        Assert.Equal(["start_x"], node.Incoming);
        Assert.Equal("high", node.ExtensionAttributes["priority"]);
    }

    [Fact]
    public void Send_and_receive_tasks_name_their_message()
    {
        Assert.Equal(new MessageTrigger("来信", "M"), ((SendTask)Node("<sendTask id=\"x\" messageRef=\"M\"/>")).Message);
        Assert.Equal(new MessageTrigger("来信", "M"), ((ReceiveTask)Node("<receiveTask id=\"x\" messageRef=\"M\"/>")).Message);
        Assert.Null(((ReceiveTask)Node("<receiveTask id=\"x\"/>")).Message);
    }

    [Fact]
    public void A_receive_task_that_begins_an_instance_is_refused() =>
        Faults.Is("attribute.unsupported x", Start(), "<receiveTask id=\"x\" instantiate=\"true\"/>");

    [Theory]
    [InlineData("")]
    [InlineData("scriptFormat=\"feel\"")]
    [InlineData("scriptFormat=\"FEEL\"")]
    [InlineData("scriptFormat=\"https://www.omg.org/spec/DMN/20191111/FEEL/\"")]
    public void A_script_is_feel(string format)
    {
        var task = (ScriptTask)Node($"<scriptTask id=\"x\" {format} enf:resultVariable=\"罚款\"><script><![CDATA[= 1 + 2]]></script></scriptTask>");

        Assert.Equal(("= 1 + 2", "罚款"), (task.Script.Text, task.ResultVariable));
    }

    [Fact]
    public void A_script_in_another_language_is_refused_once() =>
        Faults.Is("expression.language x", Start(), "<scriptTask id=\"x\" scriptFormat=\"javascript\"><script>var a = {};</script></scriptTask>");

    [Fact]
    public void A_script_task_has_one_script_that_parses()
    {
        Faults.Is("script.missing x", Start(), "<scriptTask id=\"x\"/>");
        Faults.Is("expression.invalid x", Start(), "<scriptTask id=\"x\"><script>1 +</script></scriptTask>");
        Faults.Is("element.unsupported x", Start(), "<scriptTask id=\"x\"><script>1</script><script>2</script></scriptTask>");
        Faults.Is("element.unsupported x", Start(), "<userTask id=\"x\"><script>1</script></userTask>");
    }

    [Fact]
    public void An_empty_name_of_a_variable_is_refused() =>
        Faults.Is("attribute.invalid x", Start(), "<scriptTask id=\"x\" enf:resultVariable=\" \"><script>1</script></scriptTask>");

    [Fact]
    public void A_business_rule_task_names_its_decision()
    {
        var task = (BusinessRuleTask)Node("<businessRuleTask id=\"x\" enf:decision=\"discretion\" enf:resultVariable=\"band\"/>");

        Assert.Equal(("discretion", "band"), (task.Decision, task.ResultVariable));
    }

    [Fact]
    public void A_call_passes_what_its_mappings_name()
    {
        var call = (CallActivity)Node("""
            <callActivity id="x" calledElement="penalty.summary"><extensionElements>
              <enf:in source="罚款 * 2" target="fine"/><enf:out source="result" target="结果"/><other:in source="a" target="b"/>
            </extensionElements></callActivity>
            """);

        Assert.Equal("penalty.summary", call.CalledElement);
        Assert.Equal([new VariableMapping(FeelExpression.Parse("罚款 * 2").Expression!, "fine")], call.In);
        Assert.Equal(["结果"], call.Out.Select(mapping => mapping.Target));
        Assert.False(call.PassesAll);
    }

    [Fact]
    public void A_call_without_mappings_passes_all() => Assert.True(((CallActivity)Node("<callActivity id=\"x\" calledElement=\"other\"/>")).PassesAll);

    [Fact]
    public void A_call_names_what_it_calls()
    {
        Faults.Is("call.element-missing x", Start(), "<callActivity id=\"x\"/>");
        Faults.Is("call.element-missing x", Start(), "<callActivity id=\"x\" calledElement=\"\"/>");
    }

    [Fact]
    public void A_mapping_has_a_source_that_parses_and_a_target()
    {
        Faults.Is("mapping.incomplete x", Start(), Call("<enf:in source=\"a\"/>"));
        Faults.Is("mapping.incomplete x", Start(), Call("<enf:out target=\"a\"/>"));
        Faults.Is("expression.invalid x", Start(), Call("<enf:out source=\"a b\" target=\"c\"/>"));
    }

    [Fact]
    public void Quantities_other_than_one_are_refused()
    {
        Faults.Is("attribute.unsupported x", Start(), User("x", "startQuantity=\"2\""));
        Faults.Is("attribute.unsupported x", Start(), User("x", "completionQuantity=\"0\""));
        Faults.Are([], Start(), User("x", "startQuantity=\"1\" completionQuantity=\"1\" isForCompensation=\"false\""));
    }

    private static string Call(string mapping) =>
        $"<callActivity id=\"x\" calledElement=\"y\"><extensionElements>{mapping}</extensionElements></callActivity>";

    private static FlowNode Node(string xml) => Bpmn.Model(Start(), xml, Declared).Nodes["x"];
}
