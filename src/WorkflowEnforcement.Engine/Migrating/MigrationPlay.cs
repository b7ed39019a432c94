using WorkflowEnforcement.Engine.Analysis;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Migrating;

/// <summary>Plays an instance on to its ends in the other definition: whether it then stands still, or does something twice, as it would not have before.</summary>
/// <param name="plan">From where to where.</param>
/// <param name="state">The instance before.</param>
/// <param name="after">The instance as it would stand afterwards.</param>
internal sealed class MigrationPlay(MigrationPlan plan, ProcessInstance state, ProcessInstance after)
{
    public IEnumerable<MigrationLine> Lines()
    {
        var before = new Unfolding(plan.From, state, default, FeelContext.Empty);
        var run = new Unfolding(plan.To, after, default, FeelContext.Empty);
        return state.Scopes.Values.SelectMany(scope => before.DrawnFor(scope) is { } was && run.DrawnFor(after.Scopes[scope.Id]) is { } becomes ? Lines(scope, was, becomes) : []);
    }

    private List<MigrationLine> Lines(ScopeInstance scope, ScopeModel was, ScopeModel becomes)
    {
        var (from, to) = (plan.Before(scope.Definition), plan.After(scope.Definition)!);

        // People begin the activities of an ad hoc subprocess again, so nothing in it waits for ever.
        if (to.Nodes.GetValueOrDefault(becomes.ElementId) is AdHocSubprocess)
        {
            return [];
        }

        var tokens = Lying(to, after, scope.Id);
        var (play, outcome) = (to.PlayOf(becomes), to.PlayOf(becomes).From(tokens));
        if (outcome is { Faults.Count: 0, IsWhole: true })
        {
            return [];
        }

        var earlier = from.PlayOf(was).From(Lying(from, state, scope.Id));
        var known = earlier.Faults.Select(fault => (fault.Kind, plan.Of(scope.Definition, fault.Element))).ToHashSet();
        List<MigrationLine> lines = [.. outcome.Faults.Select(fault => Line(fault, play, (earlier, known), (outcome, tokens))).OfType<MigrationLine>()];
        if (!outcome.IsWhole && lines.TrueForAll(line => line.Effect != MigrationEffect.Prevents))
        {
            lines.Add(new MigrationLine(MigrationEffect.Warns, scope.Element, becomes.ElementId, "migration.not-played",
                $"Expected to play {becomes.ElementId} to every end, but there are too many; nothing is said of whether all of them can be reached"));
        }

        return lines;
    }

    private static MigrationLine? Line(
        NetFault fault, ScopePlay play, (PlayOutcome Outcome, HashSet<(string, string)> Faults) before, (PlayOutcome Outcome, List<LyingToken> Tokens) afterwards)
    {
        var isNew = !before.Faults.Contains((fault.Kind, fault.Element));
        if (fault.Kind == FlowCodes.Unsynchronized)
        {
            var isCertain = afterwards.Tokens.Count(token => play.MustPass(token, fault.Element)) > 1;
            return isNew ? Line(fault, isCertain, "migration.done-twice") : null;
        }

        var isSure = afterwards.Outcome is { CanEnd: false, IsWhole: true };
        return isNew || (isSure && before.Outcome.CanEnd) ? Line(fault, isSure || !play.Own.Contains((fault.Kind, fault.Element)), "migration.stands-still") : null;
    }

    private static MigrationLine Line(NetFault fault, bool prevents, string code)
    {
        var way = fault.Way.Count == 0 ? string.Empty : $"after {Analysis.Trail.Said(fault.Way)} ";
        var flows = string.Join(", ", fault.Flows);
        return new MigrationLine(prevents ? MigrationEffect.Prevents : MigrationEffect.Warns, fault.Element, fault.Element, code, fault.Kind switch
        {
            FlowCodes.Deadlock => $"Expected a token to come to {fault.Element} by every way in, but {way}it waits for ever for {flows}",
            FlowCodes.Unsynchronized => $"Expected one token at a time at {fault.Element}, but {way}several {(prevents ? "are" : "may be")} there ({flows}), and what follows is done more than once",
            _ => $"Expected a way to an end, but {way}none can be reached",
        });
    }

    private static List<LyingToken> Lying(ProcessModel model, ProcessInstance state, long scope) =>
        [.. state.TokensIn(scope).Select(token => new LyingToken(token.Element, IsHeld(model.Nodes[token.Element], token) ? token.Flow : null))];

    private static bool IsHeld(FlowNode node, Token token) =>
        node is ParallelGateway or InclusiveGateway && node.Incoming.Length > 1 && token.Flow is { } flow && node.Incoming.Contains(flow);
}
