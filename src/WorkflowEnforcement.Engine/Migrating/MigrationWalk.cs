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

    /// <summary>Timers that cannot be worked out. They have nobody to stand still at them, so they prevent the migration.</summary>
    public ImmutableArray<MigrationLine>.Builder Faults { get; } = ImmutableArray.CreateBuilder<MigrationLine>();

    /// <summary>The events of the migration; of no worth where there are <see cref="Faults"/>.</summary>
    public EngineAccepted Walk()
    {
        var dropped = state.Timers.Values.Where(timer => !MigrationTimers.IsKept(plan, state, timer)).Select(timer => timer.Id).ToList();
        var begun = MigrationTimers.New(plan, state).ToList();
        _run.Emit(Happened(plan, state));
        dropped.ForEach(timer => _run.Emit(new TimerDropped(timer)));
        begun.ForEach(Set);
        return _run.SoFar();
    }

    private void Set(NewTimer timer)
    {
        var model = _run.ModelOf(_run.State.Scopes[timer.Scope]);
        var trigger = (TimerTrigger)((EventNode)model.Nodes[timer.Element]).Trigger;
        if (!trigger.Timer.TryPlan(_run.Surroundings(timer.Scope), out var due, out var fault))
        {
            Faults.Add(new MigrationLine(MigrationEffect.Prevents, timer.Element, timer.Element, "migration.timer", $"Expected timer {timer.Element} to have a moment, but: {fault.Message}"));
            return;
        }

        _run.Emit(timer.Token is { } token
            ? new TimerSet(_run.NextId, token, timer.Element, due.DueAt) { Left = due.Left, Every = due.Every, Since = due.Since }
            : new ScopeTimerSet(_run.NextId, timer.Scope, timer.Element, due.DueAt) { Left = due.Left, Every = due.Every, Since = due.Since });
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
