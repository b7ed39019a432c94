using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Peers;

/// <summary>What users of other engines ran into where several persons sign.</summary>
public sealed class CountersignTests
{
    private static TestRun Given(string rule) => TestRun.Started(Start(), User("draft"), Signed("sign", rule, "A", "B", "C"), Exclusive("choice", "choice_done"), User("done"), User("refused"),
        Path("start", "draft", "sign", "choice", "done"), Flow("choice", "refused", "outcome = \"refuse\"")).Complete("draft");

    private static SignWork For(string person) => new("agree", Vote.For) { By = person, At = TestRun.Monday };

    private static SignWork Against(string person) => new("refuse", Vote.Against) { By = person, At = TestRun.Monday };

    // loonflow#426
    [Theory]
    [InlineData("mode=\"all\" onReject=\"stay\"", "sign")]
    [InlineData("mode=\"all\" onReject=\"return\"", "draft")]
    [InlineData("mode=\"all\" onReject=\"end\"", "refused")]
    public void Whether_one_rejection_stays_goes_back_or_ends_is_drawn(string rule, string waiting) =>
        Assert.Equal(waiting, Given(rule).Act("sign", For("A")).Act("sign", Against("B")).Waiting);

    // ruoyi-vue-pro#668
    [Fact]
    public void Returning_to_a_countersign_step_asks_all_its_signers_again()
    {
        var run = Given("mode=\"all\"").Act("sign", For("A")).Act("sign", For("B")).Act("sign", For("C"));

        run.Return("done", "sign");
        Assert.Equal("sign", run.Waiting);
        Assert.Equal(["A", "B", "C"], Assert.Single(run.State.Work.Values).Item.Due);
        run.Act("sign", For("C")).Act("sign", For("A")).Act("sign", For("B"));
        Assert.Equal("done", run.Waiting);
    }

    // steedos-platform#6985
    [Fact]
    public void A_rejection_that_goes_back_loses_no_copy_that_was_sent()
    {
        var run = Given("mode=\"all\" onReject=\"return\"").Act("sign", new SendCopy(["M"]) { By = "A", At = TestRun.Monday }).Act("sign", Against("B"));

        Assert.Equal("draft", run.Waiting);
        Assert.Contains(run.Events, happened => happened is WorkChanged { Change: CopySent });
    }

    // steedos/workflow#1377
    [Fact]
    public void A_signature_is_taken_back_while_the_item_is_open()
    {
        var run = Given("mode=\"all\"").Act("sign", For("A")).Act("sign", new TakeBackSignature { By = "A", At = TestRun.Monday });

        Assert.Equal(["A", "B", "C"], Assert.Single(run.State.Work.Values).Item.Due);
    }

    // steedos/workflow#1377
    [Fact]
    public void A_decided_item_is_taken_back_while_nobody_has_acted_on_it()
    {
        var run = Given("mode=\"first\"").Act("sign", For("A"));

        Assert.Equal("sign", run.Withdraw("sign").Waiting);
        run.Act("sign", For("A")).Act("done", new ClaimWork { By = "M", At = TestRun.Monday });
        Assert.Equal("withdraw.went-on", run.Refusal(new WithdrawStep(run.VisitOf("sign")) { Now = run.Now }));
    }
}
