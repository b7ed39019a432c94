using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Records;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Records;

public sealed class OperationTimelineTests
{
    [Fact]
    public void Each_operation_is_told_in_one_sentence_with_who_for_whom_and_why()
    {
        var events = StoredEventTests.Operated().Walk.Events.Select((recorded, seq) => new LedgeredEvent(seq, CaseEventJson.TypeOf(recorded.Event), recorded));
        var told = CaseTimeline.Tell(TestBureau.Penalty, events)
            .Where(line => line.Type.Split('.')[0] is "signers" or "signature" or "copy"
                || line.Type is "task.claimed" or "task.transferred" or "task.delegated" or "task.handed-back" or "task.recalled" or "task.signed" or "task.urged" or "task.returned" or "task.withdrawn")
            .Select(line => $"{line.Actor}：{line.Text}{(line.Comment.Length > 0 ? $"（{line.Comment}）" : string.Empty)}");
        Assert.Equal(
            [
                "办案机构负责人：签收「办案机构审核（立案）」",
                "办案机构负责人：将「办案机构审核（立案）」转办给局长（因工作需要。）",
                "局长：将「办案机构审核（立案）」转办给办案机构负责人（因工作需要。）",
                "办案机构负责人：将「办案机构审核（立案）」委派给局长办理，办后交回（因工作需要。）",
                "局长：将「办案机构审核（立案）」交回办案机构负责人（已核对。）",
                "办案机构负责人：将「办案机构审核（立案）」委派给局长办理，办后交回（因工作需要。）",
                "办案机构负责人：收回委派给局长办理的「办案机构审核（立案）」（因工作需要。）",
                "办案机构负责人：在「办案机构审核（立案）」前加签法制科负责人、法制审核员（因工作需要。）",
                "执法人员一：催办「办案机构审核（立案）」，催法制科负责人、法制审核员（期限将至。）",
                "办案机构负责人：在「办案机构审核（立案）」减签法制审核员（因工作需要。）",
                "法制科负责人：签署「办案机构审核（立案）」：退回（意见。）",
                "法制科负责人：撤回在「办案机构审核（立案）」的签名",
                "法制科负责人：签署「办案机构审核（立案）」：同意（意见。）",
                "执法人员一：将案件抄送公示员",
                "办案机构负责人：撤回「办案机构审核（立案）」重新办理",
                "分管负责人：将「立案审批」退回至「办案机构审核（立案）」（因工作需要。）",
            ],
            told);
    }
}
