using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Enforcement.Migrating;

/// <summary>What the law guards in a running case and a migration may not take away.</summary>
internal static class MigrationGuards
{
    private static readonly LegalSource TwoOfficers = LegalSource.PenaltyLaw("第四十二条第一款");
    private static readonly LegalSource SeparationSource = LegalSource.ProductDefault("审批人与提交人分离（系统默认规则 D4）");
    private static readonly LegalSource PeriodSource = LegalSource.ProductDefault("期限不因流程迁移而停止、重算或者延长（系统默认规则）");
    internal static readonly LegalSource StepSource = LegalSource.ProductDefault("正在办理的环节迁移后仍由同样的人员以同样的方式办理（系统默认规则）");

    /// <summary>Where work waits, the other version asks for no less: the same kind of people, as many of them, as much apart, and the same documents.</summary>
    public static IEnumerable<CaseMigrationLine> Steps(CaseSetting setting, CaseState state, MigrateCase migrate)
    {
        foreach (var token in state.Instance!.Tokens.Values.Where(token => state.Instance.Scopes[token.Scope].Definition is null))
        {
            var target = Of(migrate, token.Element);
            if (!setting.Procedure.Steps.TryGetValue(token.Element, out var before) || !migrate.To.Definition.Steps.TryGetValue(target, out var after))
            {
                continue;
            }

            foreach (var refused in Less(new Pair(state, migrate, before, after), token))
            {
                yield return CaseMigrationLine.Of(refused, token.Element, target);
            }
        }
    }

    /// <summary>A statutory clock that runs is stopped by some step of the other version too. A period of the party ends by itself.</summary>
    public static IEnumerable<CaseMigrationLine> Clocks(CaseState state, MigrateCase migrate) =>
        from clock in state.Clocks.Values
        where clock.IsOpen && !CaseWords.EndsByItself(clock.Id)
        from fault in Lost(migrate, clock)
        select CaseMigrationLine.Of(new Refused("migration.clock", fault, PeriodSource));

    /// <summary>Who sits at a task and may do it may still do it. Who may not any more by the old version is no matter of the migration.</summary>
    /// <param name="old">The setting with the version of the case.</param>
    /// <param name="before">The case as it is.</param>
    /// <param name="setting">The setting with the other version.</param>
    /// <param name="after">The case as it would be.</param>
    public static IEnumerable<CaseMigrationLine> People(CaseSetting old, CaseState before, CaseSetting setting, CaseState after)
    {
        foreach (var task in after.Tasks.Values.Where(task => setting.Procedure.Steps.ContainsKey(task.Element)))
        {
            foreach (var person in Seated(after, task))
            {
                var actor = setting.Staff.TryGetValue(person, out var member) ? new Actor(member.Id, member.Name, member.Roles, member.Unit) : null;
                if (actor is not null && TaskRules.WhyNot(old, before, before.Tasks[task.Task], actor) is null && TaskRules.WhyNot(setting, after, task, actor) is { } refused)
                {
                    yield return CaseMigrationLine.Of(
                        new Refused("migration.holder", $"「{setting.Procedure.Steps[task.Element].Name}」在{actor.Name}手中，按新版本{actor.Name}不能办理：{refused.Message}", refused.Source), task.Element, task.Element);
                }
            }
        }
    }

    /// <summary>A timer that tells the flow of the end of a statutory period is still drawn.</summary>
    public static IEnumerable<CaseMigrationLine> Timers(CaseState state, CaseState after, MigrateCase migrate) =>
        from timer in state.Instance!.Timers.Values
        where !after.Instance!.Timers.ContainsKey(timer.Id)
        from clock in state.Clocks.Values
        where clock.State == ClockState.Running && DateOnly.FromDateTime(timer.DueAt.ToOffset(migrate.At.Offset).DateTime) == clock.Due.AddDays(1)
        select CaseMigrationLine.Of(
            new Refused("migration.period", $"计时「{MigrationWords.NameOf(migrate.From.Definition, timer.Element)}」等候「{clock.Name}」期限届满，新版本没有这一计时。", PeriodSource), timer.Element);

    private static IEnumerable<Refused> Less(Pair pair, Token token)
    {
        var (state, migrate, before, after) = pair;
        if (before.Assignment is { } was && after.Assignment is { } becomes)
        {
            if (!was.Roles.Intersect(becomes.Roles, StringComparer.Ordinal).Any())
            {
                yield return new Refused("migration.other-role", $"「{before.Name}」由{Names(was)}办理，新版本的「{after.Name}」由{Names(becomes)}办理，须在旧版本办完这个环节。", StepSource);
            }

            if (becomes.People < was.People)
            {
                yield return new Refused("migration.fewer-officers", $"「{before.Name}」须由{was.People}名执法人员办理，新版本的「{after.Name}」只要{becomes.People}名。", TwoOfficers);
            }

            foreach (var word in was.DistinctFrom.Where(word => !becomes.DistinctFrom.Contains(Of(migrate, word)) && Acted(state, word)))
            {
                var other = word == Vocabulary.Handlers ? "承办人" : $"「{MigrationWords.NameOf(migrate.From.Definition, word)}」的办理人";
                yield return new Refused("migration.separation", $"{other}不得办理「{before.Name}」，新版本的「{after.Name}」没有这一限制。", SeparationSource);
            }
        }

        var made = after.Documents.Where(document => document.OnEnter).Select(document => document.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var document in state.Documents.Where(document => document.Token == token.Id && document.State is (DocumentState.Requested or DocumentState.Failed) && !made.Contains(document.Code)))
        {
            yield return new Refused("migration.other-document", $"「{before.Name}」正在制作《{document.Name}》，新版本的「{after.Name}」不制作这一文书，须待制作完成后迁移。", StepSource);
        }
    }

    private static IEnumerable<string> Seated(CaseState state, OpenTask task) =>
        (Seating.WorkAt(state, task.Task)?.Seats.Where(seat => seat.Pending).Select(seat => seat.Worker) ?? []).Append(task.Holder).OfType<string>().Distinct(StringComparer.Ordinal);

    private static bool Acted(CaseState state, string word) => word == Vocabulary.Handlers || state.Completions.Any(done => done.Element == word && !done.Undone);

    private static IEnumerable<string> Lost(MigrateCase migrate, CaseClock clock)
    {
        if (Loses(migrate, clock.Id, "stop"))
        {
            yield return $"「{clock.Name}」期限正在计算，新版本没有一个环节使它停止，期限将无法办结。";
        }

        if (clock.State == ClockState.Suspended && Loses(migrate, clock.Id, "resume"))
        {
            yield return $"「{clock.Name}」期限已经中止，新版本没有一个环节使它恢复，期限将一直中止。";
        }
    }

    private static bool Loses(MigrateCase migrate, string clock, string action) => Does(migrate.From.Definition, clock, action) && !Does(migrate.To.Definition, clock, action);

    private static bool Does(ProcedureDefinition definition, string clock, string does) =>
        definition.Steps.Values.Any(step => step.Clocks.Any(action => action.Action == does && action.Clock == clock));

    private static string Of(MigrateCase migrate, string element) =>
        migrate.Moved.FirstOrDefault(moved => moved.Called.Length == 0 && moved.From == element)?.To ?? element;

    private static string Names(StepAssignment assignment) => string.Join("、", assignment.Roles.Select(Roles.NameOf));

    private sealed record Pair(CaseState State, MigrateCase Migrate, StepDefinition Before, StepDefinition After);
}
