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

                return Follow(run, token, node, command, accepted.Verdict);
            default:
                return null;
        }
    }

    private static EngineRefused? Follow(Unfolding run, Token token, UserTask node, ActOnWork command, Verdict? verdict)
    {
        switch (verdict)
        {
            case Decided decided:
                var variables = command.OutcomeVariable is { } name ? command.Variables.With(name, FeelValue.Of(decided.Outcome)) : command.Variables;
                run.WriteResults(token.Scope, variables);
                ElementTable.Of(node).Leave(run, run.State.Tokens[token.Id], node);
                return null;
            case GoBack back:
                var to = back.To ?? StepBefore(run, token);
                return to is null
                    ? new EngineRefused("return.not-behind", $"Expected a step before {token.Element} to go back to, but there is none")
                    : Returning.Return(run, new ReturnToStep(token.Id, to, Reason(command.Act)) { Now = command.Now });
            default:
                return null;
        }
    }

    private static string Reason(WorkCommand act) => act is SignWork { Note: { } note } ? note : string.Empty;

    // The step that people did last of those that can be returned to, in the token's own scope or in the nearest around it that has one.
    private static string? StepBefore(Unfolding run, Token token)
    {
        while (true)
        {
            var nodes = run.ModelOf(token).Nodes;
            var steps = token.Trail.Steps.Where(step => step.Visit > 0 && IsOfPeople(nodes[step.Element])).ToList();
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

    // What works by itself would only lead here again.
    private static bool IsOfPeople(FlowNode node) => node is UserTask or ManualTask or ContainerActivity or CallActivity;
}
