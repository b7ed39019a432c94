using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>代理: who may do a task in another's name. The person represented must be allowed to do it, and the hand that does it must not be barred from it.</summary>
/// <legal>职责规则 D13 (系统默认规则); 行政处罚法 (2021) art. 42(1), 58: what the law asks of the person who acts is asked of the proxy.</legal>
public static class ActingByProxy
{
    private static readonly LegalSource OneHand = LegalSource.ProductDefault("会签须由不同的人签署，一人不得兼以本人和代理人身份签署（系统默认规则 D13）");
    private static readonly LegalSource Officers = LegalSource.PenaltyLaw("第四十二条第一款");
    private static readonly LegalSource Reviewers = LegalSource.PenaltyLaw("第五十八条第二款");

    /// <summary>The persons for whom somebody could do a task now, as far as delegations, roles and separation of duties go.</summary>
    /// <param name="setting">Procedure, people and delegations.</param>
    /// <param name="state">The case.</param>
    /// <param name="task">The task.</param>
    /// <param name="me">Who would act.</param>
    /// <param name="now">The moment, with the bureau's offset.</param>
    public static IEnumerable<NamedPerson> Grantors(CaseSetting setting, CaseState state, OpenTask task, Actor me, DateTimeOffset now) =>
        setting.Proxies.InForceFor(me.Id, DateOnly.FromDateTime(now.DateTime)).Select(written => written.Grantor.Id).Distinct()
            .Where(grantor => WhyNot(setting, state, task, me, grantor, now) is null)
            .Select(grantor => Seating.Named(setting, grantor));

    /// <summary>Says why a person may not do a task for another.</summary>
    /// <returns>Null when he may, as far as no outcome is concerned.</returns>
    public static Refused? WhyNot(CaseSetting setting, CaseState state, OpenTask task, Actor me, string grantor, DateTimeOffset now)
    {
        var (acting, refused) = Resolve(setting, state, new ClaimTask(task.Task) { By = me, OnBehalfOf = grantor, At = now, CommandId = string.Empty });
        return refused ?? TaskRules.WhyNot(setting, state, task, acting!.By) ?? WhyNotTwoHands(setting, state, task, acting);
    }

    /// <summary>The command as the person represented gives it by the hand of the proxy, or why there is no such right.</summary>
    internal static (CaseCommand? Acting, Refused? Refused) Resolve(CaseSetting setting, CaseState? state, CaseCommand command)
    {
        if (state is null || command is not (ClaimTask or ReleaseTask or CompleteTask or TaskOperation))
        {
            return (null, new Refused("proxy.command", "登记线索、登记来件和处理异常须由本人办理，不能代理。", ProxyRules.Source));
        }

        var step = StepOf(setting, state, command);
        if (WhyNotGrantor(setting, command) is { } refused)
        {
            return (null, refused);
        }

        var (written, none) = Delegation(setting, state, command, step);
        if (none is not null)
        {
            return (null, none);
        }

        var principal = written!.Principal(setting.Staff[command.OnBehalfOf!]);
        var acting = command with
        {
            By = principal,
            Acting = new Acting(command.By, new Represented(
                principal.Id, principal.Name, written.Id, written.Number, written.From, written.Until, written.Entry)),
        };
        return step is not null && WhyNotHand(setting, state, step, acting) is { } barred ? (null, barred) : (acting, null);
    }

    /// <summary>Says why a person may not sign at a task where the same hand already gives another's word: several signatures are those of several people.</summary>
    internal static Refused? WhyNotTwoHands(CaseSetting setting, CaseState state, OpenTask task, CaseCommand command)
    {
        var (hand, principal) = (command.Doer.Id, command.By.Id);
        var twice = Seating.WorkAt(state, task.Task)?.Seats.Any(seat =>
            seat.Signature is { } signed
                ? signed.Hand.Principal != principal && (signed.Hand.By == hand || signed.Hand.Principal == hand)
                : hand != principal && !seat.Removed && (seat.Person == hand || seat.Delegates.Contains(hand))) == true;
        return twice
            ? new Refused(
                "separation.proxy",
                $"{command.Doer.Name}在「{setting.Procedure.Steps[task.Element].Name}」已有本人或者代他人的签署，不能再{(hand == principal ? "签署" : $"代{command.By.Name}签署")}。",
                OneHand)
            : null;
    }

    private static Refused? WhyNotGrantor(CaseSetting setting, CaseCommand command)
    {
        if (command.OnBehalfOf == command.By.Id)
        {
            return new Refused("proxy.self", "本人办理的，不必写被代理人。", ProxyRules.Source);
        }

        return setting.Staff.ContainsKey(command.OnBehalfOf!)
            ? null
            : new Refused("proxy.person", "被代理人不在本机关人员名册中，请核对。", ProxyRules.Source);
    }

    private static (WrittenProxy? Written, Refused? Refused) Delegation(CaseSetting setting, CaseState state, CaseCommand command, StepDefinition? step)
    {
        var (proxy, grantor) = (command.By, setting.Staff[command.OnBehalfOf!]);
        var given = setting.Proxies.Proxies.Where(written => written.Grantor.Id == grantor.Id && written.Proxy.Id == proxy.Id && written.EnteredAt <= command.At).ToList();
        var inForce = given.Where(written => written.StateOn(command.Today) == ProxyState.InForce).ToList();
        var inScope = inForce.Where(written => written.Covers(state.Procedure)).ToList();
        if (inScope.Count == 0)
        {
            return (null, inForce.Count > 0 ? OutOfScope(grantor, proxy, $"「{setting.Procedure.Name}」") : NotInForce(setting, command, grantor, given));
        }

        // Who was only asked to speak needs no role.
        var seat = TaskOf(command) is { } task ? Seating.SeatOf(Seating.WorkAt(state, task), grantor.Id) : null;
        var held = step?.Assignment!.Roles.Where(grantor.Roles.Contains).ToList() ?? [];
        if (held.Count == 0 || (seat is not null && Seating.IsAsked(seat)))
        {
            return (inScope[0], null);
        }

        return inScope.Find(written => held.Any(written.Principal(grantor).Is)) is { } written
            ? (written, null)
            : (null, OutOfScope(grantor, proxy, string.Join('、', held.Select(Roles.NameOf)) + "的职权"));
    }

