using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Server.Approvals;
using WorkflowEnforcement.Server.Components;

namespace WorkflowEnforcement.Server.Discretion;

/// <summary>What stands folded under a fine: the row, its range, and the row in words.</summary>
public sealed record FineNote(string Source, string Text);

/// <summary>The table of discretion in the pages of a case.</summary>
public static class DiscretionViews
{
    private static readonly string[] Fines = ["proposed.fine", "recheck.fine", "decision.fine"];

    private static readonly string[] Shown =
        ["discretion.row", "discretion.range", "discretion.effect", "discretion.rowText", "discretion.grade", "discretion.table", CaseDiscretion.Ground, CaseDiscretion.Departure];

    /// <summary>The row that applies to what stands in a form now, for its fine; null where it is no fine of a matter with a table.</summary>
    public static FineNote? Note(CaseSetting setting, CaseState state, FormDefinition form, FormEntries entries, string key, DateOnly today)
    {
        if (!Fines.Contains(key))
        {
            return null;
        }

        var now = state with { Facts = state.Facts.SetItems(entries.Facts(form).Facts) };
        return CaseDiscretion.Of(setting.Discretion, now, today) switch
        {
            AppliedRow applied => new FineNote($"裁量基准{applied.Row.Citation}：{applied.Row.Range}", $"{applied.Row.Text}（{applied.Table.Citation}）"),
            MissingFacts missing when CaseDiscretion.IsAsked(setting.Procedure, missing.Keys) => new FineNote("裁量基准：尚不能确定档次", missing.Message),
            _ => null,
        };
    }

    /// <summary>What a case keeps of the row that applied; empty before a fine was proposed.</summary>
    public static IReadOnlyList<FactView> Of(CaseState state, CaseSetting setting) => state.Text("discretion.row").Length == 0
        ? []
        : [.. Shown.Select(key => FactsDictionary.Official[key])
            .Where(fact => state.Text(fact.Key).Length > 0)
            .Select(fact => new FactView(fact.Label, FactText.Show(fact, state.Facts[fact.Key], setting.Staff), Wide: fact.Type == FactType.LongText))];
}
