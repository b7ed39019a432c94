using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>Where a person sits at a task of several hands, and who may be given such a place.</summary>
public static class Seating
{
    private static readonly LegalSource OutsideSource = LegalSource.ProductDefault("行政执法监督和审计人员只查阅、不参与办理（系统默认规则 R15）");
    private static readonly LegalSource TwoOfficers = LegalSource.PenaltyLaw("第四十二条第一款");

    /// <summary>The work at a task; null while nobody has touched it.</summary>
    public static WorkItem? WorkAt(CaseState state, long task) => state.Instance?.Work.GetValueOrDefault(task)?.Item;

    /// <summary>The pending seat on which a person sits or works by delegation; null for none.</summary>
    public static Seat? SeatOf(WorkItem? item, string person) =>
        item?.Seats.FirstOrDefault(seat => seat.Pending && (seat.Person == person || seat.Delegates.Contains(person)));

    /// <summary>True where whoever sits there was only asked to speak: the role of the step is then not asked for, separation of duties is.</summary>
    public static bool IsAsked(Seat seat) => seat.Origin is SeatOrigin.Before or SeatOrigin.After || seat.Standing != Standing.Voter;

    /// <summary>Says why a person cannot be given work at a task.</summary>
    /// <param name="setting">Procedure and people.</param>
    /// <param name="state">The case.</param>
    /// <param name="task">The task.</param>
    /// <param name="person">User name.</param>
    /// <param name="asked">True where the person is only asked to speak, as those added before or after are.</param>
    /// <returns>Null when the person can.</returns>
    public static Refused? WhyNotGiven(CaseSetting setting, CaseState state, OpenTask task, string person, bool asked)
    {
        if (setting.Staff.GetValueOrDefault(person) is not { } member)
        {
            return new Refused("person.unknown", "所选人员不在本机关人员名册中，请重新选择。", LegalSource.ProductDefault("任务只能交给本机关人员（系统默认规则）"));
        }

        var actor = new Actor(member.Id, member.Name, member.Roles, member.Unit);
        return asked ? WhyNotAsked(setting, state, task, actor) : TaskRules.WhyNotInRole(setting, state, task, actor);
    }

    /// <summary>Says why a person cannot be asked to speak on a task: who may not decide on it for separation of duties may not advise on it either.</summary>
    internal static Refused? WhyNotAsked(CaseSetting setting, CaseState state, OpenTask task, Actor person)
    {
        var step = setting.Procedure.Steps[task.Element];
        return TaskRules.WhyNotAdministrator(step, person)
            ?? WhyNotOutside(step, person)
            ?? TaskRules.WhyNotSeparate(setting, state, task, person);
    }

    /// <summary>Says why a person who only supervises has no part in a step.</summary>
    internal static Refused? WhyNotOutside(StepDefinition step, Actor person) => person.Is(Roles.Supervisor) || person.Is(Roles.Auditor)
        ? new Refused("task.outside", $"{person.Name}是监督或者审计人员，只查阅案件，不参与「{step.Name}」的办理。", OutsideSource)
        : null;

    /// <summary>Says why a seat of a step for two officers cannot go to a person: two lawful ones must be left.</summary>
    internal static Refused? WhyNotTwo(CaseSetting setting, CaseState state, OpenTask task, string person, DateOnly today)
    {
        var step = setting.Procedure.Steps[task.Element];
        var takesTwo = step.Assignment!.Roles.Contains(Roles.Officer) && (step.Assignment.People >= 2 || step.Documents.Any(document => document.ProvesService));
        if (!takesTwo)
        {
            return null;
        }

        var officers = state.Officers.Length > 0
            ? state.Officers.Select(officer => setting.Staff.GetValueOrDefault(officer)).OfType<StaffMember>()
            : setting.Staff.Values.Where(member => member.Roles.Contains(Roles.Officer));
        var lawful = officers.Where(member => member.MayEnforceOn(today)).Select(member => member.Id).Distinct().ToList();
        return lawful.Contains(person) && lawful.Count >= 2
            ? null
            : new Refused("officers.two", $"「{step.Name}」须由不少于两名执法证件有效的执法人员办理，转给{NameOf(setting, person)}后不足两名。", TwoOfficers);
    }

    /// <summary>Name of a person as shown, or the user name where it is unknown.</summary>
    internal static string NameOf(CaseSetting setting, string user) => setting.Staff.GetValueOrDefault(user)?.Name ?? user;

    /// <summary>A person as events name them.</summary>
    internal static NamedPerson Named(CaseSetting setting, string user) => new(user, NameOf(setting, user));

    /// <summary>Persons as events name them.</summary>
    internal static ValueList<NamedPerson> Named(CaseSetting setting, IEnumerable<string> users) => [.. users.Select(user => Named(setting, user))];
}
