using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A user task waits until its completion is reported or its signers have decided.</summary>
internal sealed class UserTaskRules : ActivityRules<UserTask>
{
    protected override void Begin(Unfolding run, Token token, UserTask node)
    {
        if (node.Signing is not { } signing)
        {
            run.Rest(token, TokenState.Waiting);
            return;
        }

        var (signers, fault) = Persons(run, token, signing.Signers);
        var (veto, vetoFault) = Persons(run, token, signing.Veto);
        var (presiding, presidingFault) = Persons(run, token, signing.Presiding);
        if ((fault ?? vetoFault ?? presidingFault) is { } unclear)
        {
            run.Fault(token, IncidentPhase.Working, unclear);
            return;
        }

        var opened = WorkItems.Open(signing.Rule, [.. signers]);
        if (opened is SigningRefused refused)
        {
            run.Fault(token, IncidentPhase.Working, refused.Code, refused.Message);
            return;
        }

        run.Rest(token, TokenState.Waiting);
        run.Emit(new WorkBegun(token.Id, [.. veto], presiding.FirstOrDefault()));
        foreach (var happened in ((SigningAccepted)opened).Events)
        {
            run.Emit(new WorkChanged(token.Id, happened));
        }
    }

    protected override void Redo(Unfolding run, Token token, UserTask node)
    {
        if (!run.State.Work.TryGetValue(token.Id, out var work))
        {
            Begin(run, token, node);
        }
        else if (work.Item.Verdict is GoBack)
        {
            Acting.GoBackAgain(run, token, node);
        }
        else
        {
            run.Rest(token, TokenState.Waiting);
        }
    }

    private static (List<string> Persons, FeelFailure? Fault) Persons(Unfolding run, Token token, FeelExpression? expression)
    {
        if (expression is null)
        {
            return ([], null);
        }

        var (value, failure) = expression.Evaluate(run.Surroundings(token));
        var persons = value switch { FeelText one => [one], FeelList list => list.Items, _ => [] };
        return failure is not null ? ([], failure)
            : persons.Length == 0 || persons.Any(person => person is not FeelText)
                ? ([], new FeelFailure("signing.nobody", $"Expected '{expression}' of {token.Element} to name persons, but it names none"))
                : ([.. persons.Select(person => ((FeelText)person).Value)], null);
    }
}
