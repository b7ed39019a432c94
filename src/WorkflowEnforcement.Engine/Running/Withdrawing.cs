using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>Taking back one's own completed step (撤回) while nobody has acted on it.</summary>
internal static class Withdrawing
{
    public static EngineRefused? Withdraw(Unfolding run, WithdrawStep command)
    {
        var loop = run.State.Loops.Values.FirstOrDefault(loop => loop.Active > 0 && loop.Done.ContainsKey(command.Visit));
        if (loop is not null)
        {
            return Reopen(run, loop, command.Visit);
        }

        var from = run.State.Tokens.Values.FirstOrDefault(token => token.Trail.ElementOf(command.Visit) is not null);
        if (from is null)
        {
            return new EngineRefused("withdraw.nothing", $"Expected something to wait on visit {command.Visit}, but nothing does: the flow went on, or was joined with other branches");
        }

        var element = from.Trail.ElementOf(command.Visit)!;
        var descendants = Returning.Descendants(run.State, from.Scope, element, command.Visit);
        if (!run.State.Fresh.Contains(command.Visit) || !descendants.TrueForAll(token => IsUntouched(run, token)))
        {
            return new EngineRefused("withdraw.went-on", $"Expected nothing to have happened since {element} was done, but something has: work, an event that came or was thrown, or the end of a branch");
        }

        run.Emit(new StepWithdrawn(command.Visit, element));
        Returning.TakeAway(run, descendants, from);
        run.EnterAgain(from.Scope, element, from.Id, command.Visit);
        return null;
    }

    private static EngineRefused? Reopen(Unfolding run, LoopInstance loop, long visit)
    {
        var token = run.State.Tokens[loop.Token];
        var node = (Activity)run.Node(token);
        if (node is SendTask { Message: not null })
        {
            return new EngineRefused("withdraw.went-on", $"Expected nothing to have left the case when {node.Id} was done, but its message was sent");
        }

        var counter = loop.Done[visit];
        if (node.Loop is not MultiInstance { Sequential: false })
        {
            // The next one was asked because this one had answered.
            var next = run.ScopesOf(token.Id).Single();
            if (counter != loop.Started - 1 || !run.State.Fresh.Contains(next) || run.State.TokensIn(next).Any(other => !IsUntouched(run, other)))
            {
                return new EngineRefused("withdraw.went-on", $"Expected nothing to have happened since {node.Id} was done, but the next one has begun");
            }

            run.CancelScope(next);
            run.Emit(new LoopInstanceRecalled(token.Id, loop.Started));
        }

        run.Emit(new StepWithdrawn(visit, node.Id));
        run.Emit(new LoopInstanceReopened(token.Id, counter, visit));
        run.BeginInstance(token, node, counter);
        return null;
    }

    // Nothing has happened to it yet, and nobody outside has been asked for work: a system may be at it before it reports.
    private static bool IsUntouched(Unfolding run, Token token) => token.State switch
    {
        TokenState.Joining or TokenState.Queued => true,
        TokenState.Waiting => run.Node(token) is UserTask or ManualTask or ReceiveTask or CatchEvent or EventBasedGateway,
        TokenState.Faulted => run.State.Incidents.Values.Any(incident => incident.Token == token.Id && incident.Phase == IncidentPhase.Entering),
        TokenState.Hosting => run.ScopesOf(token.Id).SelectMany(run.State.TokensIn).All(inner => IsUntouched(run, inner)),
        _ => false,
    };
}
