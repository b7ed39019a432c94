using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Migrating;

/// <summary>Moves running instances to another version of their definition: shown first, then done for all of the chosen or for none.</summary>
public static class Migration
{
    /// <summary>Says what would happen to an instance, and what prevents it. Changes nothing. With the same moment and inputs it says what <see cref="Migrate"/> does.</summary>
    /// <param name="plan">From where to where.</param>
    /// <param name="state">The instance.</param>
    /// <param name="now">The moment; timers that are new count from it.</param>
    /// <param name="inputs">What expressions of new timers may read beside the variables, as in a command; nothing where it is left out.</param>
    public static MigrationReport DryRun(MigrationPlan plan, ProcessInstance state, DateTimeOffset now, FeelContext? inputs = null) => Examine(plan, state, now, inputs).Report;

    /// <summary>Moves one instance.</summary>
    /// <param name="plan">From where to where.</param>
    /// <param name="state">The instance.</param>
    /// <param name="now">The moment; timers that are new count from it.</param>
    /// <param name="inputs">What expressions of new timers may read beside the variables, as in a command; nothing where it is left out.</param>
    /// <returns>Events that begin with <see cref="InstanceMigrated"/>, or a refusal with the first thing that prevents it.</returns>
    public static EngineOutcome Migrate(MigrationPlan plan, ProcessInstance state, DateTimeOffset now, FeelContext? inputs = null)
    {
        var (report, migrated) = Examine(plan, state, now, inputs);
        return report.Lines.FirstOrDefault(line => line.Effect == MigrationEffect.Prevents) is { } prevents ? new EngineRefused(prevents.Code, prevents.Message) : migrated!;
    }

    /// <summary>Moves all of the chosen instances or none.</summary>
    /// <typeparam name="TKey">What names an instance.</typeparam>
    /// <param name="plan">From where to where.</param>
    /// <param name="chosen">The instances, each with what expressions of new timers may read beside its variables.</param>
    /// <param name="now">The moment.</param>
    /// <returns>What became of each: all accepted, or for each that prevents it the refusal and for the others nothing.</returns>
    public static ImmutableArray<(TKey Key, EngineOutcome Outcome)> MigrateAll<TKey>(
        MigrationPlan plan, IEnumerable<(TKey Key, ProcessInstance State, FeelContext Inputs)> chosen, DateTimeOffset now)
    {
        ImmutableArray<(TKey Key, EngineOutcome Outcome)> outcomes = [.. chosen.Select(one => (one.Key, Migrate(plan, one.State, now, one.Inputs)))];
        ImmutableArray<(TKey, EngineOutcome)> refused = [.. outcomes.Where(one => one.Outcome is EngineRefused)];
        return refused.IsEmpty ? outcomes : refused;
    }

    /// <summary>The dry run and what the migration would be, from one look: the dry run does what the migration does and throws it away, so that the two cannot differ.</summary>
    /// <param name="plan">From where to where.</param>
    /// <param name="state">The instance.</param>
    /// <param name="now">The moment; timers that are new count from it.</param>
    /// <param name="inputs">What expressions of new timers may read beside the variables, as in a command; nothing where it is left out.</param>
    /// <returns>All that would happen; and the events where nothing prevents it, else null.</returns>
    public static (MigrationReport Report, EngineAccepted? Migrated) Examine(MigrationPlan plan, ProcessInstance state, DateTimeOffset now, FeelContext? inputs = null)
    {
        var report = new MigrationCheck(plan, state).Report();
        if (!report.IsPossible)
        {
            return (report, null);
        }

        var walk = new MigrationWalk(plan, state, now, inputs ?? FeelContext.Empty);
        var migrated = walk.Walk();
        return walk.Faults.Count == 0 ? (report, migrated) : (report with { Lines = [.. report.Lines, .. walk.Faults] }, null);
    }
}
