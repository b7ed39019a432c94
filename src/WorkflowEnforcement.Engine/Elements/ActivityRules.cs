using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>What all activities share: boundary timers are set on entering and put away on leaving, loops count their instances, and every way out whose condition holds is taken.</summary>
internal abstract class ActivityRules<TNode> : ElementRules<TNode>
    where TNode : Activity
{
    protected sealed override void Enter(Unfolding run, Token token, TNode node)
    {
        if (node.Loop is not null && run.IsLoopInstance(token))
        {
            Begin(run, token, node);
            return;
        }

        if (SequentialTurns.MustWait(run, token, node))
        {
            run.Rest(token, TokenState.Queued);
            return;
        }

        if (BoundaryTimers.Plan(run, token, node) is not { } timers)
        {
            return;
        }

        if (node.Loop is null)
        {
            timers.Set(run, token);
            Begin(run, token, node);
            return;
        }

        var (plan, fault) = run.Plan(token, node.Loop);
        if (fault is not null)
        {
            run.Fault(token, IncidentPhase.Entering, fault);
            return;
        }

        timers.Set(run, token);
        run.BeginLoop(token, node, plan);
    }

    /// <summary>Begins the work itself.</summary>
    protected abstract void Begin(Unfolding run, Token token, TNode node);

    protected sealed override void Leave(Unfolding run, Token token, TNode node)
    {
        if (node.Loop is not null && run.IsLoopInstance(token))
        {
            run.EndInstance(token, node);
            return;
        }

        run.DropTimers(token);
        if (WaysOut.Of(run, token, node, node.Default, IncidentPhase.Leaving) is not { } ways)
        {
            return;
        }

        // Where a loop ran, its instances are in the trace, and they keep what is needed to undo them.
        run.Complete(token, step: IsStep(run, token, node), frame: node.Loop is not null);
        if (node.Loop is null && node is not ContainerActivity)
        {
            run.KeepForCompensation(token, node);
        }

        run.Continue(token, AdHocSubprocessRules.EndsWith(run, token, node) ? [] : ways);
    }

    // Who returned to a receive task behind an event gateway would wait for its message alone, and the other events could not come any more.
    private static bool IsStep(Unfolding run, Token token, TNode node) =>
        !node.IsForCompensation
        && !(node is ReceiveTask && run.ModelOf(token) is var model && node.Incoming.Any(flow => model.Nodes[model.Flows[flow].Source] is EventBasedGateway));
}
