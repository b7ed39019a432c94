using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Migrating;

/// <summary>Moves a case to another version of its procedure: shown first, then done, and nothing the law guards is lost by it.</summary>
public static class CaseMigration
{
    /// <summary>Most characters of the reason.</summary>
    public const int MaxReason = 500;

    private static readonly LegalSource RoleSource = LegalSource.ProductDefault("流程版本的迁移由法制科负责人办理（系统默认规则）");
    private static readonly LegalSource HandlerSource = LegalSource.ProductDefault("承办人不得变更本案所用的流程（系统默认规则）");

    /// <summary>Says why a person may not move cases; null where he may.</summary>
    public static Refused? WhyNotBy(Actor by) => by.Is(Roles.Administrator) || !by.Is(Roles.LegalHead)
        ? new Refused("migration.role", $"在办案件的流程迁移须由法制科负责人办理，{by.Name}{(by.Is(Roles.Administrator) ? "是系统管理员，不得参与案件" : "不具有该身份")}。", RoleSource)
        : null;

    /// <summary>Says why a migration may not be asked for, whatever the case: who asks, from where to where, and the mapping.</summary>
    public static Refused? WhyNotAsked(Actor by, DefinitionVersion from, DefinitionVersion to, ValueList<MovedElement> moved)
    {
        if (WhyNotBy(by) is { } refused)
        {
            return refused;
        }

        if (from.Definition.Key != to.Definition.Key || from.Definition.Kind != to.Definition.Kind)
        {
            return new Refused("migration.other-procedure", $"案件只能在同一流程的版本之间迁移，「{from.Definition.Name}」与「{to.Definition.Name}」是不同的程序。");
        }

        return from.Definition.Hash == to.Definition.Hash
            ? new Refused("migration.same-version", $"旧版本和新版本都是第{to.Number}版，无须迁移。") { Fields = [new FieldFault("to", "请选择另一个版本。")] }
            : MigrationMapping.WhyNot(from.Definition, to.Definition, moved);
    }

    /// <summary>Says why a reason is not taken.</summary>
    public static Refused? WhyNotReason(string reason)
    {
        var fault = StoredText.WhyNot(reason) is { } unstorable ? $"迁移理由{unstorable}"
            : StoredText.Normal(reason).Length is 0 ? "请写明迁移的理由，理由记入每个案件的办理记录。"
            : StoredText.Normal(reason).Length > MaxReason ? $"迁移理由最多{MaxReason}字，现为{StoredText.Normal(reason).Length}字。"
            : null;
        return fault is null ? null : new Refused("migration.reason", fault) { Fields = [new FieldFault("reason", fault)] };
    }

    /// <summary>Says what would happen to a case, and everything that prevents it. Changes nothing; the reason is not asked for.</summary>
    /// <param name="setting">The definition on which the case stays, people and registers.</param>
    /// <param name="state">The case.</param>
    /// <param name="migrate">What would be asked.</param>
    public static CaseMigrationReport DryRun(CaseSetting setting, CaseState state, MigrateCase migrate) =>
        WhyNotAsked(migrate.By, migrate.From, migrate.To, migrate.Moved) is { } refused
            ? new CaseMigrationReport([CaseMigrationLine.Of(refused)])
            : Examined(setting, state, migrate).Report;

    internal static CaseOutcome Decide(CaseSetting setting, CaseState state, MigrateCase migrate)
    {
        if ((WhyNotAsked(migrate.By, migrate.From, migrate.To, migrate.Moved) ?? WhyNotReason(migrate.Reason)) is { } refused)
        {
            return refused;
        }

        var (report, migrated) = Examined(setting, state, migrate);
        if (report.Lines.FirstOrDefault(line => line.Effect == CaseMigrationEffect.Prevents) is { } prevents)
        {
            return new Refused(prevents.Code, prevents.Text, prevents.Source);
        }

        var draft = new CaseDraft(setting, state, migrate);
        draft.Add(migrated!);
        return draft.Done();
    }

    private static (CaseMigrationReport Report, CaseMigrated? Event) Examined(CaseSetting setting, CaseState state, MigrateCase migrate) =>
        WhyNotThis(setting, state, migrate) is { } refused
            ? (new CaseMigrationReport([CaseMigrationLine.Of(refused)]), null)
            : new CaseMigrationExamination(setting, state, migrate).Done();

    private static Refused? WhyNotThis(CaseSetting setting, CaseState state, MigrateCase migrate)
    {
        if (state.EndedAt is { } ended)
        {
            return new Refused("case.ended", $"本案已于{ended:yyyy年M月d日}办结，不再迁移。");
        }

        if (state.Definition != migrate.From.Definition.Hash)
        {
            return new Refused("migration.other-version", $"本案不在流程第{migrate.From.Number}版上，请刷新页面后重新预演。");
        }

        return TaskRules.Handlers(setting.Procedure, state).Contains(migrate.By.Id)
            ? new Refused("separation.migration", $"{migrate.By.Name}是本案承办人，本案须由他人迁移。", HandlerSource)
            : null;
    }
}
