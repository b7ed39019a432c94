using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>A walk over the shipped flow in which every choice comes from a seed: right and wrong people, outcomes, entries and reports.</summary>
internal sealed class RandomWalk(int seed)
{
    private static readonly string[] Users = [.. TestBureau.Staff.Keys.Order(StringComparer.Ordinal)];

    // Entries of scenarios, by fact: what a bureau would plausibly write.
    private static readonly ImmutableDictionary<string, FeelValue[]> Plausible = ScenarioFile.AllNames
        .Select(ScenarioFile.Read)
        .SelectMany(scenario => scenario.Steps.Select(step => step.Facts).Append(scenario.Facts))
        .SelectMany(facts => facts)
        .Where(fact => fact.Value is not FeelDate)
        .GroupBy(fact => fact.Key, fact => fact.Value)
        .ToImmutableDictionary(group => group.Key, group => group.Distinct().ToArray());

    private static readonly FeelValue[] Odd =
    [
        FeelValue.Null, FeelValue.Of(string.Empty), FeelValue.Of("甲\uD800"), FeelValue.Of("e\u0301"), FeelValue.Of(-1m), FeelValue.Of(1e20m),
        FeelValue.Of(true), FeelValue.Of(new DateOnly(1, 1, 1)), FeelValue.Of(new DateOnly(2030, 1, 1)), FeelValue.Of([FeelContext.Empty]),
    ];

    private static readonly string[] Proposals = ["penalty", "penalty", "penalty", "none", "dismiss", "transfer"];

    private static readonly ImmutableDictionary<string, string> Closings = new Dictionary<string, string>
    {
        ["none"] = "noPenalty",
        ["dismiss"] = "dismissed",
        ["transfer"] = "transferred",
    }.ToImmutableDictionary();

    private readonly Random random = new(seed);
    private DateTimeOffset now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>The case that is walked.</summary>
    public CaseWalk Walk { get; } = new(TestBureau.Setting.Granting("deputy", Roles.UnitHead).Granting("officer3", Roles.Reviewer));

    /// <summary>The next command: mostly one that could be taken.</summary>
    public CaseCommand Next()
    {
        now = now.AddHours(random.Next(12) == 0 ? random.Next(24 * 20) : random.Next(1, 60));
        if (Walk.State is not { } state)
        {
            var scenario = ScenarioFile.Read("full-penalty");
            return new OpenCase(scenario.Title, random.Next(3) == 0 ? CaseState.NoFacts : scenario.Facts.SetItem("clue.receivedOn", FeelValue.Of(Today))) { By = Someone("officer1"), At = now, CommandId = Walk.NextId() };
        }

        if (state.Documents.Find(document => document.State == DocumentState.Requested) is { } asked && random.Next(10) < 8)
        {
            return Report(asked.Id);
        }

        if (state.Instance!.Timers.Values.FirstOrDefault() is { } timer && random.Next(4) == 0)
        {
            now = random.Next(4) > 0 && timer.DueAt > now ? timer.DueAt : now;
            return new FireDueTimer(timer.Id) { By = Actor.TheSystem, At = now, CommandId = Walk.NextId() };
        }

        return random.Next(24) switch
        {
            >= 20 when state.Tasks.Count > 0 => Operate(Task()),
            0 => new ClaimTask(Task()) { By = Anyone(), At = now, CommandId = Walk.NextId() },
            1 => new ReleaseTask(Task()) { By = Holder(), At = now, CommandId = Walk.NextId() },
            2 => new FireDueTimer(random.Next(50)) { By = Actor.TheSystem, At = now, CommandId = Walk.NextId() },
            4 => new ResolveCaseIncident(state.Incidents.Select(incident => (long)incident.Id).FirstOrDefault(1), random.Next(9) == 0, random.Next(9) == 0 ? string.Empty : "已处理。") { By = Someone("unithead"), At = now, CommandId = Walk.NextId() },
            5 => Report(state.Documents.Count == 0 ? Guid.Empty : state.Documents[random.Next(state.Documents.Count)].Id),
            6 => Complete(Task(), wild: true),
            _ => Complete(Task(), wild: false),
        };
    }