    private static Refused OutOfScope(StaffMember grantor, Actor proxy, string what) =>
        new("proxy.scope", $"{grantor.Name}委托{proxy.Name}的范围不包括{what}，须由{grantor.Name}办理或者另行书面委托。", ProxyRules.Source);

    private static Refused NotInForce(CaseSetting setting, CaseCommand command, StaffMember grantor, List<WrittenProxy> given)
    {
        if (given.Count == 0)
        {
            var chain = setting.Proxies.InForceOf(grantor.Id, command.Today).FirstOrDefault(first => setting.Proxies.InForceFor(command.By.Id, command.Today).Any(second => second.Grantor.Id == first.Proxy.Id));
            return chain is null
                ? new Refused("proxy.none", $"{grantor.Name}没有委托{command.By.Name}代理，须先登记书面委托。", ProxyRules.Source)
                : new Refused("proxy.chain", $"{grantor.Name}委托的是{chain.Proxy.Name}，{chain.Proxy.Name}不得转委托{command.By.Name}。", ProxyRules.Source);
        }

        // The delegation that comes nearest to holding is told.
        var written = given.OrderBy(other => other.StateOn(command.Today)).ThenByDescending(other => other.Until).First();
        return written.StateOn(command.Today) switch
        {
            ProxyState.Ahead => new Refused("proxy.ahead", $"{grantor.Name}的委托（{written.Number}）自{written.From:yyyy年M月d日}起生效，现在还不能代理。", ProxyRules.Source),
            ProxyState.Ended => new Refused("proxy.ended", $"{grantor.Name}的委托（{written.Number}）已于{written.Until:yyyy年M月d日}到期，不能再代理。", ProxyRules.Source),
            _ => new Refused("proxy.revoked", $"{grantor.Name}的委托（{written.Number}）已于{written.Revoked!.At:yyyy年M月d日 HH:mm}撤销，不能再代理。", ProxyRules.Source),
        };
    }

    // What is asked of the hand itself, whatever the person represented may do.
    private static Refused? WhyNotHand(CaseSetting setting, CaseState state, StepDefinition step, CaseCommand acting)
    {
        var hand = acting.Doer;
        return TaskRules.WhyNotAdministrator(step, hand)
            ?? Seating.WhyNotOutside(step, hand)
            ?? (state.Tasks.GetValueOrDefault(TaskOf(acting) ?? 0) is { } task ? TaskRules.WhyNotSeparate(setting, state, task, hand) : TaskRules.WhyNotSeparate(setting, state, step, hand))
            ?? (acting is UrgeTask or CopyTask ? null : WhyNotInPerson(setting, state, step, acting));
    }

    private static Refused? WhyNotInPerson(CaseSetting setting, CaseState state, StepDefinition step, CaseCommand acting)
    {
        if (acting is not WithdrawTask && Seating.SeatOf(Seating.WorkAt(state, TaskOf(acting) ?? 0), acting.By.Id) is { } seat && Seating.IsAsked(seat))
        {
            return null;
        }

        var powers = PersonalPowers.On(setting.Registers, acting.Today);
        var power = acting is CompleteTask complete ? PersonalPowers.Of(powers, setting.Procedure, step, complete.Outcome) : PersonalPowers.Of(powers, setting.Procedure, step);
        if (power is not null)
        {
            return new Refused("proxy.personal", $"{power.Name}须由{acting.By.Name}本人办理，不能代理。", power.Source);
        }

        var (roles, member) = (step.Assignment!.Roles, setting.Staff.GetValueOrDefault(acting.Doer.Id));
        if (roles.Contains(Roles.Officer) && acting.By.Is(Roles.Officer) && member?.MayEnforceOn(acting.Today) != true)
        {
            return new Refused("officers.credential", $"{acting.Doer.Name}在{acting.Today:yyyy年M月d日}没有有效的执法证件，不得代理执法人员从事执法活动。", Officers);
        }

        var reviews = roles.Any(role => role is Roles.Reviewer or Roles.LegalHead);
        return reviews && member is not { LegalQualification: true } && !acting.Doer.Is(Roles.Reviewer) && !acting.Doer.Is(Roles.LegalHead)
            ? new Refused("proxy.qualification", $"法制审核须由审核人员或者取得法律职业资格的人员进行，{acting.Doer.Name}不能代理。", Reviewers)
            : null;
    }

    private static StepDefinition? StepOf(CaseSetting setting, CaseState state, CaseCommand command)
    {
        var element = command is WithdrawTask withdraw
            ? state.Completions.FindLast(done => done.Task == withdraw.Task)?.Element
            : state.Tasks.GetValueOrDefault(TaskOf(command) ?? 0)?.Element;
        return element is null ? null : setting.Procedure.Steps.GetValueOrDefault(element);
    }

    private static long? TaskOf(CaseCommand command) => command switch
    {
        ClaimTask c => c.Task,
        ReleaseTask c => c.Task,
        CompleteTask c => c.Task,
        TaskOperation c => c.Task,
        _ => null,
    };
}
