using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Inspections;

/// <summary>The draw of a case: from the facts entered to the facts that follow from them.</summary>
internal static class CaseDraw
{
    /// <summary>The record of a draw in the catalogue of documents.</summary>
    public const string Record = "J02";

    /// <summary>Holds the draw that the facts of a case describe.</summary>
    /// <param name="setting">The people of the bureau.</param>
    /// <param name="state">The case with pools, seed and interests.</param>
    /// <param name="today">Local day, where no day of the draw was entered.</param>
    public static DrawOutcome Hold(CaseSetting setting, CaseState state, DateOnly today) => RandomDraw.Hold(
        new DrawRequest
        {
            Seed = state.Text("draw.seed"),
            On = state.Date("draw.on") ?? today,
            Kind = InspectionKinds.Of(setting.Procedure, state),
            Objects = [.. Rows(state, "draw.objects").Select(row => new InspectionObject(Text(row, "code"), Text(row, "name"), Text(row, "class"), Whole(row["checks"])))],
            Inspectors = [.. Rows(state, "draw.inspectors").Select(row => setting.Staff.GetValueOrDefault(Text(row, "officer"))).OfType<StaffMember>()],
            Count = Whole(state.Facts.GetValueOrDefault("draw.count", FeelValue.Null), otherwise: 1),
            Interests = [.. Rows(state, "draw.interests").Select(row => new DeclaredInterest(Text(row, "officer"), string.Empty, Text(row, "reason")))],
        },
        InspectionRules.On(setting.Registers, state.Date("draw.on") ?? today));

    /// <summary>What the draw gives is not typed: the object, the two officers, the course of the draw.</summary>
    /// <param name="setting">The people of the bureau.</param>
    /// <param name="state">The case before the step.</param>
    /// <param name="step">The step that is finished.</param>
    /// <param name="outcome">How.</param>
    /// <param name="entered">What was entered in it.</param>
    /// <param name="today">Local day of the act.</param>
    /// <returns>The entries, with those that follow from a draw.</returns>
    public static ImmutableSortedDictionary<string, FeelValue> WithResult(
        CaseSetting setting, CaseState state, StepDefinition step, StepOutcome outcome, ImmutableSortedDictionary<string, FeelValue> entered, DateOnly today)
    {
        if (!step.Documents.Any(document => document.Code == Record && (document.Outcomes.Length == 0 || document.Outcomes.Contains(outcome.Key))))
        {
            return entered;
        }

        var after = state with { Facts = state.Facts.SetItems(entered) };
        return Hold(setting, after, today) is Drawn drawn && drawn.Assignments.ElementAtOrDefault(PlaceOf(after) - 1) is { } own
            ? entered.SetItems(Result(after, drawn, own))
            : entered;
    }

    /// <summary>Place of the case's own object among those drawn with it, from 1.</summary>
    public static int PlaceOf(CaseState state) => Whole(state.Facts.GetValueOrDefault("draw.place", FeelValue.Null), otherwise: 1);

    /// <summary>User names of the officers who stand by the log that the case keeps: in charge, then assisting.</summary>
    public static ImmutableArray<string> Officers(CaseState state) =>
    [
        .. Rows(state, "draw.log")
            .Where(row => Text(row, "series") == $"officer/{state.Text("party.code")}" && Text(row, "excluded").Length == 0)
            .Select(row => Text(row, "name")),
    ];

    /// <summary>The rows of a table of facts.</summary>
    public static IEnumerable<FeelContext> Rows(CaseState state, string key) =>
        state.Facts.GetValueOrDefault(key) is FeelList rows ? rows.Items.OfType<FeelContext>() : [];

    /// <summary>The text of a cell, or an empty text.</summary>
    public static string Text(FeelContext row, string column) => row[column] is FeelText text ? text.Value : string.Empty;

    /// <summary>A whole number; the other where there is none.</summary>
    public static int Whole(FeelValue value, int otherwise = 0) =>
        value is FeelNumber { Value: >= 0 and <= int.MaxValue } number ? (int)decimal.Truncate(number.Value) : otherwise;

    private static IEnumerable<KeyValuePair<string, FeelValue>> Result(CaseState after, Drawn drawn, DrawnObject own)
    {
        yield return Fact("party.kind", "organization");
        yield return Fact("party.code", own.Inspected.Id);
        yield return Fact("party.name", own.Inspected.Name);
        yield return Fact("inspection.class", own.Inspected.Class);
        yield return KeyValuePair.Create("inspection.checks", FeelValue.Of((decimal)own.Inspected.CountedThisYear));
        yield return Fact("officers.lead", own.Lead);
        yield return Fact("officers.assist", own.Assist);
        yield return Fact("draw.digest", drawn.PoolDigest);
        yield return KeyValuePair.Create("draw.log", (FeelValue)new FeelList([.. drawn.Log.Select(Row)]));
        if (Rows(after, "draw.objects").Select(row => (Code: Text(row, "code"), Address: Text(row, "address"))).First(row => row.Code == own.Inspected.Id).Address is { Length: > 0 } address)
        {
            yield return Fact("party.address", address);
        }
    }

    private static FeelValue Row(DrawnName name) => FeelContext.Empty
        .With("series", FeelValue.Of(name.Series))
        .With("name", FeelValue.Of(name.Name))
        .With("excluded", FeelValue.Of(name.Excluded));

    private static KeyValuePair<string, FeelValue> Fact(string key, string value) => KeyValuePair.Create(key, FeelValue.Of(value));
}
