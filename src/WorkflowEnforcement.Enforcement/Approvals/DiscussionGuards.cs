using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>The leaders of the bureau discuss and decide together: who takes part, that there are enough of them, and that each opinion is kept.</summary>
/// <legal>行政处罚法 (2021) art. 57(2).</legal>
internal static class DiscussionGuards
{
    private const string Members = "discussion.members";
    private const string Opinions = "discussion.opinions";

    private static readonly LegalSource Source = LegalSource.PenaltyLaw("第五十七条第二款");
    private static readonly LegalSource ApprovalSource = LegalSource.ProductDefault("审批人与承办人分离（系统默认规则 D4）");

    public static Refused? WhyNot(IntendedAct act) =>
        act.SendsBack ? null
        : act.Enters(Members) ? Named(act)
        : act.Enters(Opinions) ? Recorded(act)
        : null;

    private static Refused? Named(IntendedAct act)
    {
        var members = Persons(act, Members);
        var chair = act.After.Text("discussion.chair");
        return members.Distinct(StringComparer.Ordinal).Count() != members.Count ? Refusal("同一人只能列一次。")
            : !members.Contains(chair) ? Refusal("集体讨论由局长主持，主持人须在参加讨论的负责人中。")
            : !Chairs(act, chair) ? IntendedAct.Refusal("discussion.chair", "集体讨论由局长主持；讨论局长本人回避的，由其他负责人主持。", Source, "discussion.chair", "请核对主持人。")
            : members.Find(person => !IsLeader(act, person)) is { } other ? Refusal($"集体讨论由行政机关负责人参加，{Seating.NameOf(act.Setting, other)}不是负责人，可以列席。")
            : members.Find(TaskRules.Handlers(act.Setting.Procedure, act.Before).Contains) is { } handler
                ? IntendedAct.Refusal("discussion.members", $"{Seating.NameOf(act.Setting, handler)}是本案承办人，只能列席汇报，不能参加表决。", ApprovalSource, Members, "请改列为列席人员。")
            : act.After.Amount("discussion.due") is not { } due || members.Count > due || members.Count <= due * Quorum(act).Value
                ? IntendedAct.Refusal(
                    "discussion.quorum", $"应到{act.After.Amount("discussion.due") ?? 0:0.##}人，实到{members.Count}人，不符合集体讨论的人数要求。", Quorum(act).Source, Members, $"参加讨论的负责人须超过应到人数的{Quorum(act).Value * 100:0.##}%。")
            : null;

        static Refused Refusal(string message) => IntendedAct.Refusal("discussion.members", message, Source, Members, message);
    }

    private static Refused? Recorded(IntendedAct act)
    {
        var (members, spoke) = (Persons(act, Members), Persons(act, Opinions));
        if (members.Except(spoke).FirstOrDefault() is { } silent)
        {
            return IntendedAct.Refusal("discussion.opinions", $"每名参加人的意见都须记入，{Seating.NameOf(act.Setting, silent)}的意见没有记录。", Source, Opinions, "请补记该人的意见。");
        }

        if (spoke.Except(members).FirstOrDefault() is { } stranger || spoke.Distinct(StringComparer.Ordinal).Count() != spoke.Count)
        {
            return IntendedAct.Refusal("discussion.opinions", "意见记录须与参加讨论的负责人逐一对应。", Source, Opinions, "请核对姓名，每人一行。");
        }

        var dissents = Rows(act, Opinions).Any(row => row["view"] is FeelText { Value: not "agree" });
        return dissents && act.After.Text("discussion.dissent").Length == 0
            ? IntendedAct.Refusal("discussion.dissent", "有不同意见的，须如实记入集体讨论记录。", Source, "discussion.dissent", "请写明不同意见。")
            : null;
    }

    private static bool Chairs(IntendedAct act, string chair) =>
        AvoidanceGuards.IsPrincipal(act, chair) || (AvoidanceGuards.Undecided(act) is { } person && AvoidanceGuards.IsPrincipal(act, person));

    private static bool IsLeader(IntendedAct act, string person) =>
        act.Setting.Staff.GetValueOrDefault(person) is { } member && (member.Roles.Contains(Roles.Director) || member.Roles.Contains(Roles.Deputy));

    private static List<string> Persons(IntendedAct act, string key) => [.. Rows(act, key).Select(row => row["person"]).OfType<FeelText>().Select(person => person.Value)];

    private static IEnumerable<FeelContext> Rows(IntendedAct act, string key) => act.After.Facts.GetValueOrDefault(key) is FeelList rows ? rows.Items.OfType<FeelContext>() : [];

    private static Threshold Quorum(IntendedAct act) => act.Parameter(ParameterIds.Quorum);
}
