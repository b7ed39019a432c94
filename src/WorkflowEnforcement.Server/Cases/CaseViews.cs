using System.Globalization;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Enforcement.Records;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Server.Approvals;
using WorkflowEnforcement.Server.Components;
using WorkflowEnforcement.Server.Deadlines;
using WorkflowEnforcement.Server.Discretion;
using WorkflowEnforcement.Server.Documents;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>A case as its page shows it.</summary>
public sealed record ShownCase(
    string Number,
    string Cause,
    string ProcedureName,
    string? Note,
    IReadOnlyList<FactView> Facts,
    IReadOnlyList<StageView> Stages,
    IReadOnlyList<TimelineEntry> Timeline,
    IReadOnlyList<Components.TaskRow> Tasks,
    IReadOnlyList<ClockView> Clocks,
    IReadOnlyList<DocumentView> Documents,
    IReadOnlyList<PersonView> People,
    IReadOnlyList<LinkView> Steps,
    IReadOnlyList<ShownIncident> Incidents,
    IReadOnlyDictionary<string, string> StepNames)
{
    /// <summary>What the user may enter that came from outside, each with the page for it.</summary>
    public IReadOnlyList<LinkView> Receivable { get; init; } = [];

    /// <summary>The row of the table of discretion that applied, and the reason for leaving it; empty where none did.</summary>
    public IReadOnlyList<FactView> Discretion { get; init; } = [];

    /// <summary>Steps that the user finished and may take back, the latest first.</summary>
    public IReadOnlyList<WithdrawableStep> Withdrawable { get; init; } = [];
}

/// <summary>A finished step that may be taken back.</summary>
/// <param name="For">User name of the person in whose name; null for oneself.</param>
public sealed record WithdrawableStep(long Task, string Name, DateTimeOffset At, string? For);

/// <summary>Something that stands still in a case.</summary>
public sealed record ShownIncident(long Incident, bool InFlow, string Sentence)
{
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{(InFlow ? "flow" : "document")}-{Incident}");
}

