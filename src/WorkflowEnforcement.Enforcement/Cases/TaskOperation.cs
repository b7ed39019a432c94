using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>An approval operation on a task (docs/approval-operations.md). Persons are user names.</summary>
/// <param name="Task">Token number of the task.</param>
public abstract record TaskOperation(long Task) : CaseCommand;

/// <summary>转办: gives one's seat to another person for good. A task in its pool is claimed by it first.</summary>
public sealed record TransferTask(long Task, string To, string Reason) : TaskOperation(Task);

/// <summary>委派: asks another person to do the work and hand it back; the power to sign stays.</summary>
public sealed record DelegateTask(long Task, string To, string Reason) : TaskOperation(Task);

/// <summary>交回: hands delegated work back with an opinion.</summary>
public sealed record HandBackTask(long Task, string Note) : TaskOperation(Task);

/// <summary>收回委派: takes work back that one has handed on and that is not handed back yet.</summary>
public sealed record RecallTask(long Task, string Reason) : TaskOperation(Task);

/// <summary>加签: asks more persons to sign before, after or beside one's own seat.</summary>
public sealed record AddTaskSigners(long Task, SignerPosition Position, ValueList<string> Persons, string Reason) : TaskOperation(Task);

/// <summary>减签: takes back what was asked of added signers who have not signed.</summary>
public sealed record RemoveTaskSigners(long Task, ValueList<string> Persons, string Reason) : TaskOperation(Task);

/// <summary>撤回签名: takes one's signature back while the task is open and nobody relied on it.</summary>
public sealed record TakeBackTaskSignature(long Task) : TaskOperation(Task);

/// <summary>催办: urges the persons whose turn it is.</summary>
public sealed record UrgeTask(long Task, string Note) : TaskOperation(Task);

/// <summary>抄送: lets persons read the case.</summary>
public sealed record CopyTask(long Task, ValueList<string> Persons, string Note) : TaskOperation(Task);

/// <summary>退回: sends the flow back to a step that was done before.</summary>
/// <param name="Task">Token number of the task.</param>
/// <param name="To">Element id of that step.</param>
/// <param name="Reason">Why; needed.</param>
public sealed record ReturnTask(long Task, string To, string Reason) : TaskOperation(Task);

/// <summary>撤回: takes back a step that one has finished, while nothing followed from it.</summary>
/// <param name="Task">Token number of the finished task.</param>
public sealed record WithdrawTask(long Task) : TaskOperation(Task);
