using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>A case and the rows that show it, with the people they were made for.</summary>
internal sealed record ShownCase(CaseState State, ImmutableDictionary<string, StaffMember> Staff, CaseRowSet Rows)
{
    /// <summary>The row of a task; null where there is none.</summary>
    public TaskRow? Find(long task) => Rows.Tasks.FirstOrDefault(row => row.Task == task);

    /// <summary>True where the same people may act after these events as before. Of an event not named here it is not assumed.</summary>
    public bool KeepsPeople(ImmutableArray<RecordedEvent> events, CaseSetting setting) =>
        ReferenceEquals(Staff, setting.Staff) && events.All(recorded => Keeps(recorded.Event));

    private bool Keeps(CaseEvent happened) =>
        happened is TaskClaimed or TaskReleased or DocumentIssued or DocumentFailed
        || (happened is ProcessAdvanced advanced && advanced.Steps.All(IsOfOwnSeat) && !AnybodyIsAsked());

    // Who takes such a seat or leaves it is asked the same there as without it, unless somebody sits there only to speak.
    private static bool IsOfOwnSeat(EngineEvent step) => step is WorkBegun or WorkChanged { Change: WorkOpened or WorkClaimed or WorkReleased };

    private bool AnybodyIsAsked() => State.Instance?.Work.Values.Any(work => work.Item.Seats.Any(Seating.IsAsked)) == true;
}

