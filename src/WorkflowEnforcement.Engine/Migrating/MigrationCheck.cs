using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Migrating;

/// <summary>Looks at all that is alive in an instance and asks whether the other definition has a place for it.</summary>
internal sealed class MigrationCheck(MigrationPlan plan, ProcessInstance state)
{
    private readonly ImmutableArray<MigrationLine>.Builder _lines = ImmutableArray.CreateBuilder<MigrationLine>();

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
        else
        {
            CheckScopes();
            CheckTokens();
            CheckTimers();
            CheckRecords();
            CheckJoins();
        }

        return new MigrationReport(_lines.ToImmutable());
    }

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

            var before = plan.Before(scope.Definition).Nodes[token.Element];
            var id = plan.Of(scope.Definition, token.Element);
            if (!after.Nodes.TryGetValue(id, out var node))
            {
                Prevent(token.Element, null, "migration.no-place", $"Expected {token.Element}, where work waits, to be drawn afterwards or to be given another place, but there is no {id}");
            }
            else if (WhyNot(token, scope, before, node) is var (code, message))
            {
                Prevent(token.Element, id, code, message);
            }
            else
            {
                _lines.Add(new MigrationLine(id == token.Element ? MigrationEffect.Stays : MigrationEffect.Moves, token.Element, id, string.Empty, string.Empty));
                CheckTrail(token, scope, after);
            }
        }
    }

    private (string Code, string Message)? WhyNot(Token token, ScopeInstance scope, FlowNode before, FlowNode after)
    {
        if (before.GetType() != after.GetType() || TriggerOf(before)?.GetType() != TriggerOf(after)?.GetType())
        {
            return ("migration.other-kind", $"Expected {after.Id} to be of the same kind as {before.Id}, but it is a {after.GetType().Name} in place of a {before.GetType().Name}");
        }

        if (plan.Of(scope.Definition, before.Scope) != after.Scope && !IsProcess(before, scope))
        {
            return ("migration.other-scope", $"Expected {after.Id} to lie in {plan.Of(scope.Definition, before.Scope)}, as {before.Id} does, but it lies in {after.Scope}");
        }

        if (token.State == TokenState.Joining && !after.Incoming.Contains(plan.Of(scope.Definition, token.Flow!)))
        {
            return ("migration.no-flow", $"Expected join {after.Id} to have a flow {token.Flow}, by which a token has come, but it has none");
        }

        return (before, after) switch
        {
            (Activity one, Activity other) when one.Loop?.GetType() != other.Loop?.GetType() || one.Loop is MultiInstance { Sequential: var a } && other.Loop is MultiInstance { Sequential: var b } && a != b =>
                ("migration.other-loop", $"Expected {after.Id} to be done as often as {before.Id}, but it is drawn otherwise"),
            (AdHocSubprocess { Sequential: var a }, AdHocSubprocess { Sequential: var b }) when a != b =>
                ("migration.other-loop", $"Expected {after.Id} to perform its activities in the order in which {before.Id} does, but it is drawn otherwise"),
            (CallActivity one, CallActivity other) when token.State == TokenState.Hosting && one.CalledElement != other.CalledElement =>
                ("migration.other-call", $"Expected {after.Id} to call {one.CalledElement}, which runs, but it calls {other.CalledElement}"),
            (EventBasedGateway, EventBasedGateway) when !Ways(plan.Before(scope.Definition), before).Select(id => plan.Of(scope.Definition, id)).ToHashSet(StringComparer.Ordinal)
                .SetEquals(Ways(plan.After(scope.Definition)!, after)) =>
                ("migration.other-ways", $"Expected event gateway {after.Id} to wait for the same events as {before.Id}, but it waits for others"),
            _ => null,
        };
    }

    private static IEnumerable<string> Ways(ProcessModel model, FlowNode gateway) => gateway.Outgoing.Select(flow => model.Flows[flow].Target);

    // The process element may have another id in another version; what lies directly in it still does.
    private bool IsProcess(FlowNode before, ScopeInstance scope) => before.Scope == plan.Before(scope.Definition).Id;

    private static EventTrigger? TriggerOf(FlowNode node) => node is EventNode happening ? happening.Trigger : null;

    private void CheckTrail(Token token, ScopeInstance scope, ProcessModel after)
    {
        foreach (var step in token.Trail.Steps.Where(step => !after.Nodes.ContainsKey(plan.Of(scope.Definition, step.Element))))
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
            if (plan.After(definition) is { } after && !after.Nodes.ContainsKey(plan.Of(definition, record.Element)))
            {
                Prevent(record.Element, null, "migration.not-compensable", $"Expected {record.Element}, which was done and can be compensated, to be drawn afterwards, but it is not");
            }
        }
    }

    // What a join waited for is there: going on is not for a migration to do, and afterwards nobody would ask again.
    private void CheckJoins()
    {
        if (_lines.Any(line => line.Effect == MigrationEffect.Prevents))
        {
            return;
        }

        var after = new Unfolding(plan.To, ProcessEngine.Evolve(state, MigrationWalk.Happened(plan, state)), default, FeelContext.Empty);
        foreach (var token in after.FilledJoins())
        {
            Prevent(state.Tokens[token.Id].Element, token.Element, "migration.join-filled", $"Expected join {token.Element} to wait for more, but afterwards all it waits for is there, and a migration moves nothing on");
        }
    }

    private void Prevent(string element, string? target, string code, string message) =>
        _lines.Add(new MigrationLine(MigrationEffect.Prevents, element, target, code, message));
}
