using System.Collections.Immutable;
using System.Globalization;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Records;

/// <summary>An event of a case with its place in the bureau's ledger.</summary>
/// <param name="Seq">Place in the ledger, from 0.</param>
/// <param name="Type">Stable type name.</param>
/// <param name="Recorded">The event, who made it happen and when.</param>
public sealed record LedgeredEvent(long Seq, string Type, RecordedEvent Recorded);

/// <summary>A line of the record of a case, as people read it.</summary>
/// <param name="Seq">Place of its event in the ledger.</param>
/// <param name="At">The moment, with the bureau's offset.</param>
/// <param name="Type">Stable type name of the event.</param>
/// <param name="Stage">Stage of the case then.</param>
/// <param name="Actor">Name of who acted; by proxy both names: 乙（代甲）.</param>
/// <param name="Text">What happened, one sentence.</param>
/// <param name="Basis">Law and article; empty for none.</param>
/// <param name="Element">Step concerned; empty for none.</param>
/// <param name="Comment">Opinion given; empty for none.</param>
/// <param name="Document">Document concerned, or null.</param>
public sealed record TimelineLine(
    long Seq, DateTimeOffset At, string Type, string Stage, string Actor, string Text, string Basis, string Element, string Comment, Guid? Document);

/// <summary>Tells the events of a case as the whole-process record (law.md 4.2).</summary>
/// <legal>行政处罚法 (2021) art. 47.</legal>
public static class CaseTimeline
{
    /// <summary>Tells events of a case that stayed on one definition.</summary>
    /// <param name="procedure">The definition of the case.</param>
    /// <param name="events">All events of the case from the first on.</param>
    public static ImmutableArray<TimelineLine> Tell(ProcedureDefinition procedure, IEnumerable<LedgeredEvent> events) => Tell(_ => procedure, events);

    /// <summary>Tells events in order; those that only move the flow are left out unless something stood still or a time ran out.
    /// Each is told by the definition on which the case stood then; steps are named by their ids of now.</summary>
    /// <param name="definitions">Gives a definition by its hash.</param>
    /// <param name="events">All events of the case from the first on.</param>
    public static ImmutableArray<TimelineLine> Tell(Func<string, ProcedureDefinition> definitions, IEnumerable<LedgeredEvent> events)
    {
        var lines = new List<TimelineLine>();
        ProcedureDefinition? procedure = null;
        var documents = new Dictionary<Guid, DocumentRequested>();
        var clocks = new Dictionary<string, string>(StringComparer.Ordinal);
        var stage = string.Empty;
        foreach (var ledgered in events)
        {
            var happened = ledgered.Recorded.Event;
            procedure ??= definitions(happened is CaseOpened opened ? opened.Definition : string.Empty);
            switch (happened)
            {
                case StageEntered entered:
                    stage = entered.Stage;
                    break;
                case DocumentRequested asked:
                    documents[asked.Document] = asked;
                    break;
                case ClockStarted started:
                    clocks[started.Clock] = started.Name;
                    break;
                case CaseMigrated migrated:
                    procedure = definitions(migrated.To);
                    lines = Renamed(lines, migrated);
                    break;
            }

            if (Line(procedure, documents, clocks, happened) is { } told)
            {
                var (at, name) = (ledgered.Recorded.At, ledgered.Recorded.ByName);
                var represented = (happened as PersonalAct)?.OnBehalfOf;
                var text = represented is null ? told.Text : $"由{name}代{represented.Name}{told.Text}（委托书{represented.Number}）";
                var line = new TimelineLine(
                    ledgered.Seq, at, ledgered.Type, stage, Represented.BothNames(name, represented), text, told.Basis, told.Element, told.Comment, told.Document);
                lines.Add(line);
            }
        }

        return [.. lines];
    }

    private static List<TimelineLine> Renamed(List<TimelineLine> lines, CaseMigrated migrated)
    {
        var moved = migrated.Moved.Where(element => element.Called.Length == 0).ToDictionary(element => element.From, element => element.To, StringComparer.Ordinal);
        return moved.Count == 0 ? lines : lines.ConvertAll(line => line with { Element = moved.GetValueOrDefault(line.Element, line.Element) });
    }

