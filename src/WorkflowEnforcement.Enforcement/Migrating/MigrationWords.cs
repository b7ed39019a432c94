using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Migrating;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Enforcement.Migrating;

/// <summary>Tells a migration as people who draw and handle cases would.</summary>
public static class MigrationWords
{
    /// <summary>Name of an element as drawn; its kind where it has no name; never its id.</summary>
    /// <param name="definition">The version in which it lies.</param>
    /// <param name="element">Its id.</param>
    public static string NameOf(ProcedureDefinition definition, string element) =>
        definition.Model.Nodes.TryGetValue(element, out var node) ? NameOf(node)
        : definition.Model.Flows.ContainsKey(element) ? "连线"
        : element == definition.Model.Id ? definition.Name
        : "已不存在的环节";

    /// <summary>Name of an element as drawn; its kind where it has no name.</summary>
    public static string NameOf(FlowNode node) => node.Name != node.Id && node.Name.Length > 0 ? node.Name : KindOf(node);

    /// <summary>What kind of element it is, in Chinese.</summary>
    public static string KindOf(FlowNode node) => node switch
    {
        UserTask => "人工环节",
        ServiceTask => "系统环节",
        Activity => "活动",
        ParallelGateway => "并行网关",
        InclusiveGateway => "包容网关",
        ExclusiveGateway => "分支网关",
        EventBasedGateway => "事件网关",
        EventNode { Trigger: TimerTrigger } => "计时",
        StartEvent => "开始",
        EndEvent => "结束",
        EventNode => "事件",
        _ => "环节",
    };

    /// <summary>What the engine found to prevent it, as a sentence.</summary>
    internal static CaseMigrationLine Of(MigrateCase migrate, MigrationLine line)
    {
        var from = NameOf(migrate.From.Definition, line.Element);
        var to = NameOf(migrate.To.Definition, line.Target ?? line.Element);
        return new CaseMigrationLine(CaseMigrationEffect.Prevents, line.Element, line.Target, line.Code, SentenceOf(line.Code, from, to), line.Code == "migration.signing" ? MigrationGuards.StepSource : null);
    }

    /// <summary>What the engine warns of, as a sentence.</summary>
    internal static string Warning(string code, string to) => code switch
    {
        "migration.stands-still" => $"请注意：新版本在「{to}」可能一直等待不会再来的一路流程，或者无法办结。",
        "migration.done-twice" => $"请注意：迁移后「{to}」及其后的环节可能办理两次。",
        _ => $"请注意：新版本「{to}」的走法过多，未能逐一核对迁移后是否都能办结。",
    };

    private static string SentenceOf(string code, string from, string to) => code switch
    {
        "instance.not-active" => "案件的流程已经走完，不再迁移。",
        "model.mismatch" => "案件所在的流程版本与所选的旧版本不符，请刷新页面后重新预演。",
        "migration.no-place" => $"案件停在「{from}」，新版本没有这个环节，请为它选择对应的环节。",
        "migration.other-kind" => $"「{from}」与新版本的「{to}」不是同一类环节，不能对应。",
        "migration.other-scope" => $"「{from}」与新版本的「{to}」不在同一个子流程内，不能对应。",
        "migration.other-loop" => $"「{from}」与新版本的「{to}」办理的次数或者先后画法不同，须在旧版本办完这个环节。",
        "migration.no-flow" => $"案件的一路流程已在「{from}」等待汇合，新版本的「{to}」没有这一来路。",
        "migration.join-filled" => $"按新版本，案件在「{to}」已无须再等，而迁移本身不推进流程，须在旧版本办完并行的环节。",
        "migration.other-ways" => $"案件在「{from}」等候的事项与新版本的「{to}」不同。",
        "migration.other-call" => $"「{from}」正在办理所调用的流程，新版本的「{to}」调用的是另一流程。",
        "migration.not-called" => $"正在办理的子流程「{from}」在新版本中不再调用。",
        "migration.timer" => $"新版本新设的计时「{to}」按本案的情况算不出到期时间，请在流程中更正后再迁移。",
        "migration.stands-still" => $"按新版本，案件在「{to}」将一直等待不会再来的一路流程，或者无法办结，须在旧版本办完。",
        "migration.done-twice" => $"按新版本，「{to}」及其后的环节会办理两次，须在旧版本办完并行的环节。",
        "migration.signing" => $"「{from}」的会签方式与新版本的「{to}」不同，须在旧版本签署完毕。",
        "migration.mapping" => $"另有环节也对应新版本的「{to}」，两个环节不能并作一个。",
        "migration.not-compensable" => $"「{from}」已经办理、可能须撤销，新版本没有这个环节。",
        _ => $"案件在「{from}」的状态与新版本的流程不相容，须在旧版本办完这个环节。",
    };
}
