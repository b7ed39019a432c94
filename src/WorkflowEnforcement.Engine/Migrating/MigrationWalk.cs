using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Migrating;

/// <summary>Does what the check found possible.</summary>
internal sealed class MigrationWalk(MigrationPlan plan, ProcessInstance state, DateTimeOffset now, FeelContext inputs)
{
    private readonly Unfolding _run = new(plan.To, state, now, inputs);

    /// <summary>That an instance stands in the other definition from now on.</summary>
    public static InstanceMigrated Happened(MigrationPlan plan, ProcessInstance state) => new(plan.From.Version, plan.To.Version, plan.To.Id, Moved(plan))
    {
        Calls = ProcessInstance.NoCalls.AddRange(plan.To.Called.Select(call => KeyValuePair.Create(call.Key, call.Value.Version))),
        Forgotten = Forgotten(plan, state),
    };

    public EngineOutcome Walk()
    {
        var dropped = state.Timers.Values.Where(timer => !MigrationTimers.IsKept(plan, state, timer)).Select(timer => timer.Id).ToList();
        var begun = MigrationTimers.New(plan, state).ToList();
        _run.Emit(Happened(plan, state));
        foreach (var timer in dropped)
        {
            _run.Emit(new TimerDropped(timer));
        }

        foreach (var timer in begun)
        {
            if (Set(timer) is { } refused)
            {
                return refused;
            }
        }

        return _run.SoFar();
    }

    // A timer that cannot be worked out has nobody to stand still at it: the migration is refused.
    private EngineRefused? Set(NewTimer timer)
    {
        var model = _run.ModelOf(_run.State.Scopes[timer.Scope]);
        var trigger = (TimerTrigger)((EventNode)model.Nodes[timer.Element]).Trigger;
        if (!trigger.Timer.TryPlan(_run.Surroundings(timer.Scope), out var due, out var fault))
        {
            return new EngineRefused("migration.timer", $"Expected timer {timer.Element} to have a moment, but: {fault.Message}");
        }

        _run.Emit(timer.Token is { } token
            ? new TimerSet(_run.NextId, token, timer.Element, due.DueAt) { Left = due.Left, Every = due.Every }
            : new ScopeTimerSet(_run.NextId, timer.Scope, timer.Element, due.DueAt) { Left = due.Left, Every = due.Every });
        return null;
    }

    // The scope of a called process bears its id, which may be another in another version.
    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Moved(MigrationPlan plan)
    {
        var renamed = plan.From.Called.Where(call => plan.To.Called.TryGetValue(call.Key, out var after) && after.Id != call.Value.Id)
            .Aggregate(plan, (all, call) => all.Moving(call.Key, (call.Value.Id, plan.To.Called[call.Key].Id)));
        return renamed.Moved
            .Where(definition => !definition.Value.IsEmpty)
            .ToImmutableSortedDictionary(definition => definition.Key, definition => definition.Value.ToImmutableSortedDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Forgotten(MigrationPlan plan, ProcessInstance state)
    {
        var gone =
            from token in state.Tokens.Values
            let definition = state.Scopes[token.Scope].Definition
            from step in token.Trail.Steps
            where !plan.KeepsStep(definition, step.Element)
            group step.Element by definition ?? MigrationPlan.Root;
        return gone.ToImmutableSortedDictionary(
            group => group.Key, group => group.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);
    }
}