/// <summary>Puts together what the page of a case shows.</summary>
public sealed class CaseViews(
    CaseQueries queries, CaseStore cases, TaskReading reading, CaseSettings settings, ProcedureCatalogue procedures, DocumentFiles files, BureauClock clock)
{
    /// <summary>The case, when the user may see it.</summary>
    public async Task<ShownCase?> Find(Actor me, Guid id, CancellationToken ct)
    {
        if (await queries.Find(me, id, ct) is not { } row || await cases.Load(id, ct) is not { } loaded)
        {
            return null;
        }

        var (state, procedure) = (loaded.State, loaded.Definition);
        var setting = settings.For(procedure) with { Proxies = await reading.Proxies(ct) };
        var events = await cases.AllEvents(id, ct);
        var progress = CaseEndpoints.Progress(procedure, state, events.Select(ledgered => ledgered.Recorded.Event), setting.Staff);
        var tasks = await queries.Tasks(id, ct);
        return new ShownCase(
            row.Number ?? row.ClueNumber,
            DocumentFacts.Cause(state),
            procedure.Name,
            Note(state, procedure, setting),
            Facts(row, state, setting),
            Stages(state, procedure, progress, events),
            Timeline(id, events),
            [.. tasks.Select(task => RowViews.Task(new TaskItem(task, row) { Clock = RunningUntil(state, task.DueOn) }, setting.Staff, clock.Today, settings.Law))],
            Clocks(state),
            Documents(state),
            People(state, setting),
            Steps(id, procedure, progress),
            Incidents(state, procedure),
            procedure.Steps.ToDictionary(step => step.Key, step => step.Value.Name))
        {
            Receivable = state.EndedAt is null ? [.. MessageDecisions.Open(setting, state, me).Select(step => new LinkView(step.Name, $"/cases/{id}/receive/{step.Id}"))] : [],
            Withdrawable = Withdrawable(setting, state, me),
            Discretion = DiscretionViews.Of(state, setting),
        };
    }

    // By the person in whose name it was finished, or by the hand that did it while the delegation still holds.
    private List<WithdrawableStep> Withdrawable(CaseSetting setting, CaseState state, Actor me) =>
    [
        .. from done in state.Completions.Reverse()
           where !done.Undone && (done.By == me.Id || done.OnBehalfOf?.Id == me.Id)
           let grantor = done.OnBehalfOf?.Id == me.Id ? null : done.OnBehalfOf?.Id
           where CaseDecider.Decide(setting, state, new WithdrawTask(done.Task) { By = me, OnBehalfOf = grantor, At = clock.Now, CommandId = string.Empty }) is Accepted
           select new WithdrawableStep(done.Task, done.NameIn(setting.Procedure), done.At, grantor),
    ];

    private static string? Note(CaseState state, ProcedureDefinition procedure, CaseSetting setting)
    {
        if (state.EndedAt is { } ended)
        {
            return $"已于{Format.Moment(ended)}办结";
        }

        var current = state.Tasks.Values.Select(task =>
        {
            var step = procedure.Steps[task.Element];
            var who = task.Holder is { } holder ? setting.Staff.GetValueOrDefault(holder)?.Name ?? holder : string.Join('、', step.Assignment!.Roles.Select(Roles.NameOf));
            return $"{step.Name}（{who}）";
        }).ToList();
        return current.Count > 0 ? $"当前：{string.Join('、', current)}" : "当前：系统正在制作文书";
    }

    private static List<FactView> Facts(Storage.Rows.CaseRow row, CaseState state, CaseSetting setting) =>
    [
        new FactView(setting.Procedure.Kind == "licensing" ? "申请人" : setting.Procedure.Kind == "inspection" ? "检查对象" : "当事人", state.Text("party.name")),
        new FactView("统一社会信用代码", state.Text("party.kind") == "person" && state.Text("party.code") is { Length: 18 } code ? PartyCode.Mask(code) : state.Text("party.code")),
        new FactView(IsPenalty(setting) ? "案号" : "编号", state.Number ?? (IsPenalty(setting) ? $"{state.ClueNumber}（尚未立案）" : state.ClueNumber)),
        new FactView("类别·程序", $"{RowViews.KindOf(row.Procedure)}·{setting.Procedure.Name}"),
        new FactView("承办人", state.Officers.Length == 0
            ? $"{setting.Staff.GetValueOrDefault(state.OpenedBy)?.Name ?? state.OpenedBy}（登记人）"
            : string.Join('、', state.Officers.Select(officer => setting.Staff.GetValueOrDefault(officer)?.Name ?? officer))),
        new FactView("承办机构", state.Unit),
        IsPenalty(setting)
            ? new FactView("立案日期", state.FiledOn is { } filed ? Format.Day(filed) : null)
            : new FactView("登记日期", Format.Day(DateOnly.FromDateTime(state.OpenedAt.DateTime))),
        new FactView("执法事项", ChosenMatter.Of(state) is { } matter ? $"{matter.Name}（{matter.Basis}）" : null),
    ];

    // What is punished on the spot is never filed and keeps its first number.
    private static bool IsPenalty(CaseSetting setting) => setting.Procedure.Kind == "penalty" && setting.Procedure.Steps.Values.Any(step => step.Documents.Any(document => document.Code == "C02"));

    private static List<StageView> Stages(CaseState state, ProcedureDefinition procedure, DiagramJson progress, IReadOnlyList<LedgeredEvent> events)
    {
        var reached = progress.Done.Keys.Where(procedure.Steps.ContainsKey).Select(element => procedure.Steps[element].Stage).ToHashSet();

        // Steps of a version that the case has left are not drawn any more; the stages they were in were gone through.
        reached.UnionWith(events.Any(ledgered => ledgered.Recorded.Event is CaseMigrated) ? events.Select(ledgered => ledgered.Recorded.Event).OfType<StageEntered>().Select(entered => entered.Stage) : []);
        var current = state.EndedAt is null ? state.Stage : string.Empty;
        return [.. Vocabulary.Stages.Select(stage => new StageView(stage, stage == current ? StageProgress.Current
            : reached.Contains(stage) ? StageProgress.Done
            : state.EndedAt is not null ? StageProgress.Skipped
            : StageProgress.Ahead))];
    }

    private List<TimelineEntry> Timeline(Guid id, IReadOnlyList<LedgeredEvent> events)
    {
        var anchored = new HashSet<string>(StringComparer.Ordinal);
        return [.. CaseTimeline.Tell(procedures.ByHash, events).Reverse().Select(line => new TimelineEntry(
            line.Type == "task.completed" && anchored.Add(line.Element) ? $"step-{line.Element}" : $"entry-{line.Seq}",
            line.At,
            line.Actor,
            line.Text,
            line.Stage.Length > 0 ? line.Stage : null,
            line.Basis.Length > 0 ? line.Basis : null,
            line.Comment.Length > 0 ? line.Comment : null,
            line is { Document: { } document, Type: "document.issued" } ? [new LinkView("查看文书", $"/documents/{document}", Icon: IconName.Document)] : null))];
    }

    private static string? RunningUntil(CaseState state, DateOnly? due) =>
        state.Clocks.Values.FirstOrDefault(running => running.State == ClockState.Running && running.Due == due)?.Id;

    private List<ClockView> Clocks(CaseState state) =>
    [
        .. state.Clocks.Values.OrderBy(running => running.State == ClockState.Running ? 0 : running.IsOpen ? 1 : 2).ThenBy(running => running.Due).Select(running =>
            new ClockView(running.Name, DeadlineViews.Of(running.Id, running.State, running.Due, clock.Today, settings.Law), running.Basis, running.StartedOn)
            {
                Provisional = running is { IsOpen: true, Provisional: true },
                Suspended = running is { State: ClockState.Suspended, SuspendedFrom: { } from } ? (from, running.Ground) : null,
            }),
    ];

    private List<DocumentView> Documents(CaseState state) =>
    [
        .. state.Documents.Select(document => new DocumentView(
            document.Name,
            document.State switch
            {
                Enforcement.Cases.DocumentState.Issued => Components.DocumentState.Issued,
                Enforcement.Cases.DocumentState.Served => Components.DocumentState.Served,
                Enforcement.Cases.DocumentState.Failed => Components.DocumentState.Failed,
                _ => Components.DocumentState.Draft,
            },
            document.Number.Length > 0 ? document.Number : null,
            document.Sha256 is null ? null : $"/documents/{document.Id}",
            document.Sha256 is null ? null : $"/api/v1/documents/{document.Id}/content?format=docx",
            document.Sha256 is null || !files.CanMakePdf ? null : $"/api/v1/documents/{document.Id}/content?format=pdf",
            Note: document.State switch
            {
                Enforcement.Cases.DocumentState.Requested => "正在制作，刷新页面可见",
                Enforcement.Cases.DocumentState.Failed => state.Incidents.Find(incident => incident.Document == document.Id)?.Message,
                _ => null,
            })),
    ];

    private static List<PersonView> People(CaseState state, CaseSetting setting)
    {
        var officers = state.Officers.Select((officer, index) => (Id: officer, Role: index == 0 ? "主办" : "协办"));
        var others = state.Completions.Select(done => done.By).Distinct().Where(user => !state.Officers.Contains(user))
            .Select(user => (Id: user, Role: string.Join('、', state.Completions.Where(done => done.By == user).Select(done => done.NameIn(setting.Procedure)).Distinct())));
        return [.. officers.Concat(others).Select(person => setting.Staff.GetValueOrDefault(person.Id) is { } member
            ? new PersonView(member.Name, person.Role, member.Unit, member.Credential.Length > 0 ? member.Credential : null)
            : new PersonView(person.Id, person.Role))];
    }

    private static List<LinkView> Steps(Guid id, ProcedureDefinition procedure, DiagramJson progress)
    {
        var current = progress.Current.Select(token => token.Element).ToHashSet();
        return [.. procedure.Nodes.Where(node => node is Engine.Model.UserTask or Engine.Model.ServiceTask)
            .Where(node => progress.Done.ContainsKey(node.Id) || current.Contains(node.Id))
            .Select(node => new LinkView(
                $"{node.Name}:{(current.Contains(node.Id) ? "正在办理" : progress.Done[node.Id] > 1 ? $"已办理{progress.Done[node.Id]}次" : "已办理")}", $"/cases/{id}#step-{node.Id}", current.Contains(node.Id)))];
    }

    private static List<ShownIncident> Incidents(CaseState state, ProcedureDefinition procedure) =>
    [
        .. state.Incidents.Select(incident => new ShownIncident(
            incident.Id, false, $"《{state.Documents.Find(document => document.Id == incident.Document)?.Name}》未能制作：{incident.Message}")),
        .. (state.Instance?.Incidents.Values ?? []).Select((EngineIncident incident) => new ShownIncident(
            incident.Id, true, $"流程停在「{procedure.NodeAt(incident.Element)!.Name}」：{SentenceOf(incident.Code)}")),
    ];

    private static string SentenceOf(string code) => code switch
    {
        "gateway.no-flow" => "没有一条出口的条件成立。请核对相关事项后重试，或者请法制科检查流程。",
        "element.failed" => "系统办理的事项没有成功。",
        _ => "表达式或者计时无法计算。请核对相关事项后重试，或者请法制科检查流程。",
    };
}
