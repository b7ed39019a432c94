using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>What a person may do with a waiting task now, and with whom: found by asking the law of each command, so that nothing is offered that would be refused.</summary>
/// <param name="setting">Procedure and people.</param>
/// <param name="state">The case.</param>
/// <param name="task">The task.</param>
/// <param name="me">The person.</param>
/// <param name="now">The moment, with the bureau's offset.</param>
public sealed class TaskChoices(CaseSetting setting, CaseState state, OpenTask task, Actor me, DateTimeOffset now)
{
    // Words are asked for only when it is done.
    private const string Words = "。";

    /// <summary>代理: user name of the person for whom it would be done; null where the person acts for themselves.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>Why the person cannot finish or sign the task now; null when they can, as far as no entry is concerned.</summary>
    public Refused? WhyNotSign => (OnBehalfOf is null ? TaskRules.WhyNot(setting, state, task, me) : ActingByProxy.WhyNot(setting, state, task, me, OnBehalfOf, now)) ?? WhyNotWork();

    /// <summary>For whom else the person could do it by a written delegation; nobody while they act for another.</summary>
    public IEnumerable<NamedPerson> Grantors => OnBehalfOf is null ? ActingByProxy.Grantors(setting, state, task, me, now) : [];

    /// <summary>True when the person may enter facts: others are only asked to speak.</summary>
    public bool MayEnter => Seating.SeatOf(Seating.WorkAt(state, task.Task), OnBehalfOf ?? me.Id) is null or { Origin: SeatOrigin.Drawn };

    /// <summary>Whom the work can be given to for good.</summary>
    public IEnumerable<StaffMember> TransferTo => Others(person => new TransferTask(task.Task, person, Words) { By = me, At = now, CommandId = string.Empty });

    /// <summary>Whom the work can be given to, to be handed back.</summary>
    public IEnumerable<StaffMember> DelegateTo => Others(person => new DelegateTask(task.Task, person, Words) { By = me, At = now, CommandId = string.Empty });

    /// <summary>Whom a copy can be sent to.</summary>
    public IEnumerable<StaffMember> CopyTo => Others(person => new CopyTask(task.Task, [person], Words) { By = me, At = now, CommandId = string.Empty });

    /// <summary>Whom the person can stop asking to sign.</summary>
    public IEnumerable<StaffMember> Removable => Others(person => new RemoveTaskSigners(task.Task, [person], Words) { By = me, At = now, CommandId = string.Empty });

    /// <summary>The steps to which the person may send the flow back, the latest first.</summary>
    public IEnumerable<StepDefinition> ReturnTo => GoingBack.ReturnableTo(setting, state, task)
        .Where(step => IsTaken(new ReturnTask(task.Task, step.Id, Words) { By = me, At = now, CommandId = string.Empty }));

    /// <summary>Keys of all that the person may do, in the order of docs/approval-operations.md.</summary>
    public ImmutableArray<string> Operations =>
    [
        .. WhyNotSign is null ? ["complete"] : Array.Empty<string>(),
        .. new (string Key, Func<bool> Offered)[]
        {
            ("claim", () => IsTaken(new ClaimTask(task.Task) { By = me, At = now, CommandId = string.Empty })),
            ("release", () => IsTaken(new ReleaseTask(task.Task) { By = me, At = now, CommandId = string.Empty })),
            ("transfer", () => TransferTo.Any()),
            ("delegate", () => DelegateTo.Any()),
            ("hand-back", () => IsTaken(new HandBackTask(task.Task, Words) { By = me, At = now, CommandId = string.Empty })),
            ("recall", () => IsTaken(new RecallTask(task.Task, Words) { By = me, At = now, CommandId = string.Empty })),
            ("add-signers", () => Enum.GetValues<SignerPosition>().Any(position => Signers(position).Any())),
            ("remove-signers", () => Removable.Any()),
            ("take-back-signature", () => IsTaken(new TakeBackTaskSignature(task.Task) { By = me, At = now, CommandId = string.Empty })),
            ("urge", () => IsTaken(new UrgeTask(task.Task, Words) { By = me, At = now, CommandId = string.Empty })),
            ("copy", () => CopyTo.Any()),
            ("return", () => ReturnTo.Any()),
        }.Where(operation => operation.Offered()).Select(operation => operation.Key),
    ];

    /// <summary>Whom the person may ask to sign there.</summary>
    public IEnumerable<StaffMember> Signers(SignerPosition position) =>
        Others(person => new AddTaskSigners(task.Task, position, [person], Words) { By = me, At = now, CommandId = string.Empty });

    private IEnumerable<StaffMember> Others(Func<string, TaskOperation> asked) => setting.Staff.Values
        .Where(person => person.Id != me.Id)
        .OrderBy(person => person.Id, StringComparer.Ordinal)
        .Where(person => IsTaken(asked(person.Id)));

    private bool IsTaken(CaseCommand command) => CaseDecider.Decide(setting, state, command with { OnBehalfOf = OnBehalfOf }) is Accepted;

    // The work is looked at before the entries are.
    private Refused? WhyNotWork()
    {
        var outcome = setting.Procedure.Steps[task.Element].Outcomes[0].Key;
        var signing = new CompleteTask(task.Task, outcome, CaseState.NoFacts, Words) { By = me, At = now, CommandId = string.Empty };
        return Countersigning.IsAsked(setting, state, task) && CaseDecider.Decide(setting, state, signing with { OnBehalfOf = OnBehalfOf }) is Refused refused
            && refused.Code.StartsWith("work.", StringComparison.Ordinal) ? refused : null;
    }
}
