namespace WorkflowEnforcement.Engine.Running;

/// <summary>Going back to an earlier step (退回).</summary>
/// <remarks>What came of the step since is found by the trails of the tokens, not by the drawing: exactly the tokens whose trail holds that visit.
/// So a branch beside it is kept, a fork behind it is taken away as a whole, and no join waits for a token that is gone.</remarks>
internal static class Returning
{
    public static EngineRefused? Return(Unfolding run, ReturnToStep command)
    {
        if (!run.State.Tokens.TryGetValue(command.Token, out var token))
        {
            return new EngineRefused("token.unknown", $"Expected token {command.Token} to be alive, but there is none");
        }

        if (token.State is not (TokenState.Waiting or TokenState.Faulted))
        {
            return new EngineRefused("token.not-waiting", $"Expected token {token.Id} to wait at {token.Element}, but it is {token.State.ToString().ToLowerInvariant()}");
        }

        return Return(run, token, command.Element, command.Reason);
    }

    /// <summary>Goes back from a token, or says why that cannot be before anything has happened.</summary>
    public static EngineRefused? Return(Unfolding run, Token token, string element, string reason)
    {
        if (Find(run.State, token, element) is not { } from)
        {
            return new EngineRefused("return.not-behind", $"Expected {element} to be a step that was done before {token.Element}, but it does not lie behind it");
        }

        var visit = from.Trail.VisitOf(element);
        var descendants = Descendants(run.State, from.Scope, element, Math.Abs(visit));
        if (visit < 0 || descendants.Any(other => other.Trail.VisitOf(element) < 0))
        {
            return new EngineRefused("return.joined",
                $"Expected all work since {element} to come from it alone, but it was joined with other branches or the step was done again since; a step before that can be returned to");
        }

        run.Emit(new StepReturned(token.Id, token.Element, element, visit, reason));
        TakeAway(run, descendants, from);
        run.EnterAgain(from.Scope, element, from.Id, visit);
        return null;
    }

    /// <summary>Tokens that come from a visit, wholly or in part.</summary>
    public static List<Token> Descendants(ProcessInstance state, long scope, string element, long visit) =>
        [.. state.TokensIn(scope).Where(other => Math.Abs(other.Trail.VisitOf(element)) == visit)];

    /// <summary>Cancels tokens, one of them last, so that what enters next follows on it.</summary>
    public static void TakeAway(Unfolding run, List<Token> tokens, Token last)
    {
        foreach (var other in tokens.Where(other => other.Id != last.Id))
        {
            run.Cancel(other);
        }

        run.Cancel(last);
    }

    // The token itself, or the nearest around it that has the step behind it.
    private static Token? Find(ProcessInstance state, Token token, string element)
    {
        while (token.Trail.VisitOf(element) == 0)
        {
            if (state.Scopes[token.Scope].Host is not { } host)
            {
                return null;
            }

            token = state.Tokens[host];
        }

        return token;
    }
}
