using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Running;

/// <summary>A step is withdrawn only while nothing has happened that follows from it.</summary>
public sealed class WithdrawTests
{
    private const string WentOn = "withdraw.went-on";

    private static readonly string[] Forked =
        [Start(), User("a"), Parallel("fork"), User("b"), User("c"), End(), Path("start", "a", "fork", "b"), Path("fork", "c", "end")];

    /// <summary>What lies between the step and the task that waits, each of a kind that acts by itself.</summary>
    public static TheoryData<string, string> InPassing => new()
    {
        { "a message", Throws("x", Message("M")) },
        { "a signal", Throws("x", Signal("S")) },
        { "an escalation", Throws("x", Escalation("C")) },
        { "a script, whose variable stays", Script("x", "1", "y") },
        { "a business rule", With(Rules("x"), "") },
        { "a loop of none", Times(User("x"), "0") },
        { "a call", Call("x", "Q") },
        { "a subprocess", Sub("x", Start("s"), End("e"), Path("s", "e")) },
    };

    [Theory]
    [MemberData(nameof(InPassing))]
    public void What_acted_by_itself_followed(string what, string between)
    {
        var called = Of("Q", Start("q1"), End("q2"), Path("q1", "q2"));
        var run = new TestRun(Linked(Of("P", Start(), User("a"), between, User("b"), Path("start", "a", "x", "b")), called)).Start().Complete("a");
        if (run.Waiting == "x")
        {
            run.Complete("x");
        }

        Assert.Equal("b", run.Waiting);
        Assert.True(Refusal(run, "a") == WentOn, what);
    }

    [Fact]
    public void A_gateway_and_the_opening_of_what_waits_next_did_not()
    {
        var run = TestRun.Started(
            Start(), User("a"), Exclusive("choice"), Throws("passed"), Throws("leap", Link("L")), Catches("land", Link("L")), Parallel("fork"),
            Sub("sub", Start("s"), User("b"), Path("s", "b")), Catch("later", "P1D"), User("c"), On("c", "remind", Timer("P1D"), interrupting: false),
            Path("start", "a", "choice", "passed", "leap"), Path("land", "fork", "sub"), Path("fork", "later"), Path("fork", "c")).Complete("a");

        Assert.Equal("a", run.Withdraw("a").Waiting);
        Assert.Empty(run.State.Timers);
    }

    [Fact]
    public void A_branch_that_has_come_to_its_end_followed()
    {
        var run = TestRun.Started(Forked).Complete("a").Complete("c");

        Assert.Equal(WentOn, Refusal(run, "a"));
        Assert.Equal("withdraw.nothing", Refusal(run, "c"));
    }

    [Fact]
    public void A_branch_that_ended_within_a_subprocess_followed()
    {
        var run = TestRun.Started(
            Start(), User("a"), Sub("sub", Start("s"), Parallel("fork"), User("b"), User("c"), End("e"), Path("s", "fork", "b"), Path("fork", "c", "e")), Path("start", "a", "sub"))
            .Complete("a").Complete("c");

        Assert.Equal(WentOn, Refusal(run, "a"));
    }

