using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Elements;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>The engine: decides what a command makes happen in a process instance, and applies what happened.</summary>
public static partial class ProcessEngine
{
    /// <summary>Decides what a command makes happen.</summary>
    /// <param name="model">The definition the instance started with, linked to what it calls.</param>
    /// <param name="state">The state so far; null before <see cref="StartInstance"/>.</param>
    /// <param name="command">What is asked.</param>
    /// <returns>Events and the state after them, or a refusal.</returns>
    public static EngineOutcome Decide(ProcessModel model, ProcessInstance? state, EngineCommand command)
    {
        if (Refusal(model, state, command) is { } refused)
        {
            return refused;
        }

        var run = new Unfolding(model, state, command.Now, command.Inputs);
        return Act(run, model, command) is { } late ? late : run.Finish();
    }

    private static EngineRefused? Refusal(ProcessModel model, ProcessInstance? state, EngineCommand command) => (state, command) switch
    {
        (null, StartInstance start) => VariableRules.Check(start.Variables),
        (null, _) => new EngineRefused("instance.not-started", "Expected the instance to be started, but it is not"),
        (_, StartInstance) => new EngineRefused("instance.started", "Expected the instance not to be started yet, but it is"),
        ({ Status: not InstanceStatus.Active }, _) => new EngineRefused(
            "instance.not-active", $"Expected an active instance, but it is {state.Status.ToString().ToLowerInvariant()}"),
        _ when !DefinitionCheck.Fits(model, state) => new EngineRefused(
            "model.mismatch",
            $"Expected the definition that the instance of {state.ProcessScope.Element} stands in, but got {model.Id} or another version of it"),
        _ => VariableRules.Check(command),
    };

    /// <summary>Does what is asked, or refuses before anything has happened.</summary>
    private static EngineRefused? Act(Unfolding run, ProcessModel model, EngineCommand command) => command switch
    {
        StartInstance start => Start(run, model, start),
        CompleteElement complete => Complete(run, complete),
        FailElement fail => Fail(run, fail),
        ThrowError error => Throw(run, error),
        ThrowEscalation escalation => Escalate(run, escalation),
        PublishMessage message => run.Deliver(message.Name, message.Element, message.Variables)
            ? null
            : new EngineRefused("message.not-awaited", $"Expected an event that waits for message '{message.Name}', but there is none"),
        BroadcastSignal signal => run.Broadcast(string.Empty, signal.Name, signal.Variables)
            ? null
            : new EngineRefused("signal.not-awaited", $"Expected an event that waits for signal '{signal.Name}', but there is none"),
        FireTimer fire => Fire(run, fire),
        BeginAdHoc begin => Begin(run, begin),
        ActOnWork act => Acting.Act(run, act),
        ReturnToStep back => Returning.Return(run, back),
        WithdrawStep withdraw => Withdrawing.Withdraw(run, withdraw),
        ResolveIncident resolve => Resolve(run, resolve),
        SetVariables set => Set(run, set.Variables),
        TerminateInstance terminate => Terminate(run, terminate.Reason),
        _ => new EngineRefused("command.unknown", $"Expected a command of the engine, but got {command.GetType().Name}"),
    };

    private static EngineRefused? Start(Unfolding run, ProcessModel model, StartInstance command)
    {
        var at = command.Element ?? model.Root.Start;
        if (at is null && model.Root.Begins.IsEmpty)
        {
            return new EngineRefused("start.by-event", $"Expected process {model.Id} to be started by one of its start events, but none was named");
        }

        if (at is not null && !model.Root.Starts.Contains(at))
        {
            return new EngineRefused("start.unknown", $"Expected a start event of process {model.Id}, but '{at}' is none");
        }

        run.OpenProcess(command.Variables, at);
        return null;
    }

    private static EngineRefused? Complete(Unfolding run, CompleteElement command)
    {
        if (WaitingAtWork(run, command.Token, out var token) is { } refused)
        {
            return refused;
        }

        if (SequentialTurns.WhyNot(run, token) is { } early)
        {
            return early;
        }

        var node = run.Node(token);
        run.WriteResults(token.Scope, command.Variables);
        ElementTable.Of(node).Leave(run, run.State.Tokens[token.Id], node);
        if (node is SendTask { Message: { } message })
        {
            Throwing.Send(run, node.Id, message);
        }

        return null;
    }

    private static EngineRefused? Fail(Unfolding run, FailElement command)
    {
        if (Waiting(run, command.Token, out var token) is { } refused)
        {
            return refused;
        }

        if (run.Node(token) is not (ServiceTask or SendTask or BusinessRuleTask))
        {
            return new EngineRefused("element.cannot-fail", $"Expected token {token.Id} to wait at a task of the system, but {token.Element} is none");
        }

        run.Fault(token, IncidentPhase.Working, "element.failed", $"{command.Code}: {command.Message}");
        return null;
    }

    private static EngineRefused? Throw(Unfolding run, ThrowError command)
    {
        if (WaitingAtWork(run, command.Token, out var token) is { } refused)
        {
            return refused;
        }

        if (!run.ThrowError(token, command.Code, ends: false))
        {
            run.Fault(token, IncidentPhase.Working, "error.uncaught", $"Expected error '{command.Code}' of {token.Element} to be caught, but no event catches it");
        }

        return null;
    }

    private static EngineRefused? Escalate(Unfolding run, ThrowEscalation command)
    {
        if (WaitingAtWork(run, command.Token, out var token) is { } refused)
        {
            return refused;
        }

        run.ThrowEscalation(run.CatcherOfEscalation(token, command.Code), new EscalationThrown(token.Element, command.Code, null) { By = token.Id });
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

        run.Fire(timer);
        return null;
    }

    private static EngineRefused? Begin(Unfolding run, BeginAdHoc command)
    {
        if (!run.State.Tokens.TryGetValue(command.Token, out var host))
        {
            return new EngineRefused("token.unknown", $"Expected token {command.Token} to be alive, but there is none");
        }

        var open = host.State == TokenState.Hosting && run.Node(host) is AdHocSubprocess && run.ScopesOf(host.Id).ToList() is [var only] && run.State.Scopes[only].Counter is null
            ? run.State.Scopes[only]
            : null;
        if (open is null || !run.DrawnFor(open)!.Begins.Contains(command.Element))
        {
            return new EngineRefused("adhoc.no-choice", $"Expected '{command.Element}' to be an activity that can be begun in an open ad hoc subprocess at token {host.Id}, but it is not");
        }

        run.Enter(open.Id, command.Element, null, null);
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
        run.Interrupt(run.State.ProcessScope.Id);
        run.Emit(new InstanceTerminated(reason));
        return null;
    }

    private static EngineRefused? WaitingAtWork(Unfolding run, long id, out Token token)
    {
        if (Waiting(run, id, out token) is { } refused)
        {
            return refused;
        }

        return run.Node(token) switch
        {
            Activity => null,
            EventNode { Trigger: TimerTrigger } => new EngineRefused("token.waits-for-timer", $"Expected token {token.Id} to wait for work, but it waits for timer event {token.Element}"),
            _ => new EngineRefused("token.waits-for-event", $"Expected token {token.Id} to wait for work, but it waits for an event at {token.Element}"),
        };
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
