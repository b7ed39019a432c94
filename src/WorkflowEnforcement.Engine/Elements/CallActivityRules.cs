using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A call activity opens the called process with variables of its own and takes its results when that is done.</summary>
internal sealed class CallActivityRules : ActivityRules<CallActivity>
{
    protected override void Begin(Unfolding run, Token token, CallActivity node)
    {
        if (run.Called(node.CalledElement) is not { } called)
        {
            run.Fault(token, IncidentPhase.Working, "call.unknown", $"Expected the definition of '{node.CalledElement}' to be given, but it is not");
            return;
        }

        if (Mapped(node.PassesAll, node.In, run.VisibleFrom(token.Scope), run.Surroundings(token), out var variables) is { } failure)
        {
            run.Fault(token, IncidentPhase.Working, failure);
            return;
        }

        run.Rest(token, TokenState.Hosting);
        var scope = run.NextId;
        run.Emit(new ScopeOpened(scope, called.Id, token.Id, variables) { Definition = node.CalledElement });
        run.Begin(scope, called.Root, called.Root.Start);
    }

    protected override void Redo(Unfolding run, Token token, CallActivity node) => Begin(run, token, node);

    protected override void Close(Unfolding run, Token host, CallActivity node, ScopeInstance scope)
    {
        if (Mapped(node.PassesAll, node.Out, scope.Variables, run.Surroundings(scope.Id), out var results) is { } failure)
        {
            run.Fault(host, IncidentPhase.Closing, failure);
            return;
        }

        run.Emit(new ScopeClosed(scope.Id));
        run.WriteResults(host.Scope, results);
        Leave(run, host, (FlowNode)node);
    }

    private static FeelFailure? Mapped(
        bool all, ImmutableArray<VariableMapping> mappings, FeelContext everything, FeelSurroundings surroundings, out FeelContext mapped)
    {
        mapped = all ? everything : FeelContext.Empty;
        foreach (var mapping in mappings)
        {
            var (value, failure) = mapping.Source.Evaluate(surroundings);
            if (failure is not null)
            {
                return failure;
            }

            mapped = mapped.With(mapping.Target, value);
        }

        return null;
    }
}
