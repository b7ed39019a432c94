using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Cases;

internal sealed partial class CaseDraft
{
    /// <summary>Does to the clocks what a step says: what stood still runs again first, and a new one starts last.</summary>
    /// <returns>The refusal of the law, or null.</returns>
    public Refused? RunClocks(StepDefinition step, bool entering, string? outcome)
    {
        var actions = step.Clocks.Where(action => action.OnEnter == entering && Applies(action.Outcomes, outcome) && Holds(action.Condition)).OrderBy(action => Vocabulary.ClockActions.IndexOf(action.Action)).ToList();
        return actions.Select(action => Run(step, action)).FirstOrDefault(refused => refused is not null);
    }

    public void StopClock(string id, DateOnly on)
    {
        if (State.Clocks.GetValueOrDefault(id) is { IsOpen: true } clock)
        {
            var inTime = clock.State == ClockState.Suspended || (clock.EndsAt is { } ends && on == command.Today ? command.At <= ends : on <= clock.Due);
            Add(new ClockStopped(id, on, inTime ? ClockState.Met : ClockState.Late));
        }
    }

    /// <summary>Lets the clocks run again that a step stopped when it was finished, from the days on which they had begun.</summary>
    public void RunAgain(StepDefinition step, Completion done)
    {
        var day = DateOnly.FromDateTime(done.At.DateTime);
        foreach (var action in step.Clocks.Where(action => action is { Action: "stop", OnEnter: false } && Applies(action.Outcomes, done.Outcome)))
        {
            var on = action.From is { } key ? State.Date(key) ?? day : day;
            if (State.Clocks.GetValueOrDefault(action.Clock) is { State: ClockState.Met or ClockState.Late } clock && clock.StoppedOn == on)
            {
                RunAgain(clock);
            }
        }
    }

    /// <summary>Ends the party's periods that are over by now: a right that was not used lapses by itself.</summary>
    public void LapsePartyPeriods()
    {
        foreach (var clock in State.Clocks.Values.Where(clock => clock.State == ClockState.Running && CaseWords.EndsByItself(clock.Id) && clock.Due < command.Today))
        {
            Add(new ClockStopped(clock.Id, clock.Due, ClockState.Lapsed));
        }
    }

    private Refused? Run(StepDefinition step, StepClock action)
    {
        var on = action.From is { } key ? State.Day(key) ?? command.Today : command.Today;
        switch (action.Action)
        {
            case "start" when ClockDecisions.HasBegunByService(State, action.Clock, on):
                return null;
            case "start":
                Add(ClockDecisions.Start(setting, action.Clock, on, command.At));
                return null;
            case "stop":
                StopClock(action.Clock, on);
                return null;
        }

        var (happened, refused) = action.Action switch
        {
            "suspend" => ClockDecisions.Suspend(setting, State, action, on),
            "resume" => ClockDecisions.Resume(setting, State, action, on),
            _ when action.IsToDay => ClockDecisions.ExtendTo(setting, State, step, action, on, command),
            _ => ClockDecisions.Extend(setting, State, step, action, on, command),
        };
        if (happened is not null)
        {
            Add(happened);
        }

        return refused is { } unlawful && action.From is { } field ? unlawful with { Fields = [new FieldFault(field, unlawful.Message)] } : refused;
    }

    // What was granted and what stood still is not lost when a step is taken back.
    private void RunAgain(CaseClock clock) => Add(clock.ExtendedIn is null && clock.SuspendedFrom is null && clock.Excluded.Count == 0 && clock.EndsAt is null
        ? ClockDecisions.Start(setting, clock.Id, clock.StartedOn, command.At)
        : new ClockStarted(clock.Id, clock.Name, clock.StartedOn, clock.Due, clock.Internal, clock.Provisional, clock.Basis) { EndsAt = clock.EndsAt, Again = true });

    private FeelContext Clocks() => State.Clocks.Values.Aggregate(FeelContext.Empty, (clocks, clock) => clocks.With(clock.Id, FeelContext.Empty
        .With("due", FeelValue.Of(clock.Due))
        .With("startedOn", FeelValue.Of(clock.StartedOn))
        .With("endsAt", FeelValue.Of(clock.EndsAt ?? EndOf(clock.Due)))
        .With("internalEndsAt", FeelValue.Of(clock.EndsAt ?? EndOf(clock.Internal)))));

    private DateTimeOffset EndOf(DateOnly day) => new(day.AddDays(1).ToDateTime(TimeOnly.MinValue), command.At.Offset);
}
