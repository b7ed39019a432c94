using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Discretion;

/// <summary>The table of discretion of a case: which version, which row, and what the case keeps of it.</summary>
public static class CaseDiscretion
{
    /// <summary>Key of the reason for a fine outside the range of the row.</summary>
    public const string Departure = "discretion.departure";

    /// <summary>Key of the ground on which a penalty is made lighter or mitigated.</summary>
    public const string Ground = "discretion.ground";

    internal const string TableHash = "discretion.tableHash";
    internal const string Grade = "discretion.grade";

    /// <summary>Keys of what follows from the row; nobody enters them.</summary>
    private static readonly string[] Kept = ["discretion.row", "discretion.range", "discretion.low", "discretion.high", "discretion.effect", "discretion.rowText", "discretion.table", TableHash];

    /// <summary>What the table says of a case as it stands.</summary>
    /// <param name="book">The tables.</param>
    /// <param name="state">The case.</param>
    /// <param name="day">Local day of the act.</param>
    /// <returns>The row, the facts that are missing, or null where the matter has no table on that day.</returns>
    public static DiscretionOutcome? Of(DiscretionBook book, CaseState state, DateOnly day) => TableOf(book, state, day)?.Evaluate(state.Facts);

    /// <summary>The version that binds a case: that of the notice once there is one, else that which holds on the day.</summary>
    /// <remarks>What the party was told of is not measured by another table afterwards (行政处罚法 art. 44, 45).</remarks>
    public static DiscretionTable? TableOf(DiscretionBook book, CaseState state, DateOnly day)
    {
        var matter = state.Text("matter.code");
        return NoticedHash(state) is { } hash ? book.ByHash(hash) : book.At(matter, day);
    }

    /// <summary>Hash of the version of which the party was told, for the matter that the case still has; null before.</summary>
    internal static string? NoticedHash(CaseState state) =>
        state.NoticedFacts is { } noticed && noticed.GetValueOrDefault(TableHash) is FeelText { Value: { Length: > 0 } hash }
        && noticed.GetValueOrDefault("matter.code", FeelValue.Null).Equals(state.Facts.GetValueOrDefault("matter.code", FeelValue.Null))
            ? hash
            : null;

    /// <summary>What a case keeps of the row once a step fixed a fine: nobody types it. Empty where the step fixes none.</summary>
    internal static ImmutableSortedDictionary<string, FeelValue> RowOf(IntendedAct act)
    {
        if (FixedFine.Of(act) is not { } fine)
        {
            return CaseState.NoFacts;
        }

        var facts = Of(act.Setting.Discretion, act.After, act.Command.Today) is AppliedRow applied ? Facts(applied, fine.Amount) : Kept.Select(key => KeyValuePair.Create(key, FeelValue.Null));
        return CaseState.NoFacts.AddRange(facts);
    }

    /// <summary>The act with the row that follows from it, so that every rule sees the grade that will be recorded.</summary>
    internal static IntendedAct WithRow(IntendedAct act) => act with { After = act.After with { Facts = act.After.Facts.SetItems(TaskDecisions.Differing(act.After, RowOf(act))) } };

    /// <summary>True where a flow asks for one of these facts in any of its steps.</summary>
    public static bool IsAsked(ProcedureDefinition procedure, ImmutableArray<string> keys) =>
        procedure.Steps.Values.Any(step => step.Form?.Fields.Any(field => !field.ReadOnly && keys.Contains(field.Key)) == true);

    private static IEnumerable<KeyValuePair<string, FeelValue>> Facts(AppliedRow applied, decimal fine)
    {
        var (table, row) = (applied.Table, applied.Row);
        yield return Fact("discretion.row", row.Citation);
        yield return Fact(Grade, GradeOf(table.Matter, row, fine));
        yield return Fact("discretion.range", row.Range);
        yield return KeyValuePair.Create("discretion.low", FeelValue.Of(row.Low));
        yield return KeyValuePair.Create("discretion.high", FeelValue.Of(row.High));
        yield return row.Effect.Length > 0 ? Fact("discretion.effect", row.Effect) : KeyValuePair.Create("discretion.effect", FeelValue.Null);
        yield return Fact("discretion.rowText", row.Text);
        yield return Fact("discretion.table", table.Citation);
        yield return Fact(TableHash, table.Hash);
    }

    // What is decided names the grade: below the statute it is mitigated, outside the row it is as far as it goes.
    private static string GradeOf(Matter matter, DiscretionRow row, decimal fine) =>
        row.Exempts ? row.Weight
        : fine < matter.FineMin ? "mitigated"
        : fine < row.Low ? "lighter"
        : fine > row.High ? "heavier"
        : row.Weight;

    private static KeyValuePair<string, FeelValue> Fact(string key, string value) => KeyValuePair.Create(key, FeelValue.Of(value));
}
