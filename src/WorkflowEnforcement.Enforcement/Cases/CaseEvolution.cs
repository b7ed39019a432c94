using System.Diagnostics;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Enforcement.Migrating;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>An event with who made it happen and when.</summary>
/// <param name="Event">The event.</param>
/// <param name="At">The moment, with the bureau's offset.</param>
/// <param name="By">User name.</param>
/// <param name="ByName">Name as shown then.</param>
public sealed record RecordedEvent(CaseEvent Event, DateTimeOffset At, string By, string ByName);

/// <summary>Applies events to the state of a case. Holds no rule and asks nothing.</summary>
public static class CaseEvolution
{
    /// <summary>The state after one more event.</summary>
    /// <param name="state">The state before; null before the first event.</param>
    /// <param name="recorded">The event.</param>
    public static CaseState Evolve(CaseState? state, RecordedEvent recorded)
    {
        var next = (state, recorded.Event) switch
        {
            (null, CaseOpened opened) => Opened(opened, recorded),
            (null, var other) => throw new UnreachableException($"{other.GetType().Name} cannot be the first event of a case"),
            ({ } s, CaseLinked e) => s with { Origin = new CaseOrigin(e.Origin, e.Procedure, e.Number, e.Title) },
            ({ } s, FactsRecorded e) => Recorded(s, e),
            ({ } s, TaskOffered e) => s with { Tasks = s.Tasks.SetItem(e.Task, Offered(s, e)) },
            ({ } s, TaskClaimed e) => s with { Tasks = s.Tasks.SetItem(e.Task, s.Tasks[e.Task] with { Holder = e.OnBehalfOf?.Id ?? recorded.By }) },
            ({ } s, TaskReleased e) => s with { Tasks = s.Tasks.SetItem(e.Task, s.Tasks[e.Task] with { Holder = null }) },
            ({ } s, TaskCompleted e) => Completed(s, e, recorded),
            ({ } s, TaskTransferred e) => Given(s, [e.To]) with { Tasks = s.Tasks.SetItem(e.Task, Transferred(s.Tasks[e.Task], e)) },
            ({ } s, TaskDelegated e) => Given(s, [e.To]),
            ({ } s, TaskSignersAdded e) => Given(s, e.Persons),
            ({ } s, TaskCopied e) => Given(s, e.Persons),
            ({ } s, TaskHandedBack or TaskRecalled or TaskSignersRemoved or TaskSigned or TaskSignatureTakenBack or TaskUrged) => s,
            ({ } s, MessageReceived) => s with { EnteredBy = recorded.By },
            ({ } s, EffectFollowed) => s,
            ({ } s, TaskReturned e) => Undone(s, e.Undone),
            ({ } s, TaskWithdrawn e) => Undone(s, [e.Task]),
            ({ } s, LegalReviewConcluded e) => s with { ReviewPassed = e.Passed },
            ({ } s, CaseFiled e) => s with { Number = e.Number, FiledOn = DateOnly.FromDateTime(recorded.At.DateTime) },
            ({ } s, StageEntered e) => s with { Stage = e.Stage },
            ({ } s, ProcessAdvanced e) => Advanced(s, e),
            ({ } s, ClockStarted e) => s with { Clocks = s.Clocks.SetItem(e.Clock, e.Again ? s.Clocks[e.Clock].RunAgain() : Running(e)) },
            ({ } s, ClockStopped e) => With(s, e.Clock, clock => clock with { State = e.How, StoppedOn = e.On }),
            ({ } s, ClockSuspended e) => With(s, e.Clock, clock => clock with { State = ClockState.Suspended, SuspendedFrom = e.From, Ground = e.Ground }),
            ({ } s, ClockResumed e) => With(s, e.Clock, clock => clock.Resume(e)),
            ({ } s, ClockExtended e) => With(s, e.Clock, clock => clock.Extend(e)),
            ({ } s, ClocksRecomputed e) => e.Clocks.Aggregate(s, (now, moved) =>
                With(now, moved.Clock, clock => clock with { Due = moved.Due, Internal = moved.Internal, Provisional = moved.Provisional })),
            ({ } s, DocumentRequested e) => Requested(s, e, recorded),
            ({ } s, DocumentIssued e) => With(s, e.Document, document => document with { State = DocumentState.Issued, Sha256 = e.Sha256 }),
            ({ } s, DocumentServed e) => With(s, e.Document, document => document with { State = DocumentState.Served, ServedOn = e.On }),
            ({ } s, DocumentFailed e) => Failed(s, e),
            ({ } s, IncidentResolved e) => Resolved(s, e),
            ({ } s, CaseMigrated e) => CaseMigrationEvolution.Migrated(s, e),
            ({ } s, CaseEnded e) => s with { Result = e.Result, EndedAt = recorded.At },
            _ => throw new UnreachableException($"{recorded.Event.GetType().Name} cannot follow an open case"),
        };
        return next with { Version = (state?.Version ?? 0) + 1 };
    }

    private static CaseState Opened(CaseOpened opened, RecordedEvent recorded) => new()
    {
        Procedure = opened.Procedure,
        Definition = opened.Definition,
        ClueNumber = opened.ClueNumber,
        Title = opened.Title,
        Unit = opened.Unit,
        OpenedBy = recorded.By,
        OpenedAt = recorded.At,
        Version = 0,
    };

