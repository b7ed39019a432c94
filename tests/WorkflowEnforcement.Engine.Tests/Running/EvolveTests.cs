using System.Diagnostics;
using System.Runtime.CompilerServices;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Running;

public sealed class EvolveTests
{
    [Fact]
    public void Every_type_of_event_has_an_arm()
    {
        var state = ProcessEngine.Evolve(null, new ScopeOpened(1, "P", null, FeelContext.Empty));
        foreach (var type in EventTypes.All)
        {
            // An empty event of the type may not fit the state, but it must find its arm.
            var empty = (EngineEvent)RuntimeHelpers.GetUninitializedObject(type);
            var thrown = Record.Exception(() => ProcessEngine.Evolve(state, empty));
            Assert.False(thrown is UnreachableException, $"{type.Name} has no arm in Evolve");
        }
    }

    [Fact]
    public void An_event_of_an_unknown_type_is_a_bug()
    {
        var state = ProcessEngine.Evolve(null, new ScopeOpened(1, "P", null, FeelContext.Empty));

        Assert.Throws<UnreachableException>(() => ProcessEngine.Evolve(state, new Forgotten()));
        Assert.Throws<UnreachableException>(() => ProcessEngine.Evolve(null, new InstanceCompleted()));
    }

    [Fact]
    public void States_reached_in_different_ways_are_equal_by_content()
    {
        string[] parts = [Bpmn.Start(), Bpmn.User("work"), Bpmn.Boundary("late", "work", "P1D"), Bpmn.Path("start", "work")];
        var facts = ("facts", FeelValue.Of([FeelValue.Of(1m), TestRun.Of(("a", FeelValue.Of("b")))]));
        var one = new TestRun(Bpmn.Model(parts)).Start(facts).State;
        var other = new TestRun(Bpmn.Model(parts)).Start(facts).State;

        Assert.NotSame(one, other);
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, one with { NextId = one.NextId + 1 });
        Assert.NotEqual(one, one with { Timers = one.Timers.Clear() });
        Assert.NotEqual(one, one with { Tokens = one.Tokens.Clear() });
    }

    private sealed record Forgotten : EngineEvent;
}
