using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>An ad hoc subprocess offers the activities without a way in, again and again, until its condition holds after one of them.</summary>
internal sealed class AdHocSubprocessRules : ActivityRules<AdHocSubprocess>
{
    /// <summary>Whether an activity that was just done ends the ad hoc subprocess it lies in; if not, people may do it again.</summary>
    public static bool EndsWith(Unfolding run, Token done, Activity node)
    {
        var scope = run.State.Scopes[done.Scope];
        if (scope.Host is not { } host || run.Node(run.State.Tokens[host]) is not AdHocSubprocess { CompletionCondition: { } condition } around || scope.Counter is not null)
        {
            return false;
        }

        if (Holds(run, scope, condition))
        {
            foreach (var left in run.TokensOf(scope.Id).Where(left => around.CancelsRemaining || !IsBegun(run, left)))
            {
                run.Cancel(left);
            }

            return true;
        }

        if (node.Incoming.IsEmpty && IsOfPeople(node))
        {
            run.Enter(scope.Id, node.Id, null, null);
        }

        return false;
    }

    protected override void Begin(Unfolding run, Token token, AdHocSubprocess node)
    {
        var drawn = run.ModelOf(token).Scopes[node.Id];
        run.Rest(token, TokenState.Hosting);
        var scope = run.OpenScope(token, node.Id, Unfolding.LocalsOf(drawn));
        run.Begin(scope, node.Sequential ? SequentialTurns.Ordered(run.ModelOf(token), drawn) : drawn, null);
        run.CloseIfEmpty(scope);
    }

    protected override void Close(Unfolding run, Token host, AdHocSubprocess node, ScopeInstance scope)
    {
        if (node.CompletionCondition is { } condition && !Holds(run, scope, condition))
        {
            run.Fault(host, IncidentPhase.Closing, "adhoc.not-complete",
                $"Expected the completion condition of {node.Id} to hold after its last activity, but it does not and nothing is left to do in it");
            return;
        }

        run.KeepForCompensation(host, node, scope.Id);
        run.Emit(new ScopeClosed(scope.Id));
        Leave(run, host, (FlowNode)node);
    }

    // What is queued, or offered and taken by nobody, has not begun: there is nothing of it to wait for.
    private static bool IsBegun(Unfolding run, Token token)
    {
        if (token.State is TokenState.Queued)
        {
            return false;
        }

        var node = run.Node(token);
        if (!node.Incoming.IsEmpty || !IsOfPeople(node) || token.State is TokenState.Faulted)
        {
            return true;
        }

        return run.State.Loops.TryGetValue(token.Id, out var loop)
            ? loop.Completed > 0 || run.ScopesOf(token.Id).SelectMany(run.TokensOf).Any(instance => IsBegun(run, instance))
            : run.State.Work.TryGetValue(token.Id, out var work) && work.Item.Seats.Any(IsTouched);
    }

    private static bool IsTouched(Seat seat) => seat is { Signature: not null } or { FromPool: true, Person: not null } or { Opinions.Count: > 0 } or { Delegates.Count: > 0 } or { AddedBy: not null };

    private static bool IsOfPeople(FlowNode node) => node is UserTask or ManualTask or ReceiveTask;

    private static bool Holds(Unfolding run, ScopeInstance scope, FeelExpression condition) =>
        condition.Evaluate(run.Surroundings(scope.Id)).Value is FeelBoolean { Value: true };
}
