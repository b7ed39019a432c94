using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Migrating;

/// <summary>Whether an element of the other definition is a place for a token.</summary>
internal static class TokenPlace
{
    /// <summary>Says why it is none; null where it is one.</summary>
    /// <param name="plan">From where to where.</param>
    /// <param name="state">The instance.</param>
    /// <param name="token">The token.</param>
    /// <param name="after">The element at which it would be.</param>
    public static (string Code, string Message)? WhyNot(MigrationPlan plan, ProcessInstance state, Token token, FlowNode after)
    {
        var definition = state.Scopes[token.Scope].Definition;
        var before = plan.Before(definition).Nodes[token.Element];
        if (KindOf(before) != KindOf(after))
        {
            return ("migration.other-kind", $"Expected {after.Id} to be of the same kind as {before.Id}, but it is a {KindOf(after)} in place of a {KindOf(before)}");
        }

        if (plan.ScopeOf(definition, before) is var scope && after.Scope != scope)
        {
            return ("migration.other-scope", $"Expected {after.Id} to lie in {scope}, as {before.Id} does, but it lies in {after.Scope}");
        }

        if (token.State == TokenState.Joining && plan.Of(definition, token.Flow!) is var flow && !after.Incoming.Contains(flow))
        {
            return ("migration.no-flow", $"Expected join {after.Id} to have a flow {flow}, by which a token has come, but it has none");
        }

        return WhyNotWork(plan, definition, token, (before, after)) ?? WhyNotSigned(state, token, (before, after));
    }

    private static (string Code, string Message)? WhyNotWork(MigrationPlan plan, string? definition, Token token, (FlowNode Before, FlowNode After) node) => node switch
    {
        (Activity one, Activity other) when !IsAlike(one.Loop, other.Loop) =>
            ("migration.other-loop", $"Expected {other.Id} to be done as often as {one.Id}, but it is drawn otherwise"),
        (AdHocSubprocess { Sequential: var a } one, AdHocSubprocess { Sequential: var b } other) when a != b =>
            ("migration.other-loop", $"Expected {other.Id} to perform its activities in the order in which {one.Id} does, but it is drawn otherwise"),
        (CallActivity one, CallActivity other) when token.State == TokenState.Hosting && one.CalledElement != other.CalledElement =>
            ("migration.other-call", $"Expected {other.Id} to call {one.CalledElement}, which runs, but it calls {other.CalledElement}"),
        (EventBasedGateway one, EventBasedGateway other) when !Ways(plan.Before(definition), one).Select(id => plan.Of(definition, id)).ToHashSet(StringComparer.Ordinal)
            .SetEquals(Ways(plan.After(definition)!, other)) =>
            ("migration.other-ways", $"Expected event gateway {other.Id} to wait for the same events as {one.Id}, but it waits for others"),
        _ => null,
    };

    // Whose seats are open signs by the rule they were opened by.
    private static (string Code, string Message)? WhyNotSigned(ProcessInstance state, Token token, (FlowNode Before, FlowNode After) node) => node switch
    {
        (UserTask one, UserTask other) when (token.State == TokenState.Waiting || state.Work.ContainsKey(token.Id)) && !Equals(one.Signing, other.Signing) =>
            ("migration.signing", $"Expected {other.Id} to be signed as {one.Id}, at which people are at work, but it is {Drawn(other)} in place of {Drawn(one)}"),
        _ => null,
    };

    private static string Drawn(UserTask node) => node.Signing is { Rule: var rule } ? $"signed by rule {rule.Mode}" : "completed by one person";

    private static bool IsAlike(LoopDefinition? one, LoopDefinition? other) =>
        one?.GetType() == other?.GetType() && (one as MultiInstance)?.Sequential == (other as MultiInstance)?.Sequential;

    private static string KindOf(FlowNode node) => node is EventNode { Trigger: not NoTrigger and var trigger }
        ? $"{node.GetType().Name} ({trigger.GetType().Name.Replace("Trigger", "", StringComparison.Ordinal).ToLowerInvariant()})"
        : node.GetType().Name;

    private static IEnumerable<string> Ways(ProcessModel model, FlowNode gateway) => gateway.Outgoing.Select(flow => model.Flows[flow].Target);
}
