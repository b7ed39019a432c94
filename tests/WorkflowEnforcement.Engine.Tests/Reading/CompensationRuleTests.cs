using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.Reading.Drawn;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class CompensationRuleTests
{
    private static readonly string Undo = User("undo", "isForCompensation=\"true\"");
    private static readonly string Undone = OnBoundary("undone", "a", Trigger("compensate"));
    private static readonly string Leads = Association("undone", "undo");

    [Fact]
    public void An_activity_knows_who_undoes_it()
    {
        var model = Bpmn.Model(Start(), User("a"), Undo, Undone, Leads, Boundary("late", "a", "P1D"), "<textAnnotation id=\"note\"/>", Association("undone", "note"));

        var activity = (Activity)model.Nodes["a"];
        Assert.Equal("undo", activity.CompensatedBy);
        Assert.Equal(["late"], activity.BoundaryEvents);
        Assert.True(((Activity)model.Nodes["undo"]).IsForCompensation);
    }

    [Fact]
    public void A_compensation_boundary_event_leads_to_one_handler()
    {
        Faults.Is("compensation.handler-missing undone", Start(), User("a"), Undone);
        Faults.Is("compensation.handler-several undone", Start(), User("a"), Undo, User("more", "isForCompensation=\"true\""), Undone, Leads, Association("undone", "more"));
        Faults.Is("compensation.handler-several again", Start(), User("a"), Undo, Undone, Leads,
            OnBoundary("again", "a", Trigger("compensate")), Association("again", "undo"));
    }

    [Fact]
    public void A_handler_is_an_activity_for_compensation_in_the_same_scope()
    {
        Faults.Is("compensation.handler-unfit undone", Start(), User("a"), User("undo"), Undone, Leads);
        Faults.Is("compensation.handler-unfit undone", Start(), User("a"), Undone, Association("undone", "start"));
        Faults.Is("compensation.handler-unfit undone", Start(), User("a"), Undone, Leads, Sub("sub", Start("s"), Undo));
    }

    [Fact]
    public void A_handler_that_was_refused_is_not_refused_again() =>
        Faults.Is("element.unsupported undo", Start(), User("a"), "<task id=\"undo\" isForCompensation=\"true\"/>", Undone, Leads);

    [Fact]
    public void A_handler_stands_outside_the_flow()
    {
        Faults.Is("flow.into-compensation start_undo", Start(), User("a"), Undo, Undone, Leads, Flow("start", "undo"));
        Faults.Is("flow.out-of-compensation undo_a", Start(), User("a"), Undo, Undone, Leads, Flow("undo", "a"));
        Faults.Is("flow.out-of-compensation undone_a", Start(), User("a"), Undo, Undone, Leads, Flow("undone", "a"));
        Faults.Is("boundary.host-not-allowed late", Start(), User("a"), Undo, Undone, Leads, Boundary("late", "undo", "P1D"));
    }

    [Fact]
    public void A_handler_of_nothing_is_refused() => Faults.Is("compensation.handler-unused undo", Start(), User("a"), Undo);

    [Fact]
    public void A_thrower_names_an_activity_beside_it_or_none()
    {
        var thrown = Event("intermediateThrowEvent", "t", "<compensateEventDefinition activityRef=\"a\" waitForCompletion=\"false\"/>");

        Assert.Equal(new CompensationTrigger("a", false), ((ThrowEvent)Bpmn.Model(Start(), User("a"), thrown).Nodes["t"]).Trigger);
        Faults.Is("compensation.activity-unknown t", Start(), thrown);
        Faults.Is("compensation.activity-unknown t", Start("a"), thrown);
        Faults.Is("compensation.activity-unknown t", Start(), User("a"), Sub("sub", Start("s"), thrown));
    }

    [Fact]
    public void From_an_event_subprocess_the_scope_around_it_is_in_reach() =>
        Faults.Are([], Start(), User("a"),
            EventSub("e", Event("startEvent", "s", Trigger("error")), Event("endEvent", "t", "<compensateEventDefinition activityRef=\"a\"/>")), Declared);
}