    // What was told by word of mouth is kept as what was told in writing is.
    private static CaseState Recorded(CaseState state, FactsRecorded recorded)
    {
        var facts = state.Facts.SetItems(recorded.Facts);
        return state with { Facts = facts, NoticedFacts = recorded.Facts.GetValueOrDefault(CaseWords.ToldOrally) is FeelBoolean { Value: true } ? facts : state.NoticedFacts };
    }

    // What was taken back or returned no longer submits anything. Who enters what comes from outside submits it.
    // Leaders who signed the record of their discussion submit it to nobody: they decided together.
    private static OpenTask Offered(CaseState state, TaskOffered offered)
    {
        if (state.EnteredBy is { } entered)
        {
            return new OpenTask(offered.Task, offered.Element, null) { SubmittedBy = entered };
        }

        var submitted = state.Completions.FindLast(done => !done.Undone);
        if (submitted is not null && state.Documents.Exists(document => document.Code == "G11" && document.Element == submitted.Element))
        {
            submitted = null;
        }

        return new OpenTask(offered.Task, offered.Element, null) { SubmittedBy = submitted?.By, CoSubmitters = submitted?.Signers ?? [] };
    }

    private static OpenTask Transferred(OpenTask task, TaskTransferred moved) => task.Holder == moved.From.Id ? task with { Holder = moved.To.Id } : task;

    private static CaseState Given(CaseState state, IEnumerable<NamedPerson> persons) =>
        state with { Readers = state.Readers.Union(persons.Select(person => person.Id)) };

    private static CaseState Undone(CaseState state, ValueList<long> tasks) => state with
    {
        Completions = state.Completions.ConvertAll(done => tasks.Contains(done.Task) ? done with { Undone = true } : done),
    };

    private static CaseState Completed(CaseState state, TaskCompleted done, RecordedEvent recorded) => state with
    {
        Tasks = state.Tasks.Remove(done.Task),
        EnteredBy = null,
        Completions = state.Completions.Add(
            new Completion(done.Task, done.Element, done.Outcome, done.Label, done.Comment, recorded.By, recorded.ByName, recorded.At)
            {
                Officers = done.Officers,
                Signers = SignersOf(state, done),
                OnBehalfOf = done.OnBehalfOf,
            }),
    };

    // Advice is no part in the decision; who signed last finishes the task and is named by it. Whoever was represented counts beside the proxy.
    private static ValueList<string> SignersOf(CaseState state, TaskCompleted done)
    {
        var signed = state.Instance?.Work.GetValueOrDefault(done.Task) is { } work
            ? work.Item.Seats.Where(seat => seat is { Signature: not null, Standing: not Standing.Adviser })
                .SelectMany(seat => new[] { seat.Signature!.Hand.By, seat.Signature.Hand.OnBehalfOf }.OfType<string>())
            : [];
        return done.OnBehalfOf is { } represented ? [.. signed, represented.Id] : [.. signed];
    }

    private static CaseState Advanced(CaseState state, ProcessAdvanced advanced)
    {
        var instance = advanced.Steps.Aggregate(state.Instance, ProcessEngine.Evolve)!;
        return state with
        {
            Instance = instance,
            Tasks = state.Tasks.RemoveRange(state.Tasks.Keys.Where(token => !instance.Tokens.ContainsKey(token))),
        };
    }

    private static CaseClock Running(ClockStarted started) => new(
        started.Clock, started.Name, started.StartedOn, started.Due, started.Internal, started.Provisional, started.Basis, ClockState.Running, null)
    {
        EndsAt = started.EndsAt,
    };

    private static CaseState With(CaseState state, string clock, Func<CaseClock, CaseClock> change) =>
        state with { Clocks = state.Clocks.SetItem(clock, change(state.Clocks[clock])) };

    private static CaseState Requested(CaseState state, DocumentRequested asked, RecordedEvent recorded) => state with
    {
        NoticedFacts = DocumentCatalogue.IsNotice(asked.Code) ? state.Facts : state.NoticedFacts,
        ReviewPassed = asked.Code is "C20" or "G09" ? null : state.ReviewPassed,
        Documents = state.Documents.Add(new CaseDocument(
            asked.Document, asked.Code, asked.Name, asked.Number, asked.Element, asked.Token, asked.Serves, asked.Required,
            DocumentState.Requested, null, state.Version + 1, DateOnly.FromDateTime(recorded.At.DateTime))),
    };

    private static CaseState Failed(CaseState state, DocumentFailed failed) =>
        With(state, failed.Document, document => document with { State = DocumentState.Failed }) with
        {
            Incidents = state.Incidents.Add(new CaseIncident(failed.Incident, failed.Code, failed.Message, failed.Document)),
            IncidentCount = failed.Incident,
        };

    private static CaseState Resolved(CaseState state, IncidentResolved resolved)
    {
        if (resolved.InFlow)
        {
            return state;
        }

        var incident = state.Incidents.Single(open => open.Id == resolved.Incident);
        return With(state, incident.Document, document => document with { State = DocumentState.Requested, AtVersion = state.Version + 1 }) with
        {
            Incidents = state.Incidents.Remove(incident),
        };
    }

    private static CaseState With(CaseState state, Guid id, Func<CaseDocument, CaseDocument> change)
    {
        var index = state.Documents.FindIndex(document => document.Id == id);
        return state with { Documents = state.Documents.SetItem(index, change(state.Documents[index])) };
    }
}
