using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>What the flow and the work at a task make impossible, told as an officer would be told it.</summary>
internal static class WorkRefusals
{
    private static readonly LegalSource Source = LegalSource.ProductDefault("任务的签收、签署和流转规则（系统默认规则）");

    /// <summary>Codes of the engine that are told one by one; any other is told as a change meanwhile.</summary>
    public static Refused Of(CaseSetting setting, CaseState state, EngineCommand asked, EngineRefused refused)
    {
        var sentence = asked switch
        {
            ActOnWork act => SentenceOf(refused.Code, new Told(setting, state, act)) ?? Back(refused.Code),
            _ => Back(refused.Code),
        };
        return sentence is null ? new Refused("flow.refused", "流程状态已经变化，请刷新后重试。") : new Refused(refused.Code, sentence, Source);
    }

    private static string? Back(string code) => code switch
    {
        "return.not-behind" => "所选环节不在本任务之前已经办理的环节之中，不能退回到该环节。",
        "return.joined" => "所选环节之后有并行的环节已经会合，不能单独退回，请选择并行之前的环节。",
        "adhoc.one-at-a-time" => "须按顺序办理：同一时间只能办理其中一项，请先办完正在办理的事项。",
        "withdraw.nothing" => "该环节之后的流程已经继续，不能再撤回。",
        "withdraw.went-on" => "办理之后流程已有后续（下一环节已签收、催办或者办理，并行的一路已经办结，消息已经发出，或者期限已经届满），不能再撤回；确需更正的，请由下一环节退回。",
        _ => null,
    };

    private static string? SentenceOf(string code, Told told) => code switch
    {
        "work.unclaimed" => $"「{told.Step}」尚未签收，请先签收再办理。",
        "work.not-seated" => $"{told.Missing}在「{told.Step}」没有待签的席位。",
        "work.held" => $"「{told.Step}」的席位已全部有人，不能再签收。",
        "work.seated" => $"{told.Busy}在「{told.Step}」已有待签的席位，不能再安排一次。",
        "work.voted" => $"{told.Voted}已在「{told.Step}」签署，一人只计一次。",
        "work.to-oneself" => told.ByProxy ? "须选择代理人和被代理人以外的人员。" : "须选择本人以外的人员。",
        "work.delegated" => $"「{told.Step}」已委派{told.Worker}办理，须待其交回后再办。",
        "work.delegate-only" => $"「{told.Step}」是委派给{told.Actor}的，只能交回意见或者再委派，由委派人签署。",
        "work.not-delegated" when told.Recalls => $"{told.Actor}没有在「{told.Step}」委派他人，或者已经交回，无须收回。",
        "work.not-delegated" => $"「{told.Step}」没有委派给{told.Actor}，无须交回。",
        "work.chain-full" => $"「{told.Step}」已经层层委派{WorkItems.LongestDelegation}次，不能再委派。",
        "work.waiting" => $"「{told.Step}」尚待{told.Due}先签署，签署后再办。",
        "work.signed" => $"{told.Gone}已在「{told.Step}」签署。",
        "work.not-signed" => $"{told.Actor}在「{told.Step}」没有可以撤回的签名。",
        "work.relied-on" => $"{told.Actor}签署之后已有人据以签署，不能再撤回签名。",
        "work.not-from-pool" => $"「{told.Step}」是指定{told.Actor}办理的，不能退回待签收；确需换人的，请转办。",
        "work.drawn-seat" => "流程指定的签署人不能减去，只能减去加签的人员。",
        "work.not-adder" => "只能由加签的人或者本任务的主要办理人减签。",
        "work.last-seat" => $"减签后「{told.Step}」将无人签署，不能减去。",
        "work.nobody-named" => "请至少选择一名人员。",
        "work.named-twice" => "同一人员选择了两次，请去掉重复的。",
        "work.nobody-due" => $"「{told.Step}」没有轮到其他人员办理，无人可催。",
        "work.copied" => "所选人员中有人已经收到抄送，请去掉后重试。",
        "work.closed" => $"「{told.Step}」已经签署完毕，请刷新页面。",
        _ => null,
    };

    // What the sentences name.
    private sealed record Told(CaseSetting Setting, CaseState State, ActOnWork Asked)
    {
        public string Step => State.Tasks.TryGetValue(Asked.Token, out var task) ? Setting.Procedure.Steps[task.Element].Name : string.Empty;

        public string Actor => Name(Principal);

        public bool ByProxy => Asked.Act.OnBehalfOf is not null;

        public bool Recalls => Asked.Act is RecallDelegation;

        public string Busy => Names(Persons.Where(person => Seating.SeatOf(Item, person) is not null));

        public string Voted => Names(Persons.Where(HasSigned));

        public string Missing => Asked.Act is RemoveSigners ? Names(Persons.Where(person => Seating.SeatOf(Item, person) is null)) : Actor;

        public string Gone => Asked.Act is RemoveSigners ? Voted : Actor;

        public string Worker => Name(Seating.SeatOf(Item, Principal)?.Worker ?? string.Empty);

        public string Due => Names(Item?.Due ?? []);

        private string Principal => Asked.Act.OnBehalfOf ?? Asked.Act.By;

        private WorkItem? Item => Seating.WorkAt(State, Asked.Token);

        private IEnumerable<string> Persons => Asked.Act switch
        {
            TransferWork c => [c.To],
            DelegateWork c => [c.To],
            AddSigners c => c.Persons,
            RemoveSigners c => c.Persons,
            _ => [Principal],
        };

        private bool HasSigned(string person) => Item?.Seats.Any(seat => seat.Person == person && seat.Signature is not null) == true;

        private string Names(IEnumerable<string> persons) => string.Join("、", persons.Distinct().Select(Name)) is { Length: > 0 } names ? names : "他人";

        private string Name(string person) => Seating.NameOf(Setting, person);
    }
}
