using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Migrating;

/// <summary>Gives all that is alive its ids of the other definition.</summary>
internal static class MigrationEvolution
{
    public static ProcessInstance Migrated(ProcessInstance state, InstanceMigrated e)
    {
        var renamed = new Renaming(state, e);
        return state with
        {
            Tokens = Each(state.Tokens, renamed.Token),
            Scopes = Each(state.Scopes, renamed.Scope),
            Timers = Each(state.Timers, renamed.Timer),
            Incidents = Each(state.Incidents, renamed.Incident),
            Compensations = Each(state.Compensations, renamed.Record),
            Held = [.. state.Held.Select(renamed.Held)],
            Calls = e.Calls,
            Kept = state.Kept.Clear(),
            Ending = null,
        };
    }

    private static ImmutableSortedDictionary<long, T> Each<T>(ImmutableSortedDictionary<long, T> rows, Func<T, T> change) =>
        rows.IsEmpty ? rows : ImmutableSortedDictionary.CreateRange(rows.Select(row => KeyValuePair.Create(row.Key, change(row.Value))));

    private sealed class Renaming(ProcessInstance state, InstanceMigrated e)
    {
        public Token Token(Token token)
        {
            var definition = DefinitionOf(token.Scope);
            var forgotten = e.Forgotten.GetValueOrDefault(definition, []);
            return token with
            {
                Element = Of(definition, token.Element),
                Flow = token.Flow is null ? null : Of(definition, token.Flow),
                Trail = token.Trail.Renamed(id => forgotten.Contains(id) ? null : Of(definition, id)),
            };
        }

        public ScopeInstance Scope(ScopeInstance scope) =>
            scope with { Element = scope.Host is null ? e.Process : Of(scope.Definition ?? MigrationPlan.Root, scope.Element) };

        public TimerSubscription Timer(TimerSubscription timer) =>
            timer with { Element = Of(DefinitionOf(timer.Scope != 0 ? timer.Scope : state.Tokens[timer.Token].Scope), timer.Element) };

        public EngineIncident Incident(EngineIncident incident) =>
            incident with { Element = Of(DefinitionOf(state.Tokens[incident.Token].Scope), incident.Element) };

        public CompensationRecord Record(CompensationRecord record) => Record(record, DefinitionOf(record.Scope));

        public HeldCondition Held(HeldCondition held) =>
            held with { Element = Of(DefinitionOf(state.Tokens.TryGetValue(held.Owner, out var token) ? token.Scope : held.Owner), held.Element) };

        private CompensationRecord Record(CompensationRecord record, string definition) => record with
        {
            Element = Of(definition, record.Element),
            Inner = [.. record.Inner.Select(inner => Record(inner, definition))],
        };

        private string DefinitionOf(long scope) => state.Scopes[scope].Definition ?? MigrationPlan.Root;

        private string Of(string definition, string id) =>
            e.Moved.TryGetValue(definition, out var moved) && moved.TryGetValue(id, out var target) ? target : id;
    }
}
