using System.Collections.Immutable;
using System.Globalization;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Migrating;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Enforcement.Migrating;

/// <summary>Looks at one case: what the engine and the law say to its migration, and the event that it would be. Lives within one call.</summary>
internal sealed class CaseMigrationExamination(CaseSetting setting, CaseState state, MigrateCase migrate)
{
    private readonly ImmutableArray<CaseMigrationLine>.Builder lines = ImmutableArray.CreateBuilder<CaseMigrationLine>();
    private readonly ProcessInstance instance = state.Instance!;

    /// <summary>All lines; and the event where nothing prevents it.</summary>
    public (CaseMigrationReport Report, CaseMigrated? Event) Done()
    {
        var (found, accepted) = Migration.Examine(MigrationMapping.Plan(migrate), instance, migrate.At, new CaseDraft(setting, state, migrate).Inputs());
        lines.AddRange(found.Lines.Where(line => line.Effect == MigrationEffect.Prevents).Select(line => MigrationWords.Of(migrate, line)));
        lines.AddRange(MigrationGuards.Steps(setting, state, migrate));
        lines.AddRange(MigrationGuards.Clocks(state, migrate));
        TellTokens(found);
        var migrated = accepted is null ? null : Migrated(accepted);
        return (new CaseMigrationReport(lines.ToImmutable()), lines.All(line => line.Effect != CaseMigrationEffect.Prevents) ? migrated : null);
    }

    private CaseMigrated Migrated(EngineAccepted accepted)
    {
        var migrated = Event(accepted);
        var after = CaseEvolution.Evolve(state, new RecordedEvent(migrated, migrate.At, migrate.By.Id, migrate.By.Name));
        lines.AddRange(MigrationGuards.People(setting, state, setting with { Procedure = migrate.To.Definition }, after));
        lines.AddRange(MigrationGuards.Timers(state, after, migrate));
        TellTimers(accepted.State);
        return migrated;
    }

    private CaseMigrated Event(EngineAccepted accepted) => new(
        state.Procedure,
        migrate.From.Definition.Hash,
        migrate.From.Number,
        migrate.To.Definition.Hash,
        migrate.To.Number,
        StoredText.Normal(migrate.Reason),
        migrate.Moved,
        [.. state.Completions.Where(done => done.NameThen is null).Select(done => done.Element).Distinct(StringComparer.Ordinal)
            .Select(element => new NamedStep(element, MigrationWords.NameOf(migrate.From.Definition, element)))],
        [.. TaskRules.Handlers(setting.Procedure, state).Order(StringComparer.Ordinal)],
        accepted.Events);

    private void TellTokens(MigrationReport found)
    {
        foreach (var line in found.Lines)
        {
            var from = MigrationWords.NameOf(migrate.From.Definition, line.Element);
            switch (line.Effect)
            {
                case MigrationEffect.Stays:
                    Tell(CaseMigrationEffect.Stays, line.Element, line.Target, $"停在「{from}」{Held(line.Element)}，迁移后仍在「{MigrationWords.NameOf(migrate.To.Definition, line.Target!)}」。");
                    break;
                case MigrationEffect.Moves:
                    Tell(CaseMigrationEffect.Moves, line.Element, line.Target, $"停在「{from}」{Held(line.Element)}，迁移后在「{MigrationWords.NameOf(migrate.To.Definition, line.Target!)}」。");
                    break;
                case MigrationEffect.KeepsCount:
                    Tell(CaseMigrationEffect.KeepsCount, line.Element, line.Target, $"「{from}」正在办理，仍按原来的次数办完，不按新版本的次数。");
                    break;
                case MigrationEffect.WaitsForOther:
                    Tell(CaseMigrationEffect.WaitsForOther, line.Element, line.Target, $"「{from}」等候的消息、信号或者条件在新版本中不同，迁移后按新版本等候。");
                    break;
                case MigrationEffect.Warns:
                    lines.Add(new CaseMigrationLine(CaseMigrationEffect.Warns, line.Element, line.Target, line.Code, MigrationWords.Warning(line.Code, MigrationWords.NameOf(migrate.To.Definition, line.Target!))));
                    break;
                case MigrationEffect.ForgetsStep:
                    Tell(CaseMigrationEffect.ForgetsStep, line.Element, null, $"已办理的「{from}」在新版本中没有，办理记录保留，但不能再退回到该环节。");
                    break;
            }
        }
    }

    private string Held(string element)
    {
        var holders = state.Tasks.Values.Where(task => task.Element == element && task.Holder is not null).Select(task => Seating.NameOf(setting, task.Holder!)).ToList();
        return holders.Count == 0 ? string.Empty : $"（{string.Join('、', holders)}已签收）";
    }

    private void TellTimers(ProcessInstance after)
    {
        foreach (var timer in instance.Timers.Values)
        {
            var name = MigrationWords.NameOf(migrate.From.Definition, timer.Element);
            if (after.Timers.TryGetValue(timer.Id, out var kept))
            {
                Tell(CaseMigrationEffect.KeepsTimer, timer.Element, kept.Element, $"计时「{name}」照旧于{Moment(kept.DueAt)}到期。");
            }
            else
            {
                Tell(CaseMigrationEffect.DropsTimer, timer.Element, null, $"计时「{name}」新版本没有，迁移后取消。");
            }
        }

        foreach (var timer in after.Timers.Values.Where(timer => !instance.Timers.ContainsKey(timer.Id)))
        {
            Tell(CaseMigrationEffect.SetsTimer, timer.Element, timer.Element, $"新设计时「{MigrationWords.NameOf(migrate.To.Definition, timer.Element)}」，于{Moment(timer.DueAt)}到期。");
        }
    }

    private string Moment(DateTimeOffset due) => due.ToOffset(migrate.At.Offset).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);

    private void Tell(CaseMigrationEffect effect, string element, string? target, string text) => lines.Add(new CaseMigrationLine(effect, element, target, string.Empty, text));
}
