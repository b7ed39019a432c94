using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class LoopReadingTests
{
    [Fact]
    public void A_number_of_instances_side_by_side() =>
        Assert.Equal(
            new MultiInstance { Sequential = false, Cardinality = Feel("= 3"), CompletionCondition = Feel("numberOfCompletedInstances > 1") },
            Loop(Many("<loopCardinality>= 3</loopCardinality><completionCondition>numberOfCompletedInstances &gt; 1</completionCondition>")));

    [Fact]
    public void One_instance_for_each_of_a_list_one_after_the_other() =>
        Assert.Equal(
            new MultiInstance { Sequential = true, Collection = Feel("parties"), ElementVariable = "party" },
            Loop(Many("", "isSequential=\"true\" enf:collection=\"parties\" enf:elementVariable=\"party\"")));

    [Fact]
    public void The_list_may_be_named_on_the_activity_itself() =>
        Assert.Equal(
            new MultiInstance { Sequential = false, Collection = Feel("parties"), ElementVariable = "party" },
            Loop(Many(""), "enf:collection=\"parties\" enf:elementVariable=\"party\""));

    [Fact]
    public void An_activity_is_done_again_while_a_condition_holds() =>
        Assert.Equal(
            new StandardLoop { Condition = Feel("loopCounter < 3"), TestBefore = true, Maximum = 5 },
            Loop("<standardLoopCharacteristics testBefore=\"true\" loopMaximum=\"5\"><loopCondition>loopCounter &lt; 3</loopCondition></standardLoopCharacteristics>"));

    [Fact]
    public void Subprocesses_and_calls_may_be_repeated_too()
    {
        var model = Bpmn.Model(Start(), Sub("s", Start("s1"), Many("<loopCardinality>2</loopCardinality>")),
            $"<callActivity id=\"c\" calledElement=\"d\">{Many("<loopCardinality>2</loopCardinality>")}</callActivity>");

        Assert.All(model.Nodes.Values.OfType<Activity>(), activity => Assert.IsType<MultiInstance>(activity.Loop));
    }

    [Fact]
    public void The_number_of_instances_is_said_in_one_way()
    {
        Refused("loop.count", Many(""));
        Refused("loop.count", Many("<loopCardinality>2</loopCardinality>", "enf:collection=\"a\""));
        Refused("loop.count", Many("<loopCardinality>2</loopCardinality>", "enf:elementVariable=\"a\""));
    }

    [Fact]
    public void A_list_without_a_marker_is_refused() => Faults.Is("loop.unmarked x", Start(), User("x", "enf:collection=\"parties\""));

    [Fact]
    public void An_activity_has_one_marker() =>
        Refused("loop.several", Many("<loopCardinality>2</loopCardinality>") + "<standardLoopCharacteristics loopMaximum=\"2\"/>");

    [Fact]
    public void A_loop_has_an_end_in_sight()
    {
        Refused("loop.endless", "<standardLoopCharacteristics/>");
        Refused("attribute.invalid", "<standardLoopCharacteristics loopMaximum=\"many\"/>");
        Refused("attribute.invalid", "<standardLoopCharacteristics loopMaximum=\"0\"/>");
    }

    [Fact]
    public void Expressions_of_markers_must_parse()
    {
        Refused("expression.invalid", Many("<loopCardinality>${n}</loopCardinality>"));
        Refused("expression.invalid", Many("", "enf:collection=\"a b\""));
        Refused("expression.invalid", Many("<loopCardinality>2</loopCardinality><completionCondition/>"));
        Refused("expression.invalid", "<standardLoopCharacteristics><loopCondition>1 +</loopCondition></standardLoopCharacteristics>");
        Refused("attribute.invalid", Many("<loopCardinality>2</loopCardinality>", "isSequential=\"yes\""));
        Refused("attribute.invalid", Many("<loopCardinality>2</loopCardinality>", "enf:collection=\"\""));
    }

    [Theory]
    [InlineData("loopDataInputRef")]
    [InlineData("loopDataOutputRef")]
    [InlineData("inputDataItem")]
    [InlineData("outputDataItem")]
    [InlineData("complexBehaviorDefinition")]
    public void What_the_standard_has_beside_is_refused(string name) =>
        Refused("element.unsupported", Many($"<loopCardinality>2</loopCardinality><{name}/>"));

    [Fact]
    public void Events_thrown_by_instances_are_refused() =>
        Refused("attribute.unsupported", Many("<loopCardinality>2</loopCardinality>", "behavior=\"One\""));

    private static void Refused(string code, string marker) => Faults.Is($"{code} x", Start(), $"<userTask id=\"x\">{marker}</userTask>");

    private static string Many(string within, string attributes = "") =>
        $"<multiInstanceLoopCharacteristics {attributes}>{within}</multiInstanceLoopCharacteristics>";

    private static LoopDefinition? Loop(string marker, string attributes = "") =>
        ((UserTask)Bpmn.Model(Start(), $"<userTask id=\"x\" {attributes}>{marker}</userTask>").Nodes["x"]).Loop;

    private static FeelExpression Feel(string text) => FeelExpression.Parse(text).Expression!;
}
