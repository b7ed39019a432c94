using System.Globalization;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Migrating;

/// <summary>What keeps its place but is drawn otherwise: it prevents nothing, and people should know.</summary>
internal sealed class MigrationChanges(MigrationPlan plan, ProcessInstance state)
{
    public IEnumerable<MigrationLine> Lines() => Timers().Concat(Counts()).Concat(Awaited());

    private IEnumerable<MigrationLine> Timers() =>
        from timer in state.Timers.Values
        where MigrationTimers.IsKept(plan, state, timer)
        let definition = MigrationTimers.DefinitionOf(state, timer)
        let after = MigrationTimers.After(plan, definition, timer)!
        let was = ((TimerTrigger)((EventNode)plan.Before(definition).Nodes[timer.Element]).Trigger).Timer
        let becomes = ((TimerTrigger)after.Trigger).Timer
        where was != becomes
        select Line(MigrationEffect.KeepsTimer, timer.Element, after.Id,
            $"{after.Id} is drawn as '{becomes.Text}' in place of '{was.Text}', but the timer that runs stays due at {timer.DueAt.ToString("O", CultureInfo.InvariantCulture)}");

    private IEnumerable<MigrationLine> Counts() =>
        from loop in state.Loops.Values
        let token = state.Tokens[loop.Token]
        let definition = state.Scopes[token.Scope].Definition
        let was = ((Activity)plan.Before(definition).Nodes[token.Element]).Loop as MultiInstance
        let after = plan.After(definition)!.Nodes[plan.Of(definition, token.Element)]
        let becomes = ((Activity)after).Loop as MultiInstance
        where was is not null && becomes is not null && !Equals((was.Cardinality, was.Collection), (becomes.Cardinality, becomes.Collection))
        select Line(MigrationEffect.KeepsCount, token.Element, after.Id,
            $"{after.Id} is drawn for '{becomes.Cardinality ?? becomes.Collection}' in place of '{was.Cardinality ?? was.Collection}', but the loop that runs keeps its {loop.Total} times");

    private IEnumerable<MigrationLine> Awaited() =>
        from watch in Watched().Distinct()
        let before = plan.Before(watch.Definition)
        let after = plan.After(watch.Definition)!.Nodes.GetValueOrDefault(plan.Of(watch.Definition, watch.Element))
        where after is not null
        let was = Awaited(before.Nodes[watch.Element])
        let becomes = Awaited(after)
        where was is not null && becomes is not null && was != becomes
        select Line(MigrationEffect.WaitsForOther, watch.Element, after.Id, $"{after.Id} waits for {becomes} in place of {was}");

    /// <summary>The elements whose events what is alive waits for.</summary>
    private IEnumerable<(string? Definition, string Element)> Watched()
    {
        foreach (var token in state.Tokens.Values)
        {
            var definition = state.Scopes[token.Scope].Definition;
            var model = plan.Before(definition);
            var node = model.Nodes[token.Element];
            string[] around = [node.Id, .. (node as Activity)?.BoundaryEvents ?? [], .. node is EventBasedGateway ? node.Outgoing.Select(flow => model.Flows[flow].Target) : []];
            foreach (var element in around)
            {
                yield return (definition, element);
            }
        }

        foreach (var scope in state.Scopes.Values.Where(scope => scope.Counter is null))
        {
            var model = plan.Before(scope.Definition);
            var drawn = scope.Element == model.Id ? model.Root : model.Scopes.GetValueOrDefault(scope.Element);
            foreach (var handler in drawn?.EventSubprocesses ?? [])
            {
                yield return (scope.Definition, ((EventSubprocess)model.Nodes[handler]).Start);
            }
        }
    }

    private static string? Awaited(FlowNode node) => ((node as EventNode)?.Trigger ?? (node as ReceiveTask)?.Message) switch
    {
        MessageTrigger { Name: var name } => $"message {name}",
        SignalTrigger { Name: var name } => $"signal {name}",
        ConditionalTrigger { Condition: var condition } => $"condition '{condition}'",
        _ => null,
    };

    private static MigrationLine Line(MigrationEffect effect, string element, string target, string message) => new(effect, element, target, string.Empty, message);
}
