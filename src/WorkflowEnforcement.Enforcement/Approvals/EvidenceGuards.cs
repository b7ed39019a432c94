using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>取证: while the investigation runs, by two officers who show their credentials and tell of the rights, and finished before it is concluded.</summary>
/// <legal>行政处罚法 (2021) art. 42(1), 54, 55, 56.</legal>
internal static class EvidenceGuards
{
    private const string Items = "evidence.items";

    private static readonly string[] Papers = ["C05", "C06", "C08", "C09", "C10", "C11", "C17", "G08"];

    // What is done before the eyes of the party or a witness.
    private static readonly string[] Acts = ["C06", "C07", "C08", "C09", "C11"];

    // What is entered of the answer to a paper that asks for something.
    private static readonly string[] Answers = ["materials.receivedOn", "cooperation.answeredOn"];

    private static readonly string[] Terms = ["inquiry.plannedOn", "materials.dueOn", "cooperation.replyBy"];

    private static readonly LegalSource Investigation = LegalSource.PenaltyLaw("第五十四条第一款");

    public static Refused? WhyNot(IntendedAct act) =>
        act.SendsBack ? null
        : act.MakesNow("C20", "C40") ? Unfinished(act)
        : act.Command is ReceiveMessage && act.Enters("taking.paper") ? NotInvestigated(act)
        : IsPaper(act) ? NotInvestigated(act) ?? Shown(act) ?? Term(act)
        : null;

    /// <summary>True when a step takes evidence on the spot.</summary>
    public static bool Takes(StepDefinition step) => step.Documents.Any(document => document.Code is "C06" or "C08" or "C09" or "C11") || IsScene(step);

    /// <summary>Adds to the entries of a step that takes evidence the row of it in the list of evidence: nobody types it a second time.</summary>
    public static ImmutableSortedDictionary<string, FeelValue> WithListed(
        CaseState state, StepDefinition step, StepOutcome outcome, ImmutableSortedDictionary<string, FeelValue> entered)
    {
        var after = state with { Facts = state.Facts.SetItems(entered) };
        if (outcome.Key == CaseWords.Return || Row(after, step, outcome) is not { } row)
        {
            return entered;
        }

        var rows = state.Facts.GetValueOrDefault(Items) is FeelList known ? known.Items.Append(row) : [row];
        return entered.SetItem(Items, new FeelList([.. rows]));
    }

    private static bool IsPaper(IntendedAct act) => act.MakesNow(Papers.AsSpan()) || IsScene(act.Step);

    // A record of the scene that the penalty on the spot makes is another: see SummaryGuards.
    private static bool IsScene(StepDefinition step) => step.Documents.Any(document => document.Code == "C07") && !Enters(step, "summary.scene");

    private static bool Enters(StepDefinition step, string key) => step.Form?.Fields.Any(field => field.Key == key && !field.ReadOnly) == true;

    // Until it is concluded, and again once the investigation was taken up anew.
    private static Refused? NotInvestigated(IntendedAct act) =>
        act.Before.Clocks.GetValueOrDefault("T11") is { IsOpen: true } && (act.Latest("C20") is null || act.Before.Tasks.Values.Any(task => Concludes(act.Setting, task)))
            ? null
            : new Refused("evidence.not-investigating", "取证须在立案以后、调查终结以前进行；调查终结以后需要补充证据的，须先退回补充调查。", Investigation);

    private static bool Concludes(CaseSetting setting, OpenTask task) =>
        setting.Procedure.Steps.GetValueOrDefault(task.Element) is { } step && Enters(step, Items);

    private static Refused? Shown(IntendedAct act) =>
        !Acts.Any(act.Makes) ? null
        : !CoercionGuards.Holds(act.After, "taking.shown")
            ? IntendedAct.Refusal(
                "evidence.not-shown", "调查或者进行检查时，执法人员应当主动向当事人或者有关人员出示执法证件；没有出示的不得进行。", LegalSource.PenaltyLaw("第五十五条第一款"), "taking.shown", "请出示执法证件后登记。")
        : !CoercionGuards.Holds(act.After, "taking.told")
            ? IntendedAct.Refusal(
                "evidence.not-told", "须告知当事人或者有关人员申请回避等权利和如实回答、协助调查的义务，并记入笔录。", LegalSource.PenaltyLaw("第四十三条第一款、第五十五条第二款"), "taking.told", "请告知后登记。")
        : null;

    private static Refused? Term(IntendedAct act) => Terms.Where(key => act.Enters(key) && act.After.Date(key) < act.Command.Today).Select(key => IntendedAct.Refusal(
        "evidence.term-past", $"「{FactsDictionary.Official[key].Label}」为{act.After.Date(key):yyyy年M月d日}，不得早于制作文书之日。", Investigation, key, "请填写今日以后的日期。")).FirstOrDefault();

    private static Refused? Unfinished(IntendedAct act) =>
        act.Before.Tasks.Values.Select(task => act.Setting.Procedure.Steps.GetValueOrDefault(task.Element)).OfType<StepDefinition>().FirstOrDefault(IsOfEvidence) is { } open
            ? new Refused("evidence.open", $"取证环节「{open.Name}」尚未办完，办完或者退出以后才能终结调查（结案）。", Investigation)
            : null;

    private static bool IsOfEvidence(StepDefinition step) =>
        IsScene(step) || step.Documents.Any(document => Papers.Contains(document.Code)) || Answers.Any(key => Enters(step, key));

    private static FeelContext? Row(CaseState after, StepDefinition step, StepOutcome outcome)
    {
        var made = step.Documents.Select(document => document.Code).FirstOrDefault();
        return made switch
        {
            "C06" => Row(after, $"询问笔录（{after.Text("taking.person")}）", after.Text("taking.personRole") is "party" or "representative" ? "party" : "witness", "taking.person"),
            "C07" when IsScene(step) => Row(after, "现场检查（勘验）笔录", "scene", "taking.place"),
            "C08" => Row(after, "提取的书证、物证", "documentary", "taking.source"),
            "C09" => Row(after, "提取的电子数据", "electronic", "taking.device"),
            "C10" => Row(after, "视听资料、照片", "audiovisual", "taking.place"),
            "C11" => Row(after, "抽取的样品", "physical", "taking.place"),
            null when outcome.Key == "received" && Enters(step, "materials.receivedOn") => Row(after, "当事人提供的材料", "documentary", "party.name", "materials.receivedOn"),
            null when outcome.Key == "answered" && Enters(step, "cooperation.answeredOn") => Row(after, "协助调查的答复", "documentary", "cooperation.agency", "cooperation.answeredOn"),
            _ => null,
        };
    }

    private static FeelContext Row(CaseState after, string name, string kind, string source, string on = "taking.on") => FeelContext.Empty
        .With("name", FeelValue.Of(name))
        .With("kind", FeelValue.Of(kind))
        .With("source", FeelValue.Of(after.Text(source)))
        .With("obtainedOn", after.Facts.GetValueOrDefault(on, FeelValue.Null));
}
