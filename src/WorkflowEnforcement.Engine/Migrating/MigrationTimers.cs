using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Migrating;

/// <summary>Which timers go on after a migration, and which begin.</summary>
internal static class MigrationTimers
{
    public static string? DefinitionOf(ProcessInstance state, TimerSubscription timer) =>
        state.Scopes[timer.Scope != 0 ? timer.Scope : state.Tokens[timer.Token].Scope].Definition;

    /// <summary>Whether the event of a timer is still drawn where it was.</summary>
    public static bool IsKept(MigrationPlan plan, ProcessInstance state, TimerSubscription timer)
    {
        var definition = DefinitionOf(state, timer);
        if (plan.After(definition) is not { } after || After(plan, definition, timer) is not { Trigger: TimerTrigger } node || node.GetType() != plan.Before(definition).Nodes[timer.Element].GetType())
        {
            return false;
        }

        return node switch
        {
            BoundaryEvent boundary => boundary.AttachedTo == plan.Of(definition, state.Tokens[timer.Token].Element),
            StartEvent start => after.Nodes.GetValueOrDefault(start.Scope) is EventSubprocess around && around.Scope == ScopeAfter(plan, state.Scopes[timer.Scope], after),
            _ => true,
        };
    }

    /// <summary>The event of a timer as it is drawn afterwards; null where it is not, or is no event.</summary>
    public static EventNode? After(MigrationPlan plan, string? definition, TimerSubscription timer) =>
        plan.After(definition)?.Nodes.GetValueOrDefault(plan.Of(definition, timer.Element)) as EventNode;

    /// <summary>Timers that what is alive has afterwards and had not before.</summary>
    public static IEnumerable<NewTimer> New(MigrationPlan plan, ProcessInstance state)
    {
        var before = new Unfolding(plan.From, state, default, FeelContext.Empty);
        return state.Tokens.Values.SelectMany(token => OnBoundary(plan, before, token)).Concat(state.Scopes.Values.SelectMany(scope => OfScope(plan, before, scope)));
    }

    // What stands still at its work goes on from there without being entered anew, so nobody else would set the timer.
    private static IEnumerable<NewTimer> OnBoundary(MigrationPlan plan, Unfolding run, Token token)
    {
        var scope = run.State.Scopes[token.Scope];
        if (run.IsLoopInstance(token)
            || token.State is not (TokenState.Waiting or TokenState.Hosting or TokenState.Faulted)
            || !run.HasBegun(token)
            || plan.After(scope.Definition) is not { } after
            || after.Nodes.GetValueOrDefault(plan.Of(scope.Definition, token.Element)) is not Activity activity
            || plan.Before(scope.Definition).Nodes[token.Element] is not Activity before)
        {
            return [];
        }

        return NotKnown(plan, scope.Definition, before.BoundaryEvents, activity.BoundaryEvents, after).Select(id => new NewTimer(token.Id, token.Scope, id));
    }

    private static IEnumerable<NewTimer> OfScope(MigrationPlan plan, Unfolding run, ScopeInstance scope)
    {
        if (plan.After(scope.Definition) is not { } after
            || run.DrawnFor(scope) is not { } drawn
            || !run.IsWatched(scope, drawn)
            || StandsAtStart(run, scope)
            || Drawn(after, ScopeAfter(plan, scope, after)) is not { } afterwards)
        {
            return [];
        }

        var known = drawn.EventSubprocesses.Select(id => ((EventSubprocess)plan.Before(scope.Definition).Nodes[id]).Start);
        var starts = afterwards.EventSubprocesses.Select(id => ((EventSubprocess)after.Nodes[id]).Start);
        return NotKnown(plan, scope.Definition, known, starts, after).Select(id => new NewTimer(null, scope.Id, id));
    }

    // Its watches are set when it goes on.
    private static bool StandsAtStart(Unfolding run, ScopeInstance scope) => run.State.TokensIn(scope.Id).Any(token => token.State == TokenState.Faulted && run.Node(token) is StartEvent);

    private static string ScopeAfter(MigrationPlan plan, ScopeInstance scope, ProcessModel after) =>
        scope.Element == plan.Before(scope.Definition).Id ? after.Id : plan.Of(scope.Definition, scope.Element);

    private static ScopeModel? Drawn(ProcessModel model, string element) => element == model.Id ? model.Root : model.Scopes.GetValueOrDefault(element);

    private static IEnumerable<string> NotKnown(MigrationPlan plan, string? definition, IEnumerable<string> before, IEnumerable<string> afterwards, ProcessModel after)
    {
        var known = before.Where(id => plan.Before(definition).Nodes[id] is EventNode { Trigger: TimerTrigger }).Select(id => plan.Of(definition, id)).ToHashSet(StringComparer.Ordinal);
        return afterwards.Where(id => !known.Contains(id) && after.Nodes[id] is EventNode { Trigger: TimerTrigger });
    }
}

/// <summary>A timer that begins with the migration.</summary>
/// <param name="Token">The token it watches; null where it watches a scope.</param>
/// <param name="Scope">The scope it watches, or in which its token lives.</param>
/// <param name="Element">Id of its event afterwards.</param>
internal readonly record struct NewTimer(long? Token, long Scope, string Element);
