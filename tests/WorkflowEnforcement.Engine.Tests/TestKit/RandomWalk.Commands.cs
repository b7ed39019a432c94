using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

internal sealed partial class RandomWalk
{
    private void Step()
    {
        _now = _now.AddMinutes(random.Next(60));
        switch (random.Next(24))
        {
            case 0:
                RefuseSomething();
                break;
            case 1:
                Do(new SetVariables(Results()) { Now = _now });
                break;
            case 2:
                FailOne();
                break;
            case 3 or 4:
                ResolveOne();
                break;
            case 5 or 6:
                FireOne();
                break;
            case 7:
                Happen(message: true);
                break;
            case 8:
                Happen(message: false);
                break;
            case 9:
                ThrowOne();
                break;
            case 10:
                BeginOne();
                break;
            case 11 or 12 or 13:
                ActOne();
                break;
            case 14 or 15 or 16:
                ReturnOne();
                break;
            case 17 or 18:
                WithdrawOne();
                break;
            case 19:
                MigrateOne();
                break;
            case 20 when random.Next(40) == 0:
                Do(new TerminateInstance("withdrawn") { Now = _now });
                break;
            default:
                CompleteOne(Results());
                break;
        }
    }

    private bool CompleteOne(FeelContext results)
    {
        var token = One(_state!.Waiting.Where(token => NodeOf(token) is Activity));
        if (token is not null && Try(new CompleteElement(token.Id, results) { Now = _now }) is EngineRefused refused)
        {
            Assert.Equal("adhoc.one-at-a-time", refused.Code);
            Assert.Contains(_state.Tokens.Values, other => other.Scope == token.Scope && other.Id != token.Id);
        }

        return token is not null;
    }

    private void FailOne()
    {
        if (One(_state!.Waiting.Where(token => NodeOf(token) is ServiceTask or SendTask)) is { } token)
        {
            Do(new FailElement(token.Id, "io", "no answer") { Now = _now });
        }
    }

    private void ResolveOne()
    {
        if (IsActive && One(_state!.Incidents.Values) is { } incident)
        {
            Do(new ResolveIncident(incident.Id) { Now = _now });
        }
    }

    private bool FireOne()
    {
        if (One(_state!.Timers.Values) is not { } timer)
        {
            return false;
        }

        if (_now < timer.DueAt)
        {
            Refused(new FireTimer(timer.Id) { Now = _now }, "timer.not-due");
            _now = timer.DueAt;
        }

        Do(new FireTimer(timer.Id) { Now = _now });
        return true;
    }

    // What nobody waits for is refused.
    private bool Happen(bool message)
    {
        var first = 1 + random.Next(3);
        return Enumerable.Range(first, 3).Any(number => Comes(message, 1 + (number % 3)));
    }

    private bool Comes(bool message, int number) => Try(message
        ? new PublishMessage($"M{number}", Results()) { Now = _now }
        : new BroadcastSignal($"S{number}", Results()) { Now = _now }) is EngineAccepted;

    private void ThrowOne()
    {
        if (One(_state!.Waiting.Where(token => NodeOf(token) is Activity)) is { } token)
        {
            Do(random.Next(2) == 0
                ? new ThrowError(token.Id, random.Next(2) == 0 ? "E1" : "E9") { Now = _now }
                : new ThrowEscalation(token.Id, random.Next(2) == 0 ? "C1" : "C9") { Now = _now });
        }
    }

    private void BeginOne()
    {
        var host = One(_state!.Tokens.Values.Where(token => token.State == TokenState.Hosting && NodeOf(token) is AdHocSubprocess && !_state.Loops.ContainsKey(token.Id)));
        if (host is not null && One(ModelOf(host).Scopes[host.Element].Begins) is { } choice)
        {
            Do(new BeginAdHoc(host.Id, choice) { Now = _now });
        }
    }

    private void RefuseSomething()
    {
        var unknown = _state!.NextId + random.Next(3);
        Refused(new CompleteElement(unknown, Ending) { Now = _now }, "token.unknown");
        Refused(new FailElement(unknown, "a", "b") { Now = _now }, "token.unknown");
        Refused(new ThrowError(unknown, "a") { Now = _now }, "token.unknown");
        Refused(new ReturnToStep(unknown, "a", "b") { Now = _now }, "token.unknown");
        Refused(new FireTimer(unknown) { Now = _now }, "timer.unknown");
        Refused(new ResolveIncident(unknown) { Now = _now }, "incident.unknown");
        Refused(new WithdrawStep(unknown) { Now = _now }, "withdraw.nothing");
        Refused(new StartInstance(Ending) { Now = _now }, "instance.started");
        if (_state.Tokens.Values.FirstOrDefault(token => token.State != TokenState.Waiting) is { } other)
        {
            Refused(new CompleteElement(other.Id, Ending) { Now = _now }, "token.not-waiting");
        }
    }
}
