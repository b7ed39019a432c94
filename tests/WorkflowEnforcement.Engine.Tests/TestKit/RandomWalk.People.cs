using WorkflowEnforcement.Engine.Migrating;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>What people do to work and to the flow; most of it may be refused.</summary>
internal sealed partial class RandomWalk
{
    private static readonly string[] Persons = ["A", "B", "C", "D", "E"];

    private void ActOne()
    {
        var token = One(_state!.Waiting.Where(token => NodeOf(token) is UserTask));
        for (var acts = 1 + random.Next(3); token is not null && acts > 0 && _state.Tokens.ContainsKey(token.Id); acts--)
        {
            var outcome = Try(new ActOnWork(token.Id, Act(token), Results()) { Now = _now, OutcomeVariable = "outcome" });
            Assert.False(outcome is EngineRefused refused && refused.Code.StartsWith("return.", StringComparison.Ordinal), "Expected a vote to count whether or not a way back is open");
        }
    }

    // Most often somebody acts whose turn it is; nobody has claimed yet what nobody has touched.
    private WorkCommand Act(Token token)
    {
        var work = _state!.Work.GetValueOrDefault(token.Id);
        var (by, other) = (random.Next(4) > 0 && One(work?.Item.Due ?? []) is { } due ? due : Person(), Person());
        if (work is null or { Item.InPool: true } && random.Next(3) > 0)
        {
            return new ClaimWork { By = by, At = _now };
        }

        return random.Next(17) switch
        {
            0 or 1 => new ClaimWork { By = by, At = _now },
            2 => new ReleaseWork { By = by, At = _now },
            3 => new TransferWork(other) { By = by, At = _now },
            4 => new DelegateWork(other) { By = by, At = _now },
            5 => new HandBackWork("seen") { By = by, At = _now },
            6 => new AddSigners((SignerPosition)random.Next(3), [other]) { By = by, At = _now },
            7 => new RemoveSigners([other]) { By = by, At = _now },
            8 => new TakeBackSignature { By = by, At = _now },
            9 => new UrgeWork { By = by, At = _now },
            10 => new SendCopy([other]) { By = by, At = _now },
            11 => new SignWork("refuse", Vote.Against) { By = by, At = _now },
            12 => new SignWork("unsure", Vote.Abstain) { By = by, OnBehalfOf = other == by ? null : other, At = _now },
            13 => new RecallDelegation { By = other, At = _now },
            _ => new SignWork("agree", Vote.For) { By = by, At = _now },
        };
    }

    private string Person() => Persons[random.Next(Persons.Length)];

    private void ReturnOne()
    {
        var token = random.Next(3) > 0 && One(_state!.Waiting.Where(each => !each.Trail.Steps.IsEmpty)) is { } far ? far : One(_state!.Tokens.Values)!;
        var behind = Around(token).SelectMany(each => each.Trail.Steps).Select(step => step.Element).ToList();
        var to = behind.Count > 0 && random.Next(4) > 0 ? behind[random.Next(behind.Count)] : One(_model.Nodes.Keys.Order(StringComparer.Ordinal))!;
        var visit = Around(token).Select(each => each.Trail.VisitOf(to)).FirstOrDefault(number => number != 0);
        switch (Try(new ReturnToStep(token.Id, to, "again") { Now = _now }))
        {
            case EngineAccepted accepted:
                Assert.Contains(accepted.Events, happened => happened is StepReturned returned && (returned.To, returned.Visit) == (to, visit));
                break;
            case EngineRefused refused:
                Assert.Equal(token.State is not (TokenState.Waiting or TokenState.Faulted) ? "token.not-waiting" : visit == 0 ? "return.not-behind" : "return.joined", refused.Code);
                break;
            default:
                break;
        }
    }

    private IEnumerable<Token> Around(Token token)
    {
        for (var at = token; ; at = _state.Tokens[_state.Scopes[at.Scope].Host!.Value])
        {
            yield return at;
            if (_state!.Scopes[at.Scope].Host is null)
            {
                yield break;
            }
        }
    }

    private void WithdrawOne()
    {
        var steps = _stored.OfType<ElementCompleted>().Where(done => done.Step).ToList();
        if ((random.Next(2) == 0 ? One(steps.TakeLast(2)) : One(steps)) is not { } done)
        {
            return;
        }

        var top = _state!.Kept.TryGetValue(done.Token, out var kept) ? kept.Host : done.Token;
        var loop = _state.Loops.Values.FirstOrDefault(each => each.Done.ContainsKey(top));
        var oneByOne = loop is not null && NodeOf(_state.Tokens[loop.Token]) is not Activity { Loop: MultiInstance { Sequential: false } };
        var followed = WithdrawOracle.Followed(_stored, done.Token, oneByOne);
        if (Try(new WithdrawStep(done.Token) { Now = _now }) is EngineAccepted accepted)
        {
            Assert.True(followed is null, $"Expected nothing to have followed from {done}, but {followed} did");
            Withdrawn++;
            Assert.Equal(kept is not null, accepted.Events.Any(happened => happened is ScopesReopened));
        }
    }

    private void MigrateOne()
    {
        var to = random.Next(3) == 0 ? models.Changed : _model == models.First ? models.Same : models.First;
        var plan = new MigrationPlan(_model, to);
        var report = Migration.DryRun(plan, _state!, _now);
        var leaves = to != models.Changed && _state!.Tokens.Values.Any(token => token.Element.StartsWith("sideNew", StringComparison.Ordinal));
        Assert.True(report.IsPossible == !leaves, string.Join('\n', report.Lines));
        _commands.Add($"Migrate to {(to == models.Changed ? "the changed" : "the same")}");
        var outcome = Migration.Migrate(plan, _state!, _now);
        if (outcome is EngineAccepted accepted)
        {
            var sets = to == models.Changed && _model != models.Changed;
            _model = to;
            Take(accepted);
            Assert.Equal(sets ? AtWorkBesideTheNew() : [], accepted.Events.OfType<TimerSet>().Select(timer => timer.Token));
        }
        else
        {
            Assert.True(leaves);
        }
    }

    // What is accepted without a warning comes to its end in the other shape. True where there is a warning.
    private bool Reshape()
    {
        var (shape, moved) = Reshaping.Of(drawn.Text, random);
        var text = ProcessGenerator.Answerable(shape);
        var plan = new MigrationPlan(_model, drawn.Read(text)).Moving(moved);
        var report = Migration.DryRun(plan, _state!, _now);
        _commands.Add($"Migrate to\n{text}\nwith {string.Join(' ', moved)}:\n{string.Join('\n', report.Lines)}");
        var outcome = Migration.Migrate(plan, _state!, _now);
        Assert.Equal(report.IsPossible, outcome is EngineAccepted);
        Reshaped = report.IsPossible;
        if (outcome is EngineAccepted accepted)
        {
            _model = plan.To;
            Take(accepted);
        }

        return report.IsPossible && report.Lines.Any(line => line.Effect == MigrationEffect.Warns);
    }

    // The tokens at the activity with the new timer whose work has begun and is not over.
    private IEnumerable<long> AtWorkBesideTheNew() =>
        from token in _state!.Tokens.Values
        where models.Changed.Nodes.GetValueOrDefault("sideNew") is BoundaryEvent added && added.AttachedTo == token.Element
            && _state.Scopes[token.Scope] is { Definition: null } scope && (scope.Counter is null || scope.Element != token.Element)
            && token.State != TokenState.Queued
            && (token.State != TokenState.Faulted || _state.Incidents.Values.Any(incident => incident.Token == token.Id && incident.Phase is IncidentPhase.Working))
        select token.Id;
}