/// <summary>All rows that show one case in lists: a function of its state, and nothing else.</summary>
/// <param name="Case">Null before the case is opened.</param>
internal sealed record CaseRowSet(
    CaseRow? Case,
    ImmutableArray<TaskRow> Tasks,
    ImmutableArray<ClockRow> Clocks,
    ImmutableArray<DocumentRow> Documents,
    ImmutableArray<TimerRow> Timers,
    ImmutableArray<IncidentRow> Incidents)
{
    // The people of the bureau change seldom: they are put in order once.
    private static readonly ConditionalWeakTable<ImmutableDictionary<string, StaffMember>, Actor[]> InOrder = [];

    /// <summary>The rows of a case that is not there.</summary>
    public static readonly CaseRowSet None = new(null, [], [], [], [], []);

    /// <summary>The rows of a state.</summary>
    /// <param name="before">The case as it was shown before; rows of what did not change are taken over as they are.</param>
    /// <param name="samePeople">True where the same people may act as before.</param>
    public static CaseRowSet Of(Guid id, CaseState state, CaseSetting setting, CaseTrace trace, ShownCase? before = null, bool samePeople = false)
    {
        return new(
            CaseOf(id, state, trace),
            ShowsSameTasks(before, state, samePeople) ? before!.Rows.Tasks
                : [.. state.Tasks.Values.Select(task => TaskOf(id, state, setting, task, trace, samePeople ? before?.Find(task.Task) : null))],
            before is not null && ReferenceEquals(before.State.Clocks, state.Clocks)
                ? before.Rows.Clocks
                : [.. state.Clocks.Values.Select(clock => ClockOf(id, clock))],
            before is not null && ReferenceEquals(before.State.Documents, state.Documents)
                ? before.Rows.Documents
                : [.. state.Documents.Select((document, place) => DocumentOf(id, document, place, trace))],
            [.. (state.Instance?.Timers.Values ?? []).Select(timer =>
                new TimerRow { CaseId = id, Timer = timer.Id, Element = timer.Element, DueAt = timer.DueAt })],
            [.. DocumentIncidents(id, state, trace), .. FlowIncidents(id, state, trace)]);
    }

    // All that a row of a task shows, beside the procedure and the people.
    private static bool ShowsSameTasks(ShownCase? before, CaseState state, bool samePeople) =>
        samePeople && before is not null
        && ReferenceEquals(before.State.Tasks, state.Tasks) && ReferenceEquals(before.State.Clocks, state.Clocks)
        && ReferenceEquals(before.State.Instance?.Work, state.Instance?.Work) && before.State.Stage == state.Stage && before.State.Definition == state.Definition;

    private static CaseRow CaseOf(Guid id, CaseState state, CaseTrace trace) => new()
    {
        Id = id,
        Number = state.Number,
        ClueNumber = state.ClueNumber,
        Title = state.Title,
        Cause = DocumentFacts.Cause(state),
        PartyName = TextOrNull(state, "party.name"),
        Procedure = state.Procedure,
        Definition = state.Definition,
        Stage = state.Stage,
        Unit = state.Unit,
        Lead = TextOrNull(state, "officers.lead"),
        Assist = TextOrNull(state, "officers.assist"),
        OpenedBy = state.OpenedBy,
        OpenedAt = state.OpenedAt,
        FiledOn = state.FiledOn,
        EndedAt = state.EndedAt,
        Result = state.Result,
        Version = state.Version,
        IncidentCount = state.Incidents.Count + (state.Instance?.Incidents.Count ?? 0),
        NextDue = Running(state).Select(clock => (DateOnly?)clock.Due).Min(),
        UpdatedAt = trace.UpdatedAt,
        Readers = Joined(state.Readers),
        Origin = state.Origin?.Case,
    };

    private static TaskRow TaskOf(Guid id, CaseState state, CaseSetting setting, OpenTask task, CaseTrace trace, TaskRow? samePeople)
    {
        var step = setting.Procedure.Steps.GetValueOrDefault(task.Element);
        var clock = ClockFor(state, step);
        var (onlyFor, notFor) = samePeople is { } known ? (known.OnlyFor, known.NotFor)
            : step?.Assignment is { } assignment ? People(state, setting, task, assignment)
            : (string.Empty, string.Empty);
        return new TaskRow
        {
            CaseId = id,
            Task = task.Task,
            Element = task.Element,
            Name = step?.Name ?? task.Element,
            Stage = step?.Stage is { Length: > 0 } stage ? stage : state.Stage,
            Roles = string.Join(',', step?.Assignment?.Roles ?? []),
            Holder = task.Holder,
            OnlyFor = onlyFor,
            NotFor = notFor,
            DueFor = DueFor(state, task),
            People = step?.Assignment?.People ?? 1,
            OpenedAt = trace.OpenedAt(task.Task),
            DueOn = clock?.Due,
            InternalOn = clock?.Internal,
            Basis = string.Join("、", step?.Basis ?? []),
        };
    }

    // The clock that the step stops; where it stops none, the clock of the case that is due first.
    private static CaseClock? ClockFor(CaseState state, StepDefinition? step)
    {
        if (state.Clocks.Count == 0)
        {
            return null;
        }

        var stopped = step?.Clocks.Where(clock => clock.Action == "stop").Select(clock => clock.Clock).ToHashSet() ?? [];
        return Running(state).OrderBy(clock => stopped.Contains(clock.Id) ? 0 : 1).ThenBy(clock => clock.Due).FirstOrDefault();
    }

    // Whom the law would let act, asked of the law itself; who holds the task now does not matter.
    private static (string OnlyFor, string NotFor) People(CaseState state, CaseSetting setting, OpenTask task, StepAssignment assignment)
    {
        var unclaimed = task.Holder is null ? task : task with { Holder = null };
        var named = assignment.SameAs.Length > 0 || (state.Officers.Length > 0 && assignment.Roles is [Roles.Officer]);
        List<string> may = [], mayNot = [];
        foreach (var person in InOrder.GetValue(setting.Staff, staff => [.. staff.Values.OrderBy(person => person.Id, StringComparer.Ordinal).Select(ActorOf)]))
        {
            if (IsAny(person, assignment.Roles))
            {
                (TaskRules.WhyNot(setting, state, unclaimed, person) is null ? may : mayNot).Add(person.Id);
            }
        }

        return (named ? Joined(may) : string.Empty, Joined(mayNot));
    }

    private static Actor ActorOf(StaffMember person) => new(person.Id, person.Name, person.Roles, person.Unit);

    private static bool IsAny(Actor person, ImmutableArray<string> roles)
    {
        foreach (var role in roles)
        {
            if (person.Is(role))
            {
                return true;
            }
        }

        return false;
    }

    // A task that one person holds is found by its holder.
    private static string DueFor(CaseState state, OpenTask task) =>
        Seating.WorkAt(state, task.Task) is { } item && item.Due.ToList() is var due && !(due is [var only] && only == task.Holder) ? Joined(due) : string.Empty;

    private static string Joined(IEnumerable<string> names) => string.Concat(names.Select(name => $",{name}")) is { Length: > 0 } joined ? $"{joined}," : string.Empty;

    private static ClockRow ClockOf(Guid id, CaseClock clock) => new()
    {
        CaseId = id,
        Clock = clock.Id,
        Name = clock.Name,
        StartedOn = clock.StartedOn,
        Due = clock.Due,
        Internal = clock.Internal,
        State = clock.State,
        StoppedOn = clock.StoppedOn,
        Basis = clock.Basis,
        Provisional = clock.Provisional,
    };

    private static DocumentRow DocumentOf(Guid id, CaseDocument document, int place, CaseTrace trace) => new()
    {
        Id = document.Id,
        CaseId = id,
        Place = place,
        Code = document.Code,
        Name = document.Name,
        Number = document.Number,
        State = document.State,
        Sha256 = document.Sha256,
        Size = trace.SizeOf(document.Id),
        Element = document.Element,
        RequestedAt = trace.RequestedAt(document.Id),
    };

    private static IEnumerable<IncidentRow> DocumentIncidents(Guid id, CaseState state, CaseTrace trace) =>
        state.Incidents.Select(incident => new IncidentRow
        {
            CaseId = id,
            Incident = incident.Id,
            InFlow = false,
            Code = incident.Code,
            Message = incident.Message,
            Element = state.Documents.Find(document => document.Id == incident.Document)?.Element ?? string.Empty,
            Document = incident.Document,
            RaisedAt = trace.RaisedAt(incident.Id, inFlow: false),
        });

    private static IEnumerable<IncidentRow> FlowIncidents(Guid id, CaseState state, CaseTrace trace) =>
        (state.Instance?.Incidents.Values ?? []).Select(incident => new IncidentRow
        {
            CaseId = id,
            Incident = incident.Id,
            InFlow = true,
            Code = incident.Code,
            Message = incident.Message,
            Element = incident.Element,
            RaisedAt = trace.RaisedAt(incident.Id, inFlow: true),
        });

    private static IEnumerable<CaseClock> Running(CaseState state) => state.Clocks.Values.Where(clock => clock.State == ClockState.Running);

    private static string? TextOrNull(CaseState state, string fact) => state.Text(fact) is { Length: > 0 } text ? text : null;
}
