using WorkflowEnforcement.Engine.Analysis;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Analysis;

public sealed class ReachTests
{
    [Fact]
    public void A_task_to_which_no_flow_leads_is_found() => Analysed.Only(
        Start(), User("a"), User("lost"), End(), Path("start", "a", "end"), Path("lost", "end")).Is(FindingSeverity.Error, "element.unreachable", "lost");

    [Fact]
    public void Boundary_events_links_and_event_subprocesses_are_ways_in() => Analysed.Nothing(
        Start(), User("a"), End(), User("late"), Boundary("b", "a", "PT1H"), User("far"),
        """<intermediateThrowEvent id="go"><linkEventDefinition name="L"/></intermediateThrowEvent>""",
        """<intermediateCatchEvent id="come"><linkEventDefinition name="L"/></intermediateCatchEvent>""",
        $"""<subProcess id="es" triggeredByEvent="true"><startEvent id="es_s" isInterrupting="false">{Timer("PT1H")}</startEvent>{User("es_u")}{End("es_e")}{Path("es_s", "es_u", "es_e")}</subProcess>""",
        Path("start", "a", "end"), Path("b", "late", "go"), Path("come", "far", "end"));

    [Fact]
    public void A_handler_of_compensation_is_reached_through_what_it_undoes() => Analysed.Nothing(
        Start(), User("a"), """<userTask id="undo" isForCompensation="true"/>""", End(),
        """<boundaryEvent id="c" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>""",
        """<association id="as" sourceRef="c" targetRef="undo" associationDirection="One"/>""", Path("start", "a", "end"));

    [Fact]
    public void The_activities_of_an_ad_hoc_subprocess_need_no_way_in() => Analysed.Nothing(
        Start(), $"""<adHocSubProcess id="ah">{User("one")}{User("two")}</adHocSubProcess>""", End(), Path("start", "ah", "end"));

    [Fact]
    public void A_loop_without_a_way_to_an_end_is_found() => Analysed.Only(
        Start(), User("a"), User("b"), Exclusive("head"), Path("start", "head", "a", "b", "head")).Is(FindingSeverity.Error, "flow.no-end", "a");

    [Fact]
    public void A_loop_that_an_event_ends_is_sound() => Analysed.Nothing(
        Start(), Sub("sub", Start("s"), User("a"), Exclusive("head"), Path("s", "head", "a", "head")), Boundary("late", "sub", "PT1H"), End(), Path("start", "sub", "end"), Path("late", "end"));

    [Fact]
    public void A_way_that_stops_short_of_the_drawn_ends_is_found() => Analysed.Only(
        Start(), User("a"), User("b"), End(), Parallel("fork"), Path("start", "fork", "a", "end"), Path("fork", "b")).Is(FindingSeverity.Warning, "element.no-way-out", "b");

    [Fact]
    public void A_flow_that_draws_no_ends_ends_where_it_stops() => Analysed.Nothing(Start(), User("a"), User("b"), Path("start", "a", "b"));

    [Fact]
    public void A_subprocess_all_of_whose_ends_are_errors_goes_on_by_its_boundary_alone() => Analysed.Only(
        Start(), User("a"), User("b"), End(), Parallel("fork"), Parallel("join"),
        Sub("sub", Start("s"), """<endEvent id="bad"><errorEventDefinition/></endEvent>""", Path("s", "bad")),
        """<boundaryEvent id="caught" attachedToRef="sub"><errorEventDefinition/></boundaryEvent>""",
        Path("start", "fork", "a", "join", "end"), Path("fork", "sub", "join"), Path("caught", "b", "end")).Is(FindingSeverity.Error, "flow.deadlock", "join");

    [Fact]
    public void A_call_is_told_and_not_followed() => Analysed.Only(
        Start(), """<callActivity id="c" calledElement="other"/>""", End(), Path("start", "c", "end")).Is(FindingSeverity.Info, "call.not-followed", "c");
}
