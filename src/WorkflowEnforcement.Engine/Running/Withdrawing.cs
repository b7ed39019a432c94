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

        if (run.State.Kept.TryGetValue(command.Visit, out var kept))
        {
            return WithinEnded(run, kept);
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

    // The step ended the activity it lies in: that is opened again, and what others did in it stays done.
    private static EngineRefused? WithinEnded(Unfolding run, KeptStep kept)
    {
        if (kept.Within.Tokens.Values.FirstOrDefault(token => IsCutOff(run, kept, token)) is { } cut)
        {
            return new EngineRefused("withdraw.went-on", $"Expected nothing but {kept.Step.Element} to have ended, but {cut.Element} was cut off with it");
        }

        var loop = run.State.Loops.Values.FirstOrDefault(loop => loop.Done.ContainsKey(kept.Host));
        if (loop is not null && Unbegin(run, loop, kept.Host) is { } begun)
        {
            return begun;
        }

        var descendants = loop is not null ? [] : run.State.Tokens.Values.Where(token => Math.Abs(token.Trail.VisitOf(kept.Within.Tokens[kept.Host].Element)) == kept.Host).ToList();
        var from = descendants.Find(token => token.Trail.ElementOf(kept.Host) is not null);
        if (loop is null && !(from is not null && run.State.Fresh.Contains(kept.Host) && descendants.TrueForAll(token => IsUntouched(run, token))))
        {
            return new EngineRefused("withdraw.went-on", $"Expected nothing to have happened since {kept.Step.Element} was done, but something has");
        }

        run.Emit(new StepWithdrawn(kept.Step.Id, kept.Step.Element));
        if (from is not null)
        {
            Returning.TakeAway(run, descendants, from);
        }

        run.Emit(new ScopesReopened(kept.Step.Id, kept.Host));
        run.EnterAgain(kept.Step.Scope, kept.Step.Element, kept.Step.Id, kept.Step.Id);
        return null;
    }

    // A system may be at it, or it stood still: it cannot be as it was.
    private static bool IsCutOff(Unfolding run, KeptStep kept, Token token) => token.State switch
    {
        TokenState.Hosting => run.ModelOf(kept.Within.Scopes.GetValueOrDefault(token.Scope) ?? run.State.Scopes[token.Scope]).Nodes[token.Element] is ThrowEvent or EndEvent,
        TokenState.Waiting => run.ModelOf(kept.Within.Scopes[token.Scope]).Nodes[token.Element] is not (UserTask or ManualTask or ReceiveTask or CatchEvent or EventBasedGateway),
        TokenState.Joining or TokenState.Queued => false,
        _ => true,
    };

    private static EngineRefused? Reopen(Unfolding run, LoopInstance loop, long visit)
    {
        var token = run.State.Tokens[loop.Token];
        var node = (Activity)run.Node(token);
        if (node is SendTask { Message: not null })
        {
            return new EngineRefused("withdraw.went-on", $"Expected nothing to have left the case when {node.Id} was done, but its message was sent");
        }

        if (Unbegin(run, loop, visit) is { } begun)
        {
            return begun;
        }

        var counter = loop.Done[visit];
        run.Emit(new StepWithdrawn(visit, node.Id));
        run.Emit(new LoopInstanceReopened(token.Id, counter, visit));
        run.BeginInstance(token, node, counter);
        return null;
    }

    // Where one comes after the other, puts off the next one that nobody has begun to work on.
    private static EngineRefused? Unbegin(Unfolding run, LoopInstance loop, long visit)
    {
        var token = run.State.Tokens[loop.Token];
        var node = (Activity)run.Node(token);
        if (node.Loop is not MultiInstance { Sequential: false })
        {
            // The next one was asked because this one had answered.
            var next = run.ScopesOf(token.Id).Single();
            if (loop.Done[visit] != loop.Started - 1 || !run.State.Fresh.Contains(next) || run.State.TokensIn(next).Any(other => !IsUntouched(run, other)))
            {
                return new EngineRefused("withdraw.went-on", $"Expected nothing to have happened since {node.Id} was done, but the next one has begun");
            }

            run.CancelScope(next);
            run.Emit(new LoopInstanceRecalled(token.Id, loop.Started));
        }

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
