using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Migrating;

/// <summary>Does what the check found possible.</summary>
internal sealed class MigrationWalk(MigrationPlan plan, ProcessInstance state, DateTimeOffset now, FeelContext inputs)
{
    private readonly ImmutableArray<EngineEvent>.Builder _events = ImmutableArray.CreateBuilder<EngineEvent>();
    private ProcessInstance? _after;

    private ProcessInstance After => _after ?? state;

    public EngineOutcome Walk()
    {
        var dropped = state.Timers.Values.Where(timer => !MigrationTimers.IsKept(plan, state, timer)).Select(timer => timer.Id).ToList();
        var begun = MigrationTimers.New(plan, state).ToList();
        Emit(new InstanceMigrated(plan.From.Version, plan.To.Version, plan.To.Id, Moved())
        {
            Calls = ProcessInstance.NoCalls.AddRange(plan.To.Called.Select(call => KeyValuePair.Create(call.Key, call.Value.Version))),
            Forgotten = Forgotten(),
        });
        foreach (var timer in dropped)
        {
            Emit(new TimerDropped(timer));
        }

        foreach (var timer in begun)
        {
            if (Set(timer) is { } refused)
            {
                return refused;
            }
        }

        return new EngineAccepted(_events.ToImmutable(), After);
    }

    // A timer that cannot be worked out has nobody to stand still at it: the migration is refused.
    private EngineRefused? Set(NewTimer timer)
    {
        var model = plan.After(After.Scopes[timer.Scope].Definition)!;
        var trigger = (TimerTrigger)((EventNode)model.Nodes[timer.Element]).Trigger;
        var surroundings = new FeelSurroundings(name => Find(timer.Scope, name), now);
        if (!trigger.Timer.TryPlan(surroundings, out var due, out var fault))
        {
            return new EngineRefused("migration.timer", $"Expected timer {timer.Element} to have a moment, but: {fault.Message}");
        }

        Emit(timer.Token is { } token
            ? new TimerSet(After.NextId, token, timer.Element, due.DueAt) { Left = due.Left, Every = due.Every }
            : new ScopeTimerSet(After.NextId, timer.Scope, timer.Element, due.DueAt) { Left = due.Left, Every = due.Every });
        return null;
    }

    private FeelValue? Find(long scope, string name)
    {
        for (var at = After.Scopes[scope]; ; at = After.Scopes[After.Tokens[at.Host!.Value].Scope])
        {
            if (at.Variables.Entries.TryGetValue(name, out var value))
            {
                return value;
            }

            if (at.Host is null)
            {
                return inputs.Entries.GetValueOrDefault(name);
            }
        }
    }

    private ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Moved() => plan.Moved
        .Where(definition => !definition.Value.IsEmpty)
        .ToImmutableSortedDictionary(definition => definition.Key, definition => definition.Value.ToImmutableSortedDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    private ImmutableSortedDictionary<string, ImmutableArray<string>> Forgotten()
    {
        var gone =
            from token in state.Tokens.Values
            let definition = state.Scopes[token.Scope].Definition
            from step in token.Trail.Steps
            where !plan.After(definition)!.Nodes.ContainsKey(plan.Of(definition, step.Element))
            group step.Element by definition ?? MigrationPlan.Root;
        return gone.ToImmutableSortedDictionary(
            group => group.Key, group => group.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);
    }

    private void Emit(EngineEvent happened)
    {
        _after = ProcessEngine.Evolve(After, happened);
        _events.Add(happened);
    }
}
