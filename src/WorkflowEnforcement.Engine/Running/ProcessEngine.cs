using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Elements;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>The engine: decides what a command makes happen in a process instance, and applies what happened.</summary>
public static partial class ProcessEngine
{
    /// <summary>Decides what a command makes happen.</summary>
    /// <param name="model">The definition the instance started with.</param>
    /// <param name="state">The state so far; null before <see cref="StartInstance"/>.</param>
    /// <param name="command">What is asked.</param>
    /// <returns>Events and the state after them, or a refusal.</returns>
    public static EngineOutcome Decide(ProcessModel model, ProcessInstance? state, EngineCommand command)
    {
        if (Refusal(model, state, command) is { } refused)
        {
            return refused;
        }

        var run = new Unfolding(model, state, command);
        return Act(run, command) is { } late ? late : run.Finish();
    }

    private static EngineRefused? Refusal(ProcessModel model, ProcessInstance? state, EngineCommand command) => (state, command) switch
    {
        (null, StartInstance start) => VariableRules.Check(start.Variables),
        (null, _) => new EngineRefused("instance.not-started", "Expected the instance to be started, but it is not"),
        (_, StartInstance) => new EngineRefused("instance.started", "Expected the instance not to be started yet, but it is"),
        ({ Status: not InstanceStatus.Active }, _) => new EngineRefused(
            "instance.not-active", $"Expected an active instance, but it is {state.Status.ToString().ToLowerInvariant()}"),
        _ when !Fits(model, state) => new EngineRefused(
            "model.mismatch", $"Expected the definition that the instance of {state.ProcessScope.Element} stands in, but got {model.Id} or another version of it"),
        (_, CompleteElement complete) => VariableRules.Check(complete.Variables),
        (_, SetVariables set) => VariableRules.Check(set.Variables),
        (_, FailElement fail) => VariableRules.CheckText(fail.Code) ?? VariableRules.CheckText(fail.Message),
        (_, TerminateInstance terminate) => VariableRules.CheckText(terminate.Reason),
        _ => null,
    };

    private static bool Fits(ProcessModel model, ProcessInstance state) =>
        state.ProcessScope.Element == model.Id && state.Tokens.Values.All(token => model.Nodes.ContainsKey(token.Element));

    /// <summary>Does what is asked, or refuses before anything has happened.</summary>
    private static EngineRefused? Act(Unfolding run, EngineCommand command) => command switch
    {
        StartInstance start => Start(run, start.Variables),
        CompleteElement complete => Complete(run, complete),
        FailElement fail => Fail(run, fail),
        FireTimer fire => Fire(run, fire),
        ResolveIncident resolve => Resolve(run, resolve),
        SetVariables set => Set(run, set.Variables),
        TerminateInstance terminate => Terminate(run, terminate.Reason),
        _ => new EngineRefused("command.unknown", $"Expected a command of the engine, but got {command.GetType().Name}"),
    };

    private static EngineRefused? Start(Unfolding run, FeelContext variables)
    {
        run.OpenProcess(variables);
        return null;
    }

    private static EngineRefused? Complete(Unfolding run, CompleteElement command)
    {
        if (Waiting(run, command.Token, out var token) is { } refused)
        {
            return refused;
        }

        var node = run.Node(token);
        if (node is not (UserTask or ServiceTask))
        {
            return new EngineRefused("token.waits-for-timer", $"Expected token {token.Id} to wait for work, but it waits for timer event {token.Element}");
        }

        run.WriteResults(token, command.Variables);
        ElementTable.Of(node).Leave(run, token, node);
        return null;
    }

    private static EngineRefused? Fail(Unfolding run, FailElement command)
    {
        if (Waiting(run, command.Token, out var token) is { } refused)
        {
            return refused;
        }

        if (run.Node(token) is not ServiceTask)
        {
            return new EngineRefused("element.cannot-fail", $"Expected token {token.Id} to wait at a service task, but {token.Element} is none");
        }

        run.Fault(token, IncidentPhase.Working, "element.failed", $"{command.Code}: {command.Message}");
        return null;
    }

    private static EngineRefused? Fire(Unfolding run, FireTimer command)
    {
        if (!run.State.Timers.TryGetValue(command.Timer, out var timer))
        {
            return new EngineRefused("timer.unknown", $"Expected timer {command.Timer} to be open, but there is none");
        }

        if (command.Now < timer.DueAt)
        {
            return new EngineRefused("timer.not-due", $"Expected timer {timer.Id} to be due, but it is due at {timer.DueAt:O} and now is {command.Now:O}");
        }

        var node = run.Node(timer.Element);
        ElementTable.Of(node).Fire(run, timer, node);
        return null;
    }

    private static EngineRefused? Resolve(Unfolding run, ResolveIncident command)
    {
        if (!run.State.Incidents.TryGetValue(command.Incident, out var incident))
        {
            return new EngineRefused("incident.unknown", $"Expected incident {command.Incident} to be open, but there is none");
        }

        run.Emit(new EngineIncidentResolved(incident.Id));
        run.Retry(incident);
        return null;
    }

    private static EngineRefused? Set(Unfolding run, FeelContext variables)
    {
        run.Emit(new VariablesWritten(run.State.ProcessScope.Id, variables));
        return null;
    }

    private static EngineRefused? Terminate(Unfolding run, string reason)
    {
        run.CancelTokens(run.State.ProcessScope.Id);
        run.Emit(new InstanceTerminated(reason));
        return null;
    }

    private static EngineRefused? Waiting(Unfolding run, long id, out Token token)
    {
        if (!run.State.Tokens.TryGetValue(id, out token!))
        {
            return new EngineRefused("token.unknown", $"Expected token {id} to be alive, but there is none");
        }

        return token.State == TokenState.Waiting
            ? null
            : new EngineRefused("token.not-waiting", $"Expected token {id} to wait at {token.Element}, but it is {token.State.ToString().ToLowerInvariant()}");
    }
}