    private static Told? Line(
        ProcedureDefinition procedure, Dictionary<Guid, DocumentRequested> documents, Dictionary<string, string> clocks, CaseEvent happened) => happened switch
        {
            CaseOpened opened => new Told($"{CaseWords.OpeningOf(procedure.Kind)}，编号{opened.ClueNumber}"),
            CaseLinked linked => new Told($"由「{linked.Title}」（{linked.Number}）立案：{linked.Label}", linked.Basis),
            CaseFiled filed => new Told($"立案，案号{filed.Number}", LegalSource.PenaltyLaw("第五十四条第二款").ToString()),
            FactsRecorded facts => Facts(facts),
            TaskClaimed claimed => new Told($"签收「{NameOf(procedure, claimed.Element)}」"),
            TaskReleased released => new Told($"退回「{NameOf(procedure, released.Element)}」待他人签收"),
            TaskCompleted done => new Told($"办理「{NameOf(procedure, done.Element)}」：{done.Label}", BasisOf(procedure, done.Element), done.Element, done.Comment),
            TaskTransferred or TaskDelegated or TaskHandedBack or TaskRecalled or TaskSignersAdded or TaskSignersRemoved or TaskSigned or TaskSignatureTakenBack or TaskUrged or TaskCopied
                or TaskReturned or TaskWithdrawn => Operated(procedure, happened),
            MessageReceived came => new Told($"登记「{came.Name}」", BasisOf(procedure, came.Element), came.Element, came.Comment),
            EffectFollowed followed => new Told($"依法产生效果：{followed.Name}", followed.Basis, followed.Element),
            LegalReviewConcluded review => new Told(review.Passed ? "法制审核通过" : "法制审核未通过", LegalSource.PenaltyLaw("第五十八条").ToString()),
            StageEntered entered => new Told($"进入{entered.Stage}阶段"),
            ClockStarted clock => new Told($"「{clock.Name}」期限{(clock.Again ? "继续" : "开始")}计算，{clock.Due:yyyy年M月d日}届满{Awaiting(clock.Provisional)}", clock.Basis),
            ClockSuspended or ClockResumed or ClockExtended or ClocksRecomputed => Kept(clocks, happened),
            ClockStopped clock => new Told($"「{Clock(clocks, clock.Clock)}」期限{Ended(clock.How)}"),
            DocumentRequested { Number.Length: > 0 } asked => new Told($"制作《{asked.Name}》，文号{asked.Number}", Document: asked.Document),
            DocumentIssued issued => new Told(
                $"《{Name(documents, issued.Document)}》制作完成，校验值{issued.Sha256[..Math.Min(16, issued.Sha256.Length)]}…", Element: documents.GetValueOrDefault(issued.Document)?.Element ?? string.Empty, Document: issued.Document),
            DocumentServed served => new Told($"《{Name(documents, served.Document)}》于{served.On:yyyy年M月d日}送达", Document: served.Document),
            DocumentFailed failed => new Told($"《{Name(documents, failed.Document)}》未能制作：{failed.Message}", Document: failed.Document),
            IncidentResolved resolved => new Told("处理异常后重试", Comment: resolved.Reason),
            CaseMigrated migrated => new Told($"将案件由流程第{migrated.FromVersion}版迁移到第{migrated.ToVersion}版继续办理", Comment: migrated.Reason),
            CaseEnded ended => new Told($"案件办结：{FactsDictionary.Official["closing.result"].LabelOf(ended.Result)}"),
            ProcessAdvanced advanced => Moved(procedure, advanced),
            _ => null,
        };

    private static Told? Operated(ProcedureDefinition procedure, CaseEvent happened) => happened switch
    {
        TaskTransferred e => new Told($"将「{NameOf(procedure, e.Element)}」转办给{e.To.Name}", Element: e.Element, Comment: e.Reason),
        TaskDelegated e => new Told($"将「{NameOf(procedure, e.Element)}」委派给{e.To.Name}办理，办后交回", Element: e.Element, Comment: e.Reason),
        TaskHandedBack e => new Told($"将「{NameOf(procedure, e.Element)}」交回{e.To.Name}", Element: e.Element, Comment: e.Note),
        TaskRecalled e => new Told($"收回委派给{Names(e.Persons)}办理的「{NameOf(procedure, e.Element)}」", Element: e.Element, Comment: e.Reason),
        TaskSignersAdded e => new Told($"在「{NameOf(procedure, e.Element)}」{Placed(e.Position)}{Names(e.Persons)}", Element: e.Element, Comment: e.Reason),
        TaskSignersRemoved e => new Told($"在「{NameOf(procedure, e.Element)}」减签{Names(e.Persons)}", Element: e.Element, Comment: e.Reason),
        TaskSigned e => new Told($"签署「{NameOf(procedure, e.Element)}」：{e.Label}", BasisOf(procedure, e.Element), e.Element, e.Comment),
        TaskSignatureTakenBack e => new Told($"撤回在「{NameOf(procedure, e.Element)}」的签名", Element: e.Element),
        TaskUrged e => new Told($"催办「{NameOf(procedure, e.Element)}」，催{Names(e.Persons)}", Element: e.Element, Comment: e.Note),
        TaskCopied e => new Told($"将案件抄送{Names(e.Persons)}", Element: e.Element, Comment: e.Note),
        TaskReturned e => new Told($"将「{NameOf(procedure, e.Element)}」退回至「{NameOf(procedure, e.To)}」", Element: e.Element, Comment: e.Reason),
        TaskWithdrawn e => new Told($"撤回「{NameOf(procedure, e.Element)}」重新办理", Element: e.Element),
        _ => null,
    };

