using System.Diagnostics;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A throw event throws and goes on; where it throws compensation it waits for the handlers, unless it is drawn not to.</summary>
internal sealed class ThrowEventRules : ElementRules<ThrowEvent>
{
    protected override void Enter(Unfolding run, Token token, ThrowEvent node)
    {
        switch (node.Trigger)
        {
            case NoTrigger:
                run.Follow(token, node.Outgoing);
                break;
            case LinkTrigger link:
                Jump(run, token, link);
                break;
            case CompensationTrigger compensation:
                Compensate(run, token, node, compensation);
                break;
            default:
                Throwing.Pass(run, token, node);
                break;
        }
    }

    protected override void Leave(Unfolding run, Token token, ThrowEvent node)
    {
        if (node.Trigger is CompensationTrigger { Waits: false })
        {
            run.Complete(token, frame: true);
            run.CloseIfEmpty(token.Scope);
        }
        else
        {
            run.Follow(token, node.Outgoing);
        }
    }

    protected override void Close(Unfolding run, Token host, ThrowEvent node, ScopeInstance scope) => Throwing.HandlerDone(run, host, scope);

    private static void Jump(Unfolding run, Token token, LinkTrigger link)
    {
        var model = run.ModelOf(token);
        var drawn = model.Scopes[model.Nodes[token.Element].Scope];
        var target = drawn.Nodes.Select(id => model.Nodes[id]).OfType<CatchEvent>().FirstOrDefault(node => node.Trigger.Equals(link))
            ?? throw new UnreachableException($"Expected link '{link.Name}' to be caught in its scope, as reading makes sure");
        run.Complete(token);
        run.Enter(token.Scope, target.Id, null, token.Id);
    }

    private static void Compensate(Unfolding run, Token token, ThrowEvent node, CompensationTrigger compensation)
    {
        var records = run.ToCompensate(token, compensation.Activity);
        if (records.IsEmpty)
        {
            run.Follow(token, node.Outgoing);
        }
        else if (compensation.Waits)
        {
            run.BeginCompensating(token, records);
        }
        else
        {
            // The token goes on; another one stands for it until the handlers are done.
            var frame = run.NextId;
            run.Emit(new ElementEntered(frame, token.Scope, node.Id, null) { After = token.Id });
            run.Follow(token, node.Outgoing);
            run.BeginCompensating(run.State.Tokens[frame], records);
        }
    }
}
