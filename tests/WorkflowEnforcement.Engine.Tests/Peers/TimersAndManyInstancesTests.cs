using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Migrating;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Peers;

/// <summary>What users of other engines ran into with timers, migration and many instances.</summary>
public sealed class TimersAndManyInstancesTests
{
    private static readonly string[] Parts = [Start(), User("first"), User("work"), Boundary("late", "work", "P1D"), User("reminder"), Path("start", "first", "work"), Flow("late", "reminder")];

    // elsa-core#6620, elsa-core#4669
    [Fact]
    public void A_migration_goes_on_from_where_the_instance_stands()
    {
        var (from, to) = (Bpmn.Model(Parts), Bpmn.Model([.. Parts, User("more"), Flow("work", "more")]));
        var state = new TestRun(from).Start().Complete("first").State;

        var accepted = Assert.IsType<EngineAccepted>(Migration.Migrate(new MigrationPlan(from, to), state, TestRun.Monday));
        Assert.Equal(["work"], accepted.State.Waiting.Select(token => token.Element));
        Assert.IsType<InstanceMigrated>(Assert.Single(accepted.Events));
        Assert.Equal(state.Timers, accepted.State.Timers);
    }

    // elsa-core#5228, elsa-core#4819, elsa-core#4021, elsa-core#3110, flowable-engine#3782
    [Fact]
    public void A_timer_fires_once_however_often_it_is_asked_and_is_set_once_however_often_its_state_is_read()
    {
        var run = new TestRun(Bpmn.Model(Parts)).Start().Complete("first");
        var timer = Assert.Single(run.State.Timers.Values);
        Assert.Equal(run.State.Timers, TestRun.Saved(TestRun.Saved(run.State)).Timers);

        run.Fire("late");
        Assert.Equal("timer.unknown", run.Refusal(new FireTimer(timer.Id) { Now = timer.DueAt }));
        Assert.Equal("reminder", run.Waiting);
    }

    // elsa-core#3110
    [Fact]
    public void A_step_that_is_done_again_has_its_timer_once()
    {
        var run = new TestRun(Bpmn.Model(Parts)).Start().Complete("first").Return("work", "first").Complete("first");

        Assert.Single(run.State.Timers);
    }

    // elsa-core#6967, elsa-core#7097
    [Fact]
    public void Hundreds_of_instances_of_one_definition_know_nothing_of_each_other()
    {
        var model = Bpmn.Model(Parts);
        var runs = Enumerable.Range(0, 200).Select(number => new TestRun(model).Start(("number", FeelValue.Of(number)))).ToList();
        foreach (var run in runs.Where((_, number) => number % 2 == 0))
        {
            run.Complete("first");
        }

        Assert.All(runs.Select((run, number) => (run, number)), each =>
        {
            Assert.Equal(each.number % 2 == 0 ? "work" : "first", each.run.Waiting);
            Assert.Equal(FeelValue.Of(each.number), each.run.State.Variables["number"]);
        });
    }

    // flowable-engine#3782, flowable-engine#3848
    [Fact]
    public void Two_who_decide_on_one_state_get_the_same_answer_and_leave_it_as_it_was()
    {
        var model = Bpmn.Model(Parts);
        var state = new TestRun(model).Start().State;
        var command = new CompleteElement(state.Waiting.Single().Id, FeelContext.Empty) { Now = TestRun.Monday };

        var answers = new EngineOutcome[2];
        System.Threading.Tasks.Parallel.For(0, 2, each => answers[each] = ProcessEngine.Decide(model, state, command));
        Assert.Equal(((EngineAccepted)answers[0]).State, ((EngineAccepted)answers[1]).State);
        Assert.Equal("first", state.Waiting.Single().Element);
    }
}
