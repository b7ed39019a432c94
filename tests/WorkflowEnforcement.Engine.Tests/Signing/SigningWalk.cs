using WorkflowEnforcement.Engine.Signing;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Signing;

/// <summary>One item of a random rule, walked by random commands and then signed to its end.</summary>
internal sealed class SigningWalk
{
    private static readonly string[] People = ["A", "B", "C", "D", "E", "F", "G"];
    private static readonly string[] Outcomes = ["agree", "partly", "refuse"];

    private readonly Random _random;
    private readonly SigningRun _run;

    public SigningWalk(int seed)
    {
        _random = new Random(seed);
        var rule = Rule();
        var seats = _random.GetItems(People, rule.Mode == SigningMode.SingleSeat ? 1 : 1 + _random.Next(4)).Distinct();
        _run = SigningRun.Opened(rule, [.. seats.Select(person => _random.Next(4) == 0 ? null : person)]);
    }

    /// <summary>Walks; gives the types of all that happened.</summary>
    public IEnumerable<string> Walk()
    {
        var seen = new List<string>();
        SigningInvariants.Check(_run);
        for (var step = 0; step < 40; step++)
        {
            seen.AddRange(Do(Command()));
        }

        for (var step = 0; _run.Item.Verdict is null; step++)
        {
            Assert.True(step < 200, "Expected the item to come to its end when everybody signs, but it does not");
            Do(Ending());
        }

        CheckClosed();
        return seen;
    }

    private IEnumerable<string> Do(WorkCommand command)
    {
        if (_run.Try(command) is not SigningAccepted accepted)
        {
            return [];
        }

        SigningInvariants.Check(_run);
        return accepted.Events.Select(happened => happened.GetType().Name);
    }

    private SigningRule Rule()
    {
        var denominator = 2 + _random.Next(4);
        return new SigningRule
        {
            Mode = Any<SigningMode>(),
            OnRejection = Any<RejectionRule>(),
            ReturnTo = _random.Next(2) == 0 ? null : "Draft",
            RatioOf = Any<RatioBase>(),
            Ratio = new SigningRatio(1 + _random.Next(denominator - 1), denominator, _random.Next(2) == 0),
            Veto = _random.Next(3) == 0 ? [Person()] : [],
            Presiding = _random.Next(2) == 0 ? Person() : null,
            DrawnSeatsRemovable = _random.Next(2) == 0,
        };
    }

    // Mostly by somebody who can do something, else nothing would ever happen.
    private WorkCommand Command()
    {
        var due = _run.Item.Due.ToArray();
        var principal = due.Length > 0 && _random.Next(4) > 0 ? due[_random.Next(due.Length)] : Person();
        var isProxied = _random.Next(6) == 0;
        return Command(isProxied ? Person() : principal, isProxied ? principal : null);
    }

    private WorkCommand Command(string by, string? onBehalfOf)
    {
        var at = TestRun.Monday.AddMinutes(_random.Next(1000));
        return _random.Next(24) switch
        {
            0 or 1 => new ClaimWork { By = by, OnBehalfOf = onBehalfOf, At = at },
            2 => new ReleaseWork { By = by, OnBehalfOf = onBehalfOf, At = at },
            3 => new TransferWork(Person()) { By = by, OnBehalfOf = onBehalfOf, At = at },
            4 or 5 => new DelegateWork(Person()) { By = by, OnBehalfOf = onBehalfOf, At = at },
            6 or 7 => new HandBackWork("looked at") { By = by, OnBehalfOf = onBehalfOf, At = at },
            8 or 9 or 10 or 11 => new AddSigners(Any<SignerPosition>(), [.. _random.GetItems(People, _random.Next(3))]) { By = by, OnBehalfOf = onBehalfOf, At = at },
            12 or 13 or 14 => new RemoveSigners([.. _random.GetItems(People, 1)]) { By = by, OnBehalfOf = onBehalfOf, At = at },
            15 or 16 or 17 => new SignWork(Outcomes[_random.Next(3)], Any<Vote>(), "read") { By = by, OnBehalfOf = onBehalfOf, At = at },
            18 or 19 => new TakeBackSignature { By = Person(), At = at },
            20 or 21 => new RecallDelegation { By = Person(), At = at },
            22 => new UrgeWork { By = by, OnBehalfOf = onBehalfOf, At = at },
            _ => new SendCopy([.. _random.GetItems(People, _random.Next(3))]) { By = by, OnBehalfOf = onBehalfOf, At = at },
        };
    }

    private WorkCommand Ending()
    {
        var item = _run.Item;
        if (item.Due.FirstOrDefault() is not { } worker)
        {
            return new ClaimWork { By = $"new{item.Seats.Count(seat => seat.Person is null)}", At = TestRun.Monday };
        }

        return item.Seats.Any(seat => seat.Pending && seat.Delegates.Contains(worker))
            ? new HandBackWork("done") { By = worker, At = TestRun.Monday }
            : new SignWork(Outcomes[_random.Next(3)], Any<Vote>()) { By = worker, At = TestRun.Monday };
    }

    private void CheckClosed()
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var command = Command();
            var outcome = WorkItems.Decide(_run.Rule, _run.Item, command);
            Assert.True(command is SendCopy || outcome is SigningRefused { Code: "work.closed" }, $"{command}: {outcome}");
        }

        Assert.IsType<SigningAccepted>(_run.Try(new SendCopy(["somebody new"]) { By = "A", At = TestRun.Monday }));
    }

    private string Person() => People[_random.Next(People.Length)];

    private T Any<T>()
        where T : struct, Enum => Enum.GetValues<T>()[_random.Next(Enum.GetValues<T>().Length)];
}
