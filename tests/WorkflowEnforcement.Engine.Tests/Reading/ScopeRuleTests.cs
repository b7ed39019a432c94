using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.Reading.Drawn;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class ScopeRuleTests
{
    [Fact]
    public void A_scope_needs_a_start_event_or_a_node_without_a_way_in()
    {
        Faults.Is("start.missing P", User("a"), User("b"), Path("a", "b", "a"));
        Faults.Is("start.missing sub", Start(), Sub("sub"));
        Faults.Is("start.missing sub", Start(), EventSub("sub", User("a")));
        Faults.Is("start.missing t", Start(), "<transaction id=\"t\"/>");
    }

    [Fact]
    public void Without_a_start_event_every_node_without_a_way_in_begins()
    {
        var root = Bpmn.Model(User("a"), User("b"), User("c"), End(), Path("a", "c", "end")).Root;

        Assert.Null(root.Start);
        Assert.Equal(["a", "b"], root.Begins);
    }

    [Fact]
    public void Only_one_start_of_a_process_is_without_a_trigger()
    {
        Faults.Is("start.several second", Start(), Start("second"));

        var model = Bpmn.Model(Event("startEvent", "m", Trigger("message")), Start(), Event("startEvent", "t", Trigger("timer")), Declared);
        Assert.Equal("start", model.Root.Start);
        Assert.Equal(["m", "start", "t"], model.Root.Starts);
    }

    [Fact]
    public void A_process_may_be_started_by_events_alone()
    {
        var root = Bpmn.Model(Event("startEvent", "m", Trigger("message")), Event("startEvent", "s", Trigger("signal")), Declared).Root;

        Assert.Null(root.Start);
        Assert.Equal(["m", "s"], root.Starts);
    }

    [Fact]
    public void A_subprocess_and_an_event_subprocess_have_one_start()
    {
        Faults.Is("start.several second", Start(), Sub("sub", Start("first"), Start("second")));
        Faults.Is("start.several second", Start(),
            EventSub("sub", Event("startEvent", "first", Trigger("timer")), Event("startEvent", "second", Trigger("timer"))));
    }

    [Fact]
    public void Each_kind_of_subprocess_is_a_scope_of_its_own()
    {
        var model = Bpmn.Model(
            Start(), Sub("sub", Start("s"), User("a")), $"<transaction id=\"t\">{Start("t_s")}</transaction>",
            EventSub("e", Event("startEvent", "e_s", Trigger("error"))), $"<adHocSubProcess id=\"d\">{User("b")}</adHocSubProcess>", Declared);

        Assert.IsType<Subprocess>(model.Nodes["sub"]);
        Assert.IsType<Transaction>(model.Nodes["t"]);
        Assert.Equal("e_s", Assert.IsType<EventSubprocess>(model.Nodes["e"]).Start);
        Assert.IsType<AdHocSubprocess>(model.Nodes["d"]);
        Assert.Equal(["e"], model.Root.EventSubprocesses);
        Assert.Equal(new ScopeModel("sub", "P", "s", ["s", "a"]) { Starts = ["s"] }, model.Scopes["sub"]);
        Assert.Equal(new ScopeModel("e", "P", null, ["e_s"]) { Starts = ["e_s"] }, model.Scopes["e"]);
        Assert.Equal(new ScopeModel("d", "P", null, ["b"]) { Begins = ["b"] }, model.Scopes["d"]);
    }

    [Fact]
    public void An_event_subprocess_stands_outside_the_flow()
    {
        var sub = EventSub("sub", Event("startEvent", "s", Trigger("timer")));

        Faults.Is("flow.into-event-subprocess start_sub", Start(), sub, Flow("start", "sub"));
        Faults.Is("flow.out-of-event-subprocess sub_a", Start(), User("a"), sub, Flow("sub", "a"));
        Faults.Is("boundary.host-not-allowed late", Start(), sub, Boundary("late", "sub", "P1D"));
        Faults.Is("loop.not-allowed sub", Start(),
            EventSub("sub", Event("startEvent", "s", Trigger("timer")), "<standardLoopCharacteristics loopMaximum=\"2\"/>"));
        Faults.Is("attribute.unsupported sub", Start(), sub.Replace("id=\"sub\"", "id=\"sub\" isForCompensation=\"true\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_a_subprocess_is_triggered_by_an_event()
    {
        Faults.Is("attribute.unsupported t", Start(), $"<transaction id=\"t\" triggeredByEvent=\"true\">{Start("s")}</transaction>");
        Faults.Is("attribute.invalid t", Start(), $"<subProcess id=\"t\" triggeredByEvent=\"perhaps\">{Start("s")}</subProcess>");
        Faults.Is("attribute.unsupported t", Start(), $"<transaction id=\"t\" method=\"##Store\">{Start("s")}</transaction>");
    }

    [Fact]
    public void People_choose_among_the_activities_without_a_way_in()
    {
        var model = Bpmn.Model(Start(), $"""
            <adHocSubProcess id="d" ordering="Sequential" cancelRemainingInstances="false">
              {User("a")}{User("b")}{User("c")}{Flow("a", "b")}{User("undo", "isForCompensation=\"true\"")}
              {OnBoundary("undone", "a", Trigger("compensate"))}{Association("undone", "undo")}
              {EventSub("e", Event("startEvent", "e_s", Trigger("timer")))}
              <completionCondition>done</completionCondition>
            </adHocSubProcess>
            """);

        Assert.Equal(["a", "c"], model.Scopes["d"].Begins);
        var node = (AdHocSubprocess)model.Nodes["d"];
        Assert.Equal(("done", false, true), (node.CompletionCondition?.Text, node.CancelsRemaining, node.Sequential));
    }

    [Fact]
    public void An_ad_hoc_subprocess_has_activities_and_neither_start_nor_end()
    {
        Faults.Are(["adhoc.start-or-end s", "adhoc.start-or-end e"], Start(), $"<adHocSubProcess id=\"d\">{User("a")}{Start("s")}{End("e")}</adHocSubProcess>");
        Faults.Is("adhoc.empty d", Start(), "<adHocSubProcess id=\"d\"/>");
        Faults.Is("attribute.unsupported d", Start(), $"<adHocSubProcess id=\"d\" ordering=\"Random\">{User("a")}</adHocSubProcess>");
        Faults.Is("element.unsupported x", Start(), "<userTask id=\"x\"><completionCondition>true</completionCondition></userTask>");
    }

    [Fact]
    public void Data_objects_and_properties_are_variables_of_their_subprocess()
    {
        var model = Bpmn.Model(
            "<dataObject id=\"d0\" name=\"案件\"/><property id=\"p0\" name=\"none of the process\"/>", Start(),
            Sub("sub", Start("s"), "<property id=\"p1\" name=\"金额\"/><property id=\"p2\"/>",
                "<dataObjectReference id=\"r\" name=\"证据\" dataObjectRef=\"d1\"/><dataObject id=\"d1\" isCollection=\"true\"/><dataObject id=\"d2\"/>"));

        Assert.Equal([new DataObject("d0", "案件", "P", false), new("d1", "证据", "sub", true), new("d2", "d2", "sub", false)], model.DataObjects);
        Assert.Equal(["金额", "p2", "证据", "d2"], model.Scopes["sub"].Variables);
        Assert.Empty(model.Root.Variables);
    }

    [Fact]
    public void A_reference_to_data_names_a_data_object()
    {
        Faults.Is("data.reference-unknown r", Start(), "<dataObjectReference id=\"r\" dataObjectRef=\"start\"/>");
        Faults.Is("data.reference-unknown r", Start(), "<dataObjectReference id=\"r\"/>");
        Faults.Is("id.missing ", Start(), "<dataObject/>");
    }
}
