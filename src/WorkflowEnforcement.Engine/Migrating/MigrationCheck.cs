using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Migrating;

/// <summary>Looks at all that is alive in an instance and asks whether the other definition has a place for it.</summary>
internal sealed class MigrationCheck(MigrationPlan plan, ProcessInstance state)
{
    private readonly ImmutableArray<MigrationLine>.Builder _lines = ImmutableArray.CreateBuilder<MigrationLine>();

    private bool IsPossible => _lines.All(line => line.Effect != MigrationEffect.Prevents);

    public MigrationReport Report()
    {
        if (state.Status != InstanceStatus.Active)
        {
            Prevent(state.ProcessScope.Element, null, "instance.not-active", $"Expected an active instance, but it is {state.Status.ToString().ToLowerInvariant()}");
        }
        else if (!DefinitionCheck.Fits(plan.From, state))
        {
            Prevent(state.ProcessScope.Element, null, "model.mismatch", $"Expected an instance of the given version of {plan.From.Id}, but it stands in another");
        }
        else if (Merged().ToList() is { Count: > 0 } merged)
        {
            _lines.AddRange(merged);
        }
        else
        {
            CheckScopes();
            CheckTokens();
            CheckTimers();
            CheckRecords();
            CheckGoingOn();
        }

        return new MigrationReport(_lines.ToImmutable());
    }

    // Two elements that became one could not be told apart any more: who did which, and by which way a join was reached.
    private IEnumerable<MigrationLine> Merged() =>
        from definition in plan.Moved
        where definition.Key.Length == 0 || plan.From.Called.ContainsKey(definition.Key)
        let before = plan.Before(definition.Key.Length == 0 ? null : definition.Key)
        from alike in before.Nodes.Keys.Concat(before.Flows.Keys).GroupBy(id => plan.Of(definition.Key, id), StringComparer.Ordinal)
        let ids = alike.Order(StringComparer.Ordinal).ToList()
        where ids.Count > 1
        let moved = ids.First(definition.Value.ContainsKey)
        orderby moved
        select new MigrationLine(
            MigrationEffect.Prevents, moved, alike.Key, "migration.mapping", $"Expected {moved} alone to become {alike.Key}, but {string.Join(", ", ids.Where(id => id != moved))} would become it too");

    private void CheckScopes()
    {
        foreach (var scope in state.Scopes.Values)
        {
            if (plan.After(scope.Definition) is null)
            {
                Prevent(scope.Element, null, "migration.not-called", $"Expected process '{scope.Definition}', which runs, to be called afterwards too, but it is not");
            }
        }
    }

    private void CheckTokens()
    {
        foreach (var token in state.Tokens.Values)
        {
            var scope = state.Scopes[token.Scope];
            if (plan.After(scope.Definition) is not { } after)
            {
                continue;
            }

            var id = plan.Of(scope.Definition, token.Element);
            if (!after.Nodes.TryGetValue(id, out var node))
            {
                Prevent(token.Element, null, "migration.no-place", $"Expected {token.Element}, where work waits, to be drawn afterwards or to be given another place, but there is no {id}");
            }
            else if (TokenPlace.WhyNot(plan, state, token, node) is var (code, message))
            {
                Prevent(token.Element, id, code, message);
            }
            else
            {
                _lines.Add(new MigrationLine(id == token.Element ? MigrationEffect.Stays : MigrationEffect.Moves, token.Element, id, string.Empty, string.Empty));
                CheckTrail(token, scope);
            }
        }
    }

    private void CheckTrail(Token token, ScopeInstance scope)
    {
        foreach (var step in token.Trail.Steps.Where(step => !plan.KeepsStep(scope.Definition, step.Element)))
        {
            _lines.Add(new MigrationLine(MigrationEffect.ForgetsStep, step.Element, null, string.Empty, string.Empty));
        }
    }

    private void CheckTimers()
    {
        foreach (var timer in state.Timers.Values)
        {
            if (!MigrationTimers.IsKept(plan, state, timer))
            {
                _lines.Add(new MigrationLine(MigrationEffect.DropsTimer, timer.Element, null, string.Empty, string.Empty));
            }
        }

        foreach (var timer in MigrationTimers.New(plan, state))
        {
            _lines.Add(new MigrationLine(MigrationEffect.SetsTimer, timer.Element, timer.Element, string.Empty, string.Empty));
        }
    }

    private void CheckRecords()
    {
        foreach (var record in state.Compensations.Values)
        {
            var definition = state.Scopes[record.Scope].Definition;
            foreach (var done in plan.After(definition) is null ? [] : Within(record).Where(done => !CanBeUndone(definition, done)))
            {
                Prevent(done.Element, null, "migration.not-compensable", $"Expected {done.Element}, which was done and can be compensated, to be drawn afterwards where it was and with what undoes it, but it is not");
            }
        }
    }

    private static IEnumerable<CompensationRecord> Within(CompensationRecord record) => record.Inner.SelectMany(Within).Prepend(record);

    private bool CanBeUndone(string? definition, CompensationRecord record)
    {
        var before = (Activity)plan.Before(definition).Nodes[record.Element];
        return plan.After(definition)!.Nodes.GetValueOrDefault(plan.Of(definition, record.Element)) is Activity after
            && after.Scope == plan.ScopeOf(definition, before)
            && before is ContainerActivity == after is ContainerActivity
            && (before.CompensatedBy is null || after.CompensatedBy is not null);
    }

    // What a join waited for is there: going on is not for a migration to do, and afterwards nobody would ask again.
    private void CheckGoingOn()
    {
        if (!IsPossible)
        {
            return;
        }

        var after = ProcessEngine.Evolve(state, MigrationWalk.Happened(plan, state));
        foreach (var token in new Unfolding(plan.To, after, default, FeelContext.Empty).FilledJoins())
        {
            Prevent(state.Tokens[token.Id].Element, token.Element, "migration.join-filled", $"Expected join {token.Element} to wait for more, but afterwards all it waits for is there, and a migration moves nothing on");
        }

        if (IsPossible)
        {
            _lines.AddRange(new MigrationPlay(plan, state, after).Lines());
            _lines.AddRange(new MigrationChanges(plan, state).Lines());
        }
    }

    private void Prevent(string element, string? target, string code, string message) =>
        _lines.Add(new MigrationLine(MigrationEffect.Prevents, element, target, code, message));
}