    private static Told? Kept(Dictionary<string, string> clocks, CaseEvent happened) => happened switch
    {
        ClockSuspended e => new Told($"「{Clock(clocks, e.Clock)}」期限自{e.From:yyyy年M月d日}起中止：{e.Ground}", e.Basis, Document: e.Document),
        ClockResumed e => new Told($"「{Clock(clocks, e.Clock)}」期限恢复计算，中止至{e.Until:yyyy年M月d日}，现至{e.Due:yyyy年M月d日}届满{Awaiting(e.Provisional)}"),
        ClockExtended e => new Told($"「{Clock(clocks, e.Clock)}」期限经{(e.AgreedDays is null ? $"{e.GrantedBy.Name}批准" : "负责人集体讨论")}延长，由{e.OldDue:yyyy年M月d日}延长至{e.Due:yyyy年M月d日}{Awaiting(e.Provisional)}", e.Basis, e.Element),
        ClocksRecomputed e => new Told($"节假日安排（{e.Calendar}）变更，重新计算期限：{string.Join('；', e.Clocks.Select(moved => Moved(Clock(clocks, moved.Clock), moved)))}"),
        _ => null,
    };

    private static string Moved(string name, RecomputedClock moved) => moved.OldDue == moved.Due
        ? $"「{name}」仍至{moved.Due:yyyy年M月d日}届满{Awaiting(moved.Provisional)}"
        : $"「{name}」由{moved.OldDue:yyyy年M月d日}改为{moved.Due:yyyy年M月d日}届满{Awaiting(moved.Provisional)}";

    private static string Awaiting(bool provisional) => provisional ? "（节假日安排尚未公布，以国务院通知为准）" : string.Empty;

    private static string Clock(Dictionary<string, string> clocks, string id) => clocks.GetValueOrDefault(id, id);

    private static string Placed(SignerPosition position) => position switch
    {
        SignerPosition.Before => "前加签",
        SignerPosition.After => "后加签",
        _ => "并加签",
    };

    private static string Names(IEnumerable<NamedPerson> persons) => string.Join('、', persons.Select(person => person.Name));

    private static Told? Moved(ProcedureDefinition procedure, ProcessAdvanced advanced)
    {
        var fired = advanced.Steps.OfType<TimerFired>().Select(timer => $"计时到期：{NameOf(procedure, timer.Element)}");
        var stuck = advanced.Steps.OfType<EngineIncidentRaised>().Select(incident => $"流程停在「{NameOf(procedure, incident.Element)}」，须人工处理");
        var text = string.Join('；', fired.Concat(stuck));
        return text.Length == 0 ? null : new Told(text);
    }

    private static Told Facts(FactsRecorded recorded)
    {
        if (recorded.Facts.GetValueOrDefault("discretion.row") is FeelText row)
        {
            return new Told($"按裁量基准确定档次：{row.Value}", LegalSource.PenaltyLaw("第三十四条").ToString());
        }

        var labels = recorded.Facts.Keys.Where(key => FactsDictionary.Official.Knows(key) && !ChosenMatter.IsWording(key)).Select(key => FactsDictionary.Official[key].Label).ToList();
        var shown = string.Join('、', labels.Take(6));
        var did = recorded.Facts.Values.All(value => value is FeelNull) ? "清空以前填写的" : "填写";
        return new Told(string.Create(CultureInfo.InvariantCulture, $"{did}{shown}{(labels.Count > 6 ? $"等{labels.Count}项" : string.Empty)}"));
    }

    private static string Ended(ClockState how) => how switch
    {
        ClockState.Met => "按期完成",
        ClockState.Late => "超期完成",
        ClockState.Lapsed => "届满，视为未提出",
        _ => "停止",
    };

    private static string Name(Dictionary<Guid, DocumentRequested> documents, Guid id) => documents.GetValueOrDefault(id)?.Name ?? "文书";

    private static string NameOf(ProcedureDefinition procedure, string element) => procedure.NodeAt(element)?.Name ?? element;

    private static string BasisOf(ProcedureDefinition procedure, string element) =>
        procedure.Steps.TryGetValue(element, out var step) ? string.Join('；', step.Basis) : string.Empty;

    private sealed record Told(string Text, string Basis = "", string Element = "", string Comment = "", Guid? Document = null);
}