    // People try what they may and what they may not, on whoever comes to mind.
    private CaseCommand Operate(long task)
    {
        var (by, to, other) = (Worker(task), Users[random.Next(Users.Length)], Users[random.Next(Users.Length)]);
        var done = Walk.State!.Completions.Count == 0 ? null : Walk.State.Completions[^1];
        CaseCommand asked = random.Next(12) switch
        {
            0 => new TransferTask(task, to, "转办。") { By = by, At = now, CommandId = string.Empty },
            1 => new DelegateTask(task, to, "委派。") { By = by, At = now, CommandId = string.Empty },
            2 or 3 => new AddTaskSigners(task, (SignerPosition)random.Next(3), random.Next(3) == 0 ? [to, other] : [to], "加签。") { By = by, At = now, CommandId = string.Empty },
            4 => new RemoveTaskSigners(task, [Added(task)?.Person ?? to], "减签。") { By = Added(task) is { } added ? Someone(added.AddedBy!.By) : by, At = now, CommandId = string.Empty },
            5 => new TakeBackTaskSignature(task) { By = Signed(task) is { } signed ? Someone(signed) : Anyone(), At = now, CommandId = string.Empty },
            6 => new UrgeTask(task, string.Empty) { By = Anyone(), At = now, CommandId = string.Empty },
            7 => new CopyTask(task, [to], "抄送。") { By = by, At = now, CommandId = string.Empty },
            8 => new HandBackTask(task, "交回。") { By = by, At = now, CommandId = string.Empty },
            9 => new RecallTask(task, "收回。") { By = Delegator(task) is { } delegator ? Someone(delegator) : by, At = now, CommandId = string.Empty },
            10 => new ReturnTask(task, Behind(task), "退回。") { By = by, At = now, CommandId = string.Empty },
            _ => new WithdrawTask(done?.Task ?? task) { By = done is null ? by : Someone(done.By), At = now, CommandId = string.Empty },
        };
        return asked with { CommandId = Walk.NextId() };
    }

    private Seat? Added(long task) => Seating.WorkAt(Walk.State!, task)?.Seats.LastOrDefault(seat => seat is { Pending: true, AddedBy: not null });

    private string? Delegator(long task) => Seating.WorkAt(Walk.State!, task)?.Seats.FirstOrDefault(seat => seat is { Pending: true, Delegates.Count: > 0 })?.Person;

    private string? Signed(long task) => Seating.WorkAt(Walk.State!, task)?.Seats.LastOrDefault(seat => seat.Signature is not null)?.Person;

    private string Behind(long task)
    {
        var steps = GoingBack.ReturnableTo(Walk.Setting, Walk.State!, Walk.State!.Tasks[task]);
        return steps.Count == 0 || random.Next(5) == 0 ? "Archive" : steps[random.Next(Math.Min(3, steps.Count))].Id;
    }

    private Actor Worker(long task) =>
        Walk.State!.Tasks.TryGetValue(task, out var open) ? Fitting(Walk.Setting.Procedure.Steps[open.Element], open) : Anyone();

    private DateOnly Today => DateOnly.FromDateTime(now.DateTime);

    private CaseCommand Report(Guid document) => random.Next(12) == 0
        ? new ReportDocumentFailure(document, "template.broken", "模板损坏。") { By = Actor.TheSystem, At = now, CommandId = Walk.NextId() }
        : new ReportDocument(document, new string('a', 64), 1, new string('b', 64)) { By = Actor.TheSystem, At = now, CommandId = Walk.NextId() };

    private CaseCommand Complete(long task, bool wild)
    {
        if (!wild && Seating.WorkAt(Walk.State!, task)?.Seats.Any(seat => seat.Delegates.Count > 0) == true)
        {
            return new HandBackTask(task, "已核对。") { By = Worker(task), At = now, CommandId = Walk.NextId() };
        }

        var step = Walk.State!.Tasks.TryGetValue(task, out var open) ? Walk.Setting.Procedure.Steps[open.Element] : null;
        var outcome = step is null || (wild && random.Next(3) == 0) ? "none" : Likely(step.Outcomes);
        var facts = step?.Form is null ? CaseState.NoFacts : Facts(step.Form, wild);
        var by = step is null || (wild && random.Next(2) == 0) ? Anyone() : Fitting(step, open!);
        var isAsked = !wild && Seating.SeatOf(Seating.WorkAt(Walk.State!, task), by.Id) is { Id: > 1 };
        return new CompleteTask(task, outcome, isAsked ? CaseState.NoFacts : facts, wild && random.Next(2) == 0 ? string.Empty : "意见。") { By = by, At = now, CommandId = Walk.NextId() };
    }

