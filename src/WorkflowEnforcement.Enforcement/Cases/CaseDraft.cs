using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>A decision while it is made: events gathered so far and the state after them. Lives within one call.</summary>
internal sealed partial class CaseDraft(CaseSetting setting, CaseState? state, CaseCommand command)
{
    private readonly ImmutableArray<CaseEvent>.Builder events = ImmutableArray.CreateBuilder<CaseEvent>();
    private CaseState? state = state;
    private NumberRegister numbers = setting.Numbers;
    private int documents;
    private readonly FeelContext procedure = FeelContext.Empty.With("key", FeelValue.Of(setting.Procedure.Key)).With("kind", FeelValue.Of(setting.Procedure.Kind));
    private KnownInputs? inputs;

    public CaseState State => state!;

    public CaseOutcome Done() => new Accepted(events.ToImmutable(), State);

    public void Add(CaseEvent happened)
    {
        happened = AsDone(happened);
        events.Add(happened);
        state = CaseEvolution.Evolve(state, new RecordedEvent(happened, command.At, command.Doer.Id, command.Doer.Name));
    }

    public string NextNumber(string kind)
    {
        (var number, numbers) = numbers.Take(kind, command.Today.Year);
        return setting.NumberFormat.Write(new DocumentNumber(setting.AgencyWord, kind, command.Today.Year, number));
    }

    /// <summary>Lets the engine decide and takes over what follows: clocks, documents, tasks, stage and end.</summary>
    public Refused? Advance(EngineCommand asked)
    {
        var before = State.Instance;
        var outcome = ProcessEngine.Decide(setting.Procedure.Model, before, asked);
        if (outcome is EngineRefused impossible)
        {
            return WorkRefusals.Of(setting, State, asked, impossible);
        }

        var moved = (EngineAccepted)outcome;
        var calls = moved.Events.OfType<ElementCompleted>().Select(passed => passed.Element).Where(IsTimedCall).ToList();
        if (calls.Count > 0)
        {
            if (calls.Select(call => RunClocks(setting.Procedure.Steps[call], entering: false, outcome: null)).FirstOrDefault(refused => refused is not null) is { } late && !command.By.Is(Roles.System))
            {
                return late;
            }

            // What follows a call may count on a clock that begins as the call ends.
            moved = (EngineAccepted)ProcessEngine.Decide(setting.Procedure.Model, before, asked with { Inputs = Inputs() });
        }

        Add(new ProcessAdvanced(moved.Events));
        foreach (var passed in moved.Events.OfType<ElementCompleted>())
        {
            if (Pass(passed.Element, asked) is { } unlawful)
            {
                return unlawful;
            }
        }

        foreach (var token in moved.State.Tokens.Values.Where(token => IsNew(before, token) && token.State == TokenState.Waiting))
        {
            if (Enter(token) is { } refused)
            {
                return refused;
            }
        }

        if (State.Instance!.Status != InstanceStatus.Active && State.Result is null)
        {
            Add(new CaseEnded(Result()));
        }

        return null;
    }

    /// <summary>Lets a person act on the work at a task, and takes over what follows.</summary>
    public Refused? Act(long task, WorkCommand act) => Advance(Acting(task, act));

    /// <summary>What the engine is asked when a person acts on the work at a task.</summary>
    public ActOnWork Acting(long task, WorkCommand act) => new(task, act, FeelContext.Empty) { Now = command.At, Inputs = Inputs() };

    /// <summary>What a person does to the work, by the hand that does it and in the name of the person represented.</summary>
    public T ByHand<T>(T act)
        where T : WorkCommand => act with { By = command.Doer.Id, OnBehalfOf = command.Acting?.For.Id };

    /// <summary>What the flow's expressions may read: the facts, the key and kind of the procedure, and the clocks with their last day and the moments after it and after the internal one.</summary>
    public FeelContext Inputs()
    {
        if (inputs is not { } known || !ReferenceEquals(known.Facts, State.Facts) || !ReferenceEquals(known.Clocks, State.Clocks))
        {
            var facts = NestedFacts.Of(State.Facts).With("procedure", procedure);
            inputs = known = new KnownInputs(State.Facts, State.Clocks, State.Clocks.Count == 0 ? facts : facts.With("clocks", Clocks()));
        }

        return known.Inputs;
    }

    public void MakeDocuments(StepDefinition step, bool entering, string? outcome, long token, long at = 0)
    {
        foreach (var rule in step.Documents.Where(rule => rule.OnEnter == entering && Applies(rule.Outcomes, outcome) && Holds(rule.Condition)))
        {
            var served = rule.ProvesService && rule.Served(name => State.VariableAt(at, name)) is var codes ? State.Documents.LastOrDefault(document => codes.Contains(document.Code)) : null;
            if (served is not null)
            {
                var (onKey, modeKey) = rule.ServiceFacts(served.Code);
                var servedOn = State.Date(onKey) ?? command.Today;
                Add(new DocumentServed(served.Id, servedOn, State.Text(modeKey)));
                ClockDecisions.BegunByService(setting, served.Code, servedOn, command.At).ForEach(Add);
                Keep(step.Id, FreshFacts.AsNoticed(rule, served, State));
            }

            BeginAnew(step, rule.Code);
            Request(DocumentCatalogue.Official[rule.Code], step.Id, token, served?.Id, rule.Required);
        }
    }

    // What was entered on an earlier notice or submission must not pass for the answer to this one.
    // Evidence that is taken in between asks nothing of the party.
    private void BeginAnew(StepDefinition step, string code) =>
        Keep(string.Empty, State.Facts.Where(fact => fact.Value is not FeelNull && CaseWords.IsAnsweredAfresh(code, fact.Key) && !EvidenceGuards.Takes(step)).Select(fact => KeyValuePair.Create(fact.Key, FeelValue.Null)));