    [Fact]
    public void A_message_sent_at_the_end_of_a_branch_followed()
    {
        var run = TestRun.Started(Start(), User("a"), Parallel("fork"), User("b"), Ends("tell", Message("M")), Path("start", "a", "fork", "b"), Path("fork", "tell")).Complete("a");

        Assert.Equal(WentOn, Refusal(run, "a"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_timer_beside_the_next_task_that_has_fired_followed(bool interrupting)
    {
        var run = TestRun.Started(Start(), User("a"), User("b"), On("b", "late", Timer("P1D"), interrupting), User("c"), Path("start", "a", "b"), Path("late", "c"))
            .Complete("a").Fire("late");

        Assert.Equal(WentOn, Refusal(run, "a"));
    }

    [Fact]
    public void A_timer_that_fired_before_the_step_was_done_did_not_follow_from_it()
    {
        var run = TestRun.Started(Start(), User("a"), On("a", "late", Timer("P1D"), interrupting: false), User("c"), User("b"), Path("start", "a", "b"), Path("late", "c"))
            .Fire("late").Complete("c").Complete("a");

        Assert.Equal("a", run.Withdraw("a").Waiting);
    }

    [Theory]
    [InlineData("m")]
    [InlineData("t")]
    [InlineData("r")]
    public void An_event_that_came_followed(string which)
    {
        var run = TestRun.Started(
            Start(), User("a"), Parallel("fork"), Catches("m", Message("M")), User("b"), Awaits("gate"), Catch("t", "P1D"), Receive("r", "R"), User("c"),
            Path("start", "a", "fork", "m", "b"), Path("fork", "gate", "t", "c"), Path("gate", "r")).Complete("a");
        Assert.IsType<EngineAccepted>(run.Try(Withdrawal(run, "a")));

        Assert.Equal(WentOn, Refusal(which == "t" ? run.Fire("t") : run.Message(which.ToUpperInvariant()), "a"));
    }

    [Fact]
    public void An_event_subprocess_that_started_within_what_was_opened_followed_but_not_one_around()
    {
        string[] parts =
        [
            Start(), User("a"), Sub("sub", Start("s"), User("b"), Path("s", "b"), Handles("inner", Begins("i", Message("I"), interrupting: false), User("ib"), Path("i", "ib"))),
            Handles("outer", Begins("o", Message("O"), interrupting: false), User("ob"), Path("o", "ob")), Path("start", "a", "sub"),
        ];
        var around = TestRun.Started(parts).Complete("a").Message("O");

        Assert.Equal(WentOn, Refusal(TestRun.Started(parts).Complete("a").Message("I"), "a"));
        Assert.Equal("a ob", around.Withdraw("a").Waiting);
    }

    [Fact]
    public void An_activity_that_a_person_began_in_an_ad_hoc_subprocess_followed()
    {
        var run = TestRun.Started(Start(), User("a"), AdHoc("any", "", "false", User("x"), User("y")), Path("start", "a", "any")).Complete("a");
        Assert.IsType<EngineAccepted>(run.Try(Withdrawal(run, "a")));
        run.Do(new BeginAdHoc(run.TokenAt("any"), "x") { Now = run.Now });

        Assert.Equal(WentOn, Refusal(run, "a"));
    }

    public static TheoryData<string, WorkCommand[]> Acts => new()
    {
        { "claimed", [new ClaimWork { By = "B", At = TestRun.Monday }] },
        { "claimed and released", [new ClaimWork { By = "B", At = TestRun.Monday }, new ReleaseWork { By = "B", At = TestRun.Monday }] },
        { "copied", [new SendCopy(["C"]) { By = "B", At = TestRun.Monday }] },
    };

    [Theory]
    [MemberData(nameof(Acts))]
    public void What_a_person_did_at_the_next_task_followed(string what, WorkCommand[] acts)
    {
        var run = TestRun.Started(Forked).Complete("a");
        Assert.All(acts, act => run.Act("b", act));

        Assert.True(Refusal(run, "a") == WentOn, what);
    }

    [Fact]
    public void An_escalation_from_the_next_task_that_nobody_catches_followed()
    {
        var run = TestRun.Started(Forked).Complete("a");
        run.Do(new ThrowEscalation(run.WaitingAt("b"), "C") { Now = run.Now });

        Assert.Equal(WentOn, Refusal(run, "a"));
    }

    [Fact]
    public void An_incident_that_a_person_resolved_followed_but_not_one_that_stands()
    {
        var run = TestRun.Started(Start(), User("a"), Exclusive("choice"), User("b"), End(), Path("start", "a", "choice"), Flow("choice", "b", "ok"), Flow("choice", "end", "not(ok)")).Complete("a");
        Assert.IsType<EngineAccepted>(run.Try(Withdrawal(run, "a")));

        Assert.Equal(WentOn, Refusal(run.Set("ok", FeelValue.Of(true)).Resolve(), "a"));
    }

    [Fact]
    public void A_system_that_was_asked_for_work_is_at_it()
    {
        var run = TestRun.Started(Start(), User("a"), Sub("sub", Start("s"), Service("x"), Path("s", "x")), Path("start", "a", "sub")).Complete("a");

        Assert.Equal(WentOn, Refusal(run, "a"));
    }

    [Fact]
    public void What_was_done_and_withdrawn_again_was_done()
    {
        var run = TestRun.Started(Start(), User("a"), User("b"), User("c"), Path("start", "a", "b", "c")).Complete("a").Complete("b").Withdraw("b");

        Assert.Equal(WentOn, Refusal(run, "a"));
        Assert.Equal("a", run.Return("b", "a").Waiting);
        Assert.Equal("a", run.Complete("a").Withdraw("a").Waiting);
    }

    [Fact]
    public void In_a_loop_in_turn_only_the_last_is_withdrawn_and_only_while_the_next_is_untouched()
    {
        string[] parts = [Start(), Times(Sub("each", Start("s"), Parallel("fork"), User("x"), User("y"), End("e"), Path("s", "fork", "x"), Path("fork", "y", "e")), "3", sequential: true), Path("start", "each")];
        var run = TestRun.Started(parts).Complete("x").Complete("y");
        Assert.IsType<EngineAccepted>(run.Try(Withdrawal(run, "each")));

        Assert.Equal(WentOn, Refusal(run.Complete("y"), "each"));
    }

    [Fact]
    public void Beside_the_others_of_a_loop_a_person_withdraws_his_own_part()
    {
        var run = TestRun.Started(Start(), Times(User("sign"), "3"), Path("start", "sign"));
        run.Do(new CompleteElement(run.State.Waiting.First().Id, FeelContext.Empty) { Now = run.Now });
        var first = run.VisitOf("sign");
        run.Do(new CompleteElement(run.State.Waiting.First().Id, FeelContext.Empty) { Now = run.Now });

        Assert.Equal("sign sign", run.Do(new WithdrawStep(first) { Now = run.Now }).Waiting);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void In_a_loop_what_was_sent_is_sent(bool sequential)
    {
        var run = TestRun.Started(Start(), Times(Send("tell", "M"), "2", sequential: sequential), Path("start", "tell"));
        run.Do(new CompleteElement(run.State.Waiting.First().Id, FeelContext.Empty) { Now = run.Now });

        Assert.Equal(WentOn, Refusal(run, "tell"));
    }

    [Fact]
    public void What_was_done_before_a_saved_state_kept_account_is_not_withdrawn()
    {
        var run = TestRun.Started(Start(), User("a"), User("b"), User("c"), Path("start", "a", "b", "c")).Complete("a");
        var saved = run.State with { Fresh = [] };

        Assert.Equal(WentOn, Assert.IsType<EngineRefused>(ProcessEngine.Decide(run.Model, saved, Withdrawal(run, "a"))).Code);
        var next = Assert.IsType<EngineAccepted>(ProcessEngine.Decide(run.Model, saved, new CompleteElement(run.WaitingAt("b"), FeelContext.Empty) { Now = run.Now })).State;
        Assert.IsType<EngineAccepted>(ProcessEngine.Decide(run.Model, next, new WithdrawStep(run.WaitingAt("b")) { Now = run.Now }));
    }

    [Fact]
    public void What_is_fresh_does_not_grow_with_branches_that_end()
    {
        var run = TestRun.Started(Start(), User("a"), User("b"), On("b", "remind", Cycle("R/P1D"), interrupting: false), User("c"), End("e"), Path("start", "a", "b"), Path("remind", "c", "e")).Complete("a");
        for (var day = 0; day < 20; day++)
        {
            run.Fire("remind").Complete("c");
        }

        Assert.Empty(run.State.Fresh);
    }

    private static WithdrawStep Withdrawal(TestRun run, string step) => new(run.VisitOf(step)) { Now = run.Now };

    private static string Refusal(TestRun run, string step) => run.Refusal(Withdrawal(run, step));
}
