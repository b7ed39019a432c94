using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Running;

public sealed class BadInputTests
{
    private static TestRun Given() => TestRun.Started(
        Start(), User("draft"), User("work"), Boundary("late", "work", "P1D"), User("reminder"), Path("start", "draft", "work"), Flow("late", "reminder")).Complete("draft");

    [Fact]
    public void A_thousand_persons_are_asked_at_once_and_one_of_them_can_end_it()
    {
        var persons = FeelValue.Of([.. Enumerable.Range(1, 1_000).Select(number => FeelValue.Of($"P{number}"))]);
        var run = new TestRun(Bpmn.Model(Start(), ForEach(User("work"), "persons", "who", "enough"), User("after"), Path("start", "work", "after"))).Start(("persons", persons));

        Assert.Equal(1_000, run.State.Waiting.Count());
        run.Do(new CompleteElement(run.State.Waiting.Last().Id, TestRun.Of(("enough", FeelValue.Of(true)))) { Now = run.Now });
        Assert.Equal("after", run.Waiting);
        Assert.Equal((1, 1), (run.State.Tokens.Count, run.State.Scopes.Count));
    }

    [Theory]
    [InlineData("persons", "loop.too-many")]
    [InlineData("for n in 1..1000000 return n", "expression.step-limit")]
    public void Far_too_many_persons_are_refused_and_not_kept(string list, string code)
    {
        var persons = FeelValue.Of([.. Enumerable.Range(1, 10_001).Select(number => FeelValue.Of(number))]);
        var run = new TestRun(Bpmn.Model(Start(), ForEach(User("work"), list, "who"), Path("start", "work"))).Start(("persons", persons));

        Assert.Equal(code, run.Incident.Code);
        Assert.Equal((1, 0), (run.State.Tokens.Count, run.State.Loops.Count));
    }

    [Fact]
    public void A_command_of_an_unknown_type_is_refused() => Assert.Equal("command.unknown", Given().Refusal(new Unheard { Now = TestRun.Monday }));

    [Fact]
    public void What_is_not_there_is_refused()
    {
        var run = Given();
        var (work, now) = (run.TokenAt("work"), run.Now);

        Assert.Equal("start.unknown", new TestRun(Bpmn.Model(Start())).Refusal(new StartInstance(FeelContext.Empty) { Now = now, Element = "nowhere" }));
        Assert.Equal("return.not-behind", run.Refusal(new ReturnToStep(work, "nowhere", "x") { Now = now }));
        Assert.Equal("withdraw.nothing", run.Refusal(new WithdrawStep(-1) { Now = now }));
        Assert.Equal("adhoc.no-choice", run.Refusal(new BeginAdHoc(work, "nowhere") { Now = now }));
        Assert.Equal("message.not-awaited", run.Refusal(new PublishMessage("", FeelContext.Empty) { Now = now }));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void A_token_of_yesterday_is_refused(long token)
    {
        var run = Given();

        Assert.Equal("token.unknown", run.Refusal(new CompleteElement(token, FeelContext.Empty) { Now = run.Now }));
        Assert.Equal("token.unknown", run.Refusal(new ReturnToStep(token, "draft", "x") { Now = run.Now }));
        Assert.Equal("token.unknown", run.Refusal(new ThrowEscalation(token, "C") { Now = run.Now }));
        Assert.Equal("token.unknown", run.Refusal(new BeginAdHoc(token, "draft") { Now = run.Now }));
        Assert.Equal("token.unknown", run.Refusal(new ActOnWork(token, new ClaimWork { By = "A", At = run.Now }, FeelContext.Empty) { Now = run.Now }));
    }

    [Fact]
    public void A_broken_text_is_refused_wherever_it_stands()
    {
        var run = Given();
        var (work, now) = (run.TokenAt("work"), run.Now);

        Assert.Equal("text.broken", run.Refusal(new ReturnToStep(work, "draft", "\ud800") { Now = now }));
        Assert.Equal("text.broken", run.Refusal(new ActOnWork(work, new ClaimWork { By = "\ud800", At = now }, FeelContext.Empty) { Now = now }));
        Assert.Equal("text.broken", run.Refusal(new ActOnWork(work, new ClaimWork { By = "A", At = now }, FeelContext.Empty) { Now = now, OutcomeVariable = "\ud800" }));
    }

    [Fact]
    public void A_refusal_leaves_the_state_as_it_was()
    {
        var run = Given();
        var before = TestRun.Saved(run.State);

        run.Refusal(new CompleteElement(99, TestRun.Of(("x", FeelValue.Of(1)))) { Now = run.Now });
        run.Refusal(new ReturnToStep(run.TokenAt("work"), "nowhere", "x") { Now = run.Now });
        Assert.Equal(before, run.State);
    }

    private sealed record Unheard : EngineCommand;
}
