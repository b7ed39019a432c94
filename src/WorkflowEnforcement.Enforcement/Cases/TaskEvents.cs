using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>A person as an event names them: the record must read the same when names change.</summary>
/// <param name="Id">User name.</param>
/// <param name="Name">Name as shown then.</param>
public sealed record NamedPerson(string Id, string Name);

/// <summary>转办: a seat went to another person for good.</summary>
public sealed record TaskTransferred(long Task, string Element, NamedPerson From, NamedPerson To, string Reason) : PersonalAct;

/// <summary>委派: a person asked another one to do the work and hand it back.</summary>
public sealed record TaskDelegated(long Task, string Element, NamedPerson From, NamedPerson To, string Reason) : PersonalAct;

/// <summary>交回: delegated work went back with an opinion.</summary>
/// <param name="Task">Token number of the task.</param>
/// <param name="Element">Id of the step.</param>
/// <param name="To">Who has the work again.</param>
/// <param name="Note">The opinion.</param>
public sealed record TaskHandedBack(long Task, string Element, NamedPerson To, string Note) : PersonalAct;

/// <summary>收回委派: a person took work back that had not been handed back yet.</summary>
/// <param name="Task">Token number of the task.</param>
/// <param name="Element">Id of the step.</param>
/// <param name="Persons">From whom: the delegate, and whoever the delegate had handed it on to.</param>
/// <param name="Reason">Why; needed.</param>
public sealed record TaskRecalled(long Task, string Element, ValueList<NamedPerson> Persons, string Reason) : PersonalAct;

/// <summary>加签: more persons were asked to sign.</summary>
public sealed record TaskSignersAdded(long Task, string Element, SignerPosition Position, ValueList<NamedPerson> Persons, string Reason) : PersonalAct;

/// <summary>减签: persons were no longer asked to sign.</summary>
public sealed record TaskSignersRemoved(long Task, string Element, ValueList<NamedPerson> Persons, string Reason) : PersonalAct;

/// <summary>签署: a person signed and the step goes on waiting for others, or came out otherwise than this person chose.</summary>
/// <param name="Task">Token number of the task.</param>
/// <param name="Element">Id of the step.</param>
/// <param name="Outcome">Key of the outcome chosen.</param>
/// <param name="Label">Its label as shown.</param>
/// <param name="Counts">How it counts.</param>
/// <param name="Comment">Opinion given; empty for none.</param>
public sealed record TaskSigned(long Task, string Element, string Outcome, string Label, Vote Counts, string Comment) : PersonalAct;

/// <summary>撤回签名: a person took a signature back.</summary>
public sealed record TaskSignatureTakenBack(long Task, string Element) : PersonalAct;

/// <summary>催办: those whose turn it was were urged.</summary>
public sealed record TaskUrged(long Task, string Element, ValueList<NamedPerson> Persons, string Note) : PersonalAct;

/// <summary>抄送: persons got a copy, and may read the case from then on.</summary>
public sealed record TaskCopied(long Task, string Element, ValueList<NamedPerson> Persons, string Note) : PersonalAct;

/// <summary>退回: the flow went back to an earlier step.</summary>
/// <param name="Task">Token number of the task that was sent back.</param>
/// <param name="Element">Id of its step.</param>
/// <param name="To">Id of the step that is done again.</param>
/// <param name="Reason">Why.</param>
/// <param name="Undone">Token numbers of the finished tasks whose signatures no longer stand.</param>
public sealed record TaskReturned(long Task, string Element, string To, string Reason, ValueList<long> Undone) : PersonalAct;

/// <summary>撤回: a finished task was taken back by who had finished it.</summary>
/// <param name="Task">Token number of the finished task.</param>
/// <param name="Element">Id of its step.</param>
public sealed record TaskWithdrawn(long Task, string Element) : PersonalAct;
