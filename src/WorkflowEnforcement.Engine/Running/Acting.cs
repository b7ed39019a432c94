using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Elements;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>What people do at a waiting user task, and what follows for the flow when its signers have decided.</summary>
internal static class Acting
{
    public static EngineRefused? Act(Unfolding run, ActOnWork command)
    {
        if (!run.State.Tokens.TryGetValue(command.Token, out var token))
        {
            return new EngineRefused("token.unknown", $"Expected token {command.Token} to be alive, but there is none");
        }

        if (token.State != TokenState.Waiting || run.Node(token) is not UserTask node)
        {
            return new EngineRefused("work.no-task", $"Expected a user task that waits, but {token.Element} is none or does not wait");
        }

        if (command.Act is SignWork or RemoveSigners && SequentialTurns.WhyNot(run, token) is { } early)
        {
            return early;
        }

        var work = run.State.Work.GetValueOrDefault(token.Id);
        if (work is null)
        {
            var opened = (SigningAccepted)WorkItems.Open(new SigningRule(), []);
            work = new OpenWork(token.Id, opened.Item);
            run.Emit(new WorkBegun(token.Id, [], null));
            run.Emit(new WorkChanged(token.Id, opened.Events[0]));
        }

        switch (WorkItems.Decide(work.RuleOf(node), work.Item, command.Act))
        {
            case SigningRefused refused:
                return new EngineRefused(refused.Code, refused.Message);
            case SigningAccepted accepted:
                foreach (var happened in accepted.Events)
                {
                    run.Emit(new WorkChanged(token.Id, happened));
                }

                Follow(run, token, node, command, accepted.Verdict);
                return null;
            default:
                return null;
        }
    }

    /// <summary>Tries again to go back from a rejected task; where the way is still not open, the task is left as rejected without one.</summary>
    public static void GoBackAgain(Unfolding run, Token token, UserTask node)
    {
        if (WhyNotBack(run, token) is not null)
        {
            ElementTable.Of(node).Leave(run, token, node);
        }
    }

    private static void Follow(Unfolding run, Token token, UserTask node, ActOnWork command, Verdict? verdict)
    {
        if (verdict is Decided decided)
        {
            run.WriteResults(token.Scope, Results(command, decided));
            ElementTable.Of(node).Leave(run, run.State.Tokens[token.Id], node);
        }
        else if (verdict is GoBack && WhyNotBack(run, token) is { } closed)
        {
            // A vote is never refused because no way back is open just now: it counts, and a person sees to the rest.
            var rule = run.State.Work[token.Id].RuleOf(node) with { OnRejection = RejectionRule.End };
            run.WriteResults(token.Scope, Results(command, (Decided)Ballot.Count(rule, run.State.Work[token.Id].Item)!));
            run.Fault(run.State.Tokens[token.Id], IncidentPhase.Working, closed.Code, closed.Message);
        }
    }

    private static FeelContext Results(ActOnWork command, Decided decided) =>
        command.OutcomeVariable is { } name ? command.Variables.With(name, FeelValue.Of(decided.Outcome)) : command.Variables;

    // Goes back, or says why that cannot be.
    private static EngineRefused? WhyNotBack(Unfolding run, Token token)
    {
        var item = run.State.Work[token.Id].Item;
        var reason = item.Seats.Select(seat => seat.Signature).OfType<Signature>().MaxBy(signature => signature.Order)?.Note ?? string.Empty;
        return (((GoBack)item.Verdict!).To ?? StepBefore(run, token)) is { } to
            ? Returning.Return(run, token, to, reason)
            : new EngineRefused("return.not-behind", $"Expected a step before {token.Element} to go back to, but there is none");
    }

    // The step that people did last of those that can be returned to, in the token's own scope or in the nearest around it that has one.
    private static string? StepBefore(Unfolding run, Token token)
    {
        while (true)
        {
            var nodes = run.ModelOf(token).Nodes;
            var steps = token.Trail.Steps.Where(step => step.Visit > 0 && nodes[step.Element].IsOfPeople).ToList();
            if (steps.Count > 0)
            {
                return steps.MaxBy(step => step.Visit).Element;
            }

            if (run.State.Scopes[token.Scope].Host is not { } host)
            {
                return null;
            }

            token = run.State.Tokens[host];
        }
    }
}
