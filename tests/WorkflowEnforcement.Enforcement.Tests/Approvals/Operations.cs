using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>Approval operations as a person of the bureau gives them at the one task that waits.</summary>
internal static class Operations
{
    public const string Why = "因工作需要。";

    public static Then Claim(this GivenCase given, string by) => given.Does(by, task => new ClaimTask(task) { By = null!, At = default, CommandId = "" });

    public static Then Release(this GivenCase given, string by) => given.Does(by, task => new ReleaseTask(task) { By = null!, At = default, CommandId = "" });

    public static Then Transfer(this GivenCase given, string by, string to, string why = Why) =>
        given.Does(by, task => new TransferTask(task, to, why) { By = null!, At = default, CommandId = "" });

    public static Then Delegate(this GivenCase given, string by, string to) =>
        given.Does(by, task => new DelegateTask(task, to, Why) { By = null!, At = default, CommandId = "" });

    public static Then HandBack(this GivenCase given, string by, string note = "已核对。") =>
        given.Does(by, task => new HandBackTask(task, note) { By = null!, At = default, CommandId = "" });

    public static Then Recall(this GivenCase given, string by, string why = Why) =>
        given.Does(by, task => new RecallTask(task, why) { By = null!, At = default, CommandId = "" });

    public static Then Add(this GivenCase given, string by, SignerPosition position, params string[] persons) =>
        given.Does(by, task => new AddTaskSigners(task, position, [.. persons], Why) { By = null!, At = default, CommandId = "" });

    public static Then Remove(this GivenCase given, string by, params string[] persons) =>
        given.Does(by, task => new RemoveTaskSigners(task, [.. persons], Why) { By = null!, At = default, CommandId = "" });

    public static Then TakeBack(this GivenCase given, string by) => given.Does(by, task => new TakeBackTaskSignature(task) { By = null!, At = default, CommandId = "" });

    public static Then Urge(this GivenCase given, string by) => given.Does(by, task => new UrgeTask(task, "期限将至。") { By = null!, At = default, CommandId = "" });

    public static Then Copy(this GivenCase given, string by, params string[] persons) =>
        given.Does(by, task => new CopyTask(task, [.. persons], string.Empty) { By = null!, At = default, CommandId = "" });

    public static Then Return(this GivenCase given, string by, string to, string why = Why) =>
        given.Does(by, task => new ReturnTask(task, to, why) { By = null!, At = default, CommandId = "" });

    /// <summary>Takes the last finished task of a step back.</summary>
    public static Then Withdraw(this GivenCase given, string by, string step) =>
        given.Does(by, _ => new WithdrawTask(given.State.Completions.Last(done => done.Element == step).Task) { By = null!, At = default, CommandId = "" });

    /// <summary>Signs the one task that waits, without entries in its form.</summary>
    public static Then Sign(this GivenCase given, string by, string outcome, string comment = "意见。") =>
        given.Does(by, task => new CompleteTask(task, outcome, CaseState.NoFacts, comment) { By = null!, At = default, CommandId = "" });

    private static Then Does(this GivenCase given, string by, Func<long, CaseCommand> command) => given.When(walk =>
    {
        var at = walk.Events[^1].At.AddMinutes(1);
        var task = walk.State!.Tasks.Keys.FirstOrDefault();
        return command(task) with { By = TestBureau.Actor(walk.Setting, by), At = at, CommandId = walk.NextId() };
    });
}