    // The first outcome leads on; others are taken now and then, so that walks get far and loop too.
    private string Likely(ImmutableArray<StepOutcome> outcomes)
    {
        var proposed = Walk.State!.Text("proposed.kind");
        return random.Next(5) == 0 ? outcomes[random.Next(outcomes.Length)].Key
            : outcomes.Any(outcome => outcome.Key == "dismiss") && proposed.Length > 0 ? proposed
            : outcomes[0].Key;
    }

    private ImmutableSortedDictionary<string, FeelValue> Facts(FormDefinition form, bool wild)
    {
        var facts = CaseState.NoFacts;
        foreach (var field in form.Fields.Where(field => field.Key.Length > 0 && !field.ReadOnly && field.Key is not ("officers.lead" or "officers.assist" or "party.kind" or "party.code")))
        {
            facts = facts.SetItem(field.Key, wild && random.Next(4) == 0 ? Odd[random.Next(Odd.Length)] : Value(field.Key));
        }

        if (form.Fields.Any(field => field is { Key: "officers.lead", ReadOnly: false }))
        {
            facts = facts.SetItem("officers.lead", FeelValue.Of("officer1")).SetItem("officers.assist", FeelValue.Of(wild ? Users[random.Next(Users.Length)] : "officer2"));
        }

        if (form.Fields.Any(field => field is { Key: "party.code", ReadOnly: false }))
        {
            facts = facts.SetItem("party.code", FeelValue.Of(wild ? "91211011MA0000022X" : "91211011MA0000022T"));
        }

        if (form.Fields.Any(field => field is { Key: "party.kind", ReadOnly: false }))
        {
            facts = facts.SetItem("party.kind", FeelValue.Of("organization"));
        }

        return facts;
    }

    private FeelValue Value(string key) => FactsDictionary.Official[key].Type switch
    {
        FactType.Date => FeelValue.Of(Today),
        FactType.Matter => FeelValue.Of("CF-JN-01"),
        FactType.Money => FeelValue.Of(Amount(key)),
        FactType.Choice when key == "proposed.kind" => FeelValue.Of(Proposals[random.Next(Proposals.Length)]),
        FactType.Choice when key == "closing.result" => FeelValue.Of(Closings.GetValueOrDefault(Walk.State!.Text("decision.kind"), "performed")),
        FactType.Choice when key.StartsWith("review.q", StringComparison.Ordinal) => FeelValue.Of(key == "review.q7" ? "no" : "ok"),
        _ => Plausible.TryGetValue(key, out var values) ? values[random.Next(values.Length)] : FeelValue.Of("内容。"),
    };

    private decimal Amount(string key) => (key, random.Next(8)) switch
    {
        (_, 0) => random.Next(1, 6) * 10000m,
        ("decision.fine", _) => Walk.State!.Text("proposed.kind") == "penalty" ? Walk.State.Amount("recheck.fine") ?? Walk.State.Amount("proposed.fine") ?? 0 : 0,
        ("recheck.fine", _) => 10000m,
        ("payment.amount", _) => Walk.State!.Amount("decision.fine") ?? 0,
        _ => random.Next(1, 5) * 10000m,
    };

    private long Task() => Walk.State!.Tasks.Count == 0 ? random.Next(100) : Walk.State.Tasks.Keys.ElementAt(random.Next(Walk.State.Tasks.Count));

    private Actor Anyone() => TestBureau.Actor(Walk.Setting, Users[random.Next(Users.Length)]);

    private Actor Someone(string user) => random.Next(12) == 0 ? Anyone() : TestBureau.Actor(Walk.Setting, user);

    private Actor Holder() => Walk.State!.Tasks.Values.Select(task => task.Holder).OfType<string>().FirstOrDefault() is { } user ? Someone(user) : Anyone();

    private Actor Fitting(StepDefinition step, OpenTask open)
    {
        var user = Seating.WorkAt(Walk.State!, open.Task)?.Due.FirstOrDefault() ?? open.Holder ?? Users.First(user => Walk.Setting.Staff[user].Roles.Contains(step.Assignment!.Roles[^1] == Roles.Officer ? step.Assignment.Roles[0] : step.Assignment.Roles[^1]));
        return Someone(user);
    }
}

internal static class RandomChoice
{
    /// <summary>The first item, or a number that is none.</summary>
    public static long FirstOrDefault(this IEnumerable<long> items, int fallback) => items.Append(fallback).First();
}