    private void Keep(string step, IEnumerable<KeyValuePair<string, FeelValue>> facts)
    {
        var changed = CaseState.NoFacts.AddRange(facts.Where(fact => !fact.Value.Equals(State.Facts.GetValueOrDefault(fact.Key, FeelValue.Null))));
        if (changed.Count > 0)
        {
            Add(new FactsRecorded(step, changed));
        }
    }

    // Facts of no step are taken away by the system.
    private CaseEvent AsDone(CaseEvent happened) => command.Acting is { } acting && happened is PersonalAct act and not FactsRecorded { Element: "" }
        ? act with { OnBehalfOf = acting.For }
        : happened;

    private static bool IsNew(ProcessInstance? before, Token token) =>
        before is null || !before.Tokens.TryGetValue(token.Id, out var earlier) || earlier.State != TokenState.Waiting;

    private static bool Applies(ImmutableArray<string> outcomes, string? outcome) =>
        outcomes.Length == 0 ? outcome != CaseWords.Return : outcome is not null && outcomes.Contains(outcome);

    private bool Holds(FeelExpression? condition) =>
        condition is null || condition.Evaluate(FeelSurroundings.Of(Inputs(), command.At)).Value is FeelBoolean { Value: true };

    private bool IsTimedCall(string element) =>
        setting.Procedure.NodeAt(element) is CallActivity && setting.Procedure.Steps.TryGetValue(element, out var step) && step.Clocks.Any(clock => !clock.OnEnter);

    private Refused? Enter(Token token)
    {
        var node = setting.Procedure.NodeAt(token.Element)!;
        if (!setting.Procedure.Steps.TryGetValue(token.Element, out var step))
        {
            return null;
        }

        if (RunClocks(step, entering: true, outcome: null) is { } unlawful)
        {
            return unlawful;
        }

        EnterStage(step);
        if (node is UserTask)
        {
            Keep(string.Empty, FreshFacts.Begun(step, State, token.Id));
            Add(new TaskOffered(token.Id, token.Element, step.Name));
            return null;
        }

        if (node is not ServiceTask)
        {
            return null;
        }

        MakeDocuments(step, entering: true, outcome: null, token.Id, at: token.Id);
        return State.Documents.Any(document => document.Token == token.Id)
            ? null
            : Advance(new CompleteElement(token.Id, FeelContext.Empty) { Now = command.At, Inputs = Inputs() });
    }

    // What no person and no document finished: events, gateways, calls. A message was dealt with as it came.
    private Refused? Pass(string element, EngineCommand asked)
    {
        if (!setting.Procedure.Steps.TryGetValue(element, out var step) || setting.Procedure.NodeAt(element) is UserTask or ServiceTask
            || (asked is PublishMessage message && message.Element == element))
        {
            return null;
        }

        // What comes by itself, as time passes, is not refused: a clock that cannot be stopped any more goes on.
        return Take(step, clocks: !IsTimedCall(element)) is { } unlawful && !command.By.Is(Roles.System) ? unlawful : null;
    }

    /// <summary>Lets happen what hangs on an event: the stage, what the law lets follow by itself, clocks and documents.</summary>
    /// <param name="step">The event.</param>
    /// <param name="clocks">False where its clocks were seen to before.</param>
    /// <returns>Why a clock may not be treated so; null when all has happened.</returns>
    public Refused? Take(StepDefinition step, bool clocks = true)
    {
        EnterStage(step);
        Follow(step);
        var unlawful = clocks ? RunClocks(step, entering: false, outcome: null) : null;
        MakeDocuments(step, entering: false, outcome: null, token: 0);
        return unlawful;
    }

    private void Follow(StepDefinition step)
    {
        if (step.Effects.Length > 0)
        {
            Add(new EffectFollowed(step.Id, step.Name, string.Join('；', step.Basis)));
            Add(new FactsRecorded(step.Id, CaseState.NoFacts.AddRange(step.Effects.Select(effect => KeyValuePair.Create(effect.Fact, effect.Value ?? FeelValue.Of(command.Today))))));
        }
    }

    private void EnterStage(StepDefinition step)
    {
        if (step.Stage.Length > 0 && step.Stage != State.Stage)
        {
            Add(new StageEntered(step.Stage));
        }
    }

    private void Request(CatalogueDocument document, string element, long token, Guid? serves, bool required)
    {
        var number = document.Kind switch
        {
            "" => string.Empty,
            CaseWords.CaseRegister => File(),
            var kind => NextNumber(kind),
        };
        Add(new DocumentRequested(NextDocumentId(), document.Code, document.Name, number, element, token, serves, required));
    }

    private string File()
    {
        if (State.Number is { } number)
        {
            return number;
        }

        var filed = NextNumber(CaseWords.CaseRegister);
        Add(new CaseFiled(filed));
        return filed;
    }

    // Derived from the command's id, so that the same command asks for the same documents whenever it is decided.
    private Guid NextDocumentId() =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{command.CommandId}/{documents++}"))[..16]);

    private string Result() =>
        State.Text("closing.result") is { Length: > 0 } result ? FactsDictionary.Official["closing.result"].LabelOf(result) : State.Completions.Count > 0 ? State.Completions[^1].Label : string.Empty;

    // What expressions read changes only with the facts and the clocks, and is asked for several times in one decision.
    private sealed record KnownInputs(ImmutableSortedDictionary<string, FeelValue> Facts, ImmutableSortedDictionary<string, CaseClock> Clocks, FeelContext Inputs);
}
