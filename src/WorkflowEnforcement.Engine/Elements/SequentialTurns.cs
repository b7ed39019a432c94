using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>In a sequential ad hoc subprocess one activity is performed at a time (BPMN 2.0.2, 13.3.5).</summary>
/// <remarks>What works by itself comes one after the other, in the order of the file. When none of it is left, people choose: the tasks of which each may be the next are offered
/// together, and an offer is not yet performed. Of what follows on them, again one at a time; an offer can be taken when that is over.</remarks>
internal static class SequentialTurns
{
    /// <summary>Whether an activity that a token came to has to wait until another one is over.</summary>
    public static bool MustWait(Unfolding run, Token token, Activity node) =>
        IsSequential(run, token) && (Performed(run, token) is not null || (IsOffer(node) && run.State.TokensIn(token.Scope).Any(other => IsAutomaticToCome(run, other))));

    /// <summary>Lets go on what is queued where nothing is performed; false where there is nothing.</summary>
    public static bool TryNext(Unfolding run)
    {
        if (!run.MayQueue)
        {
            return false;
        }

        foreach (var queued in run.State.Tokens.Values.Where(token => token.State == TokenState.Queued).GroupBy(token => token.Scope))
        {
            if (Performed(run, queued.First()) is not null)
            {
                continue;
            }

            var automatic = queued.FirstOrDefault(token => !IsOffer(run.Node(token)));
            foreach (var token in automatic is null ? queued.ToList() : [automatic])
            {
                run.Emit(new TurnCame(token.Id));
                run.Move(token);
            }

            return true;
        }

        return false;
    }

    /// <summary>Why an offered task cannot be done now.</summary>
    public static EngineRefused? WhyNot(Unfolding run, Token token) => IsSequential(run, token) && IsOffer(run.Node(token)) && Performed(run, token) is { } other
        ? new EngineRefused("adhoc.one-at-a-time", $"Expected nothing else to be performed when {token.Element} is done, but {other.Element} is")
        : null;

    /// <summary>The same with what works by itself first.</summary>
    public static ScopeModel Ordered(ProcessModel model, ScopeModel drawn) => drawn with { Begins = [.. drawn.Begins.OrderBy(id => IsOffer(model.Nodes[id]))] };

    private static bool IsSequential(Unfolding run, Token token) =>
        run.State.Scopes[token.Scope] is { Host: { } host, Counter: null } && run.Node(run.State.Tokens[host]) is AdHocSubprocess { Sequential: true };

    private static Token? Performed(Unfolding run, Token than) => run.State.TokensIn(than.Scope).FirstOrDefault(other => other.Id != than.Id
        && other.State is TokenState.Waiting or TokenState.Hosting or TokenState.Faulted
        && run.Node(other) is Activity and not EventSubprocess
        && run.HasBegun(other)
        && !(other.State == TokenState.Waiting && IsOffer(run.Node(other))));

    // It is about to be entered in the same breath.
    private static bool IsAutomaticToCome(Unfolding run, Token token) => token.State is TokenState.Moving or TokenState.Queued && run.Node(token) is Activity && !IsOffer(run.Node(token));

    private static bool IsOffer(FlowNode node) => node is UserTask or ManualTask or ReceiveTask && node.Incoming.IsEmpty;
}
