using System.Collections.Immutable;
using System.Security.Cryptography;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Decisions;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Enforcement.Discretion;

/// <summary>What reading gave: a table, or every fault that was found.</summary>
/// <param name="Table">The table; null when there is a fault.</param>
/// <param name="Faults">All faults; empty when the table is sound.</param>
public sealed record DiscretionReadResult(DiscretionTable? Table, ImmutableArray<ModelFault> Faults);

/// <summary>Reads a table of discretion: a DMN file with the decision <c>row</c>, a table with hit policy U, and the decision <c>about</c>, which says of what it is and since when it holds.</summary>
public static class DiscretionTableReader
{
    private static readonly string[] OutputNames = ["grade", "weight", "low", "high", "effect", "text"];
    private static readonly FeelSurroundings Nothing = FeelSurroundings.Of(FeelContext.Empty, DateTimeOffset.UnixEpoch);

    /// <summary>Reads the table and proves it complete, without overlaps and within the statute.</summary>
    /// <param name="dmn">The file's bytes.</param>
    /// <returns>The table or the faults; this method does not throw for bad input.</returns>
    public static DiscretionReadResult Read(ReadOnlyMemory<byte> dmn) => Read(dmn, (code, _) => FactsDictionary.Official.Matter(code), proves: true);

    /// <summary>Reads a table of any matter of the registers.</summary>
    /// <param name="dmn">The file's bytes.</param>
    /// <param name="matters">The matter of a code on a day; null for none.</param>
    /// <param name="proves">False for a table that was proved when it was entered: a later change of its matter does not make it unreadable.</param>
    /// <returns>The table or the faults; this method does not throw for bad input.</returns>
    public static DiscretionReadResult Read(ReadOnlyMemory<byte> dmn, Func<string, DateOnly, Matter?> matters, bool proves)
    {
        var read = DmnReader.Read(dmn);
        if (read.Model is not { } model)
        {
            return new DiscretionReadResult(null, read.Faults);
        }

        if (model.Find("row") is not { Table: { Policy: HitPolicy.Unique } table } decision)
        {
            return Faulty("discretion.table", "row", "Expected a decision table with the id row and hit policy U");
        }

        if (Columns(table) is { } wrong)
        {
            return Faulty("discretion.columns", "row", wrong);
        }

        if (model.Find("about")?.Evaluate(Nothing).Value is not FeelContext about || AboutFault(about, matters) is not null)
        {
            return Faulty("discretion.about", "about", "Expected the decision about to give matter (with a fine), validFrom (a date), tag and source");
        }

        ImmutableArray<DiscretionRow?> rows = [.. table.Rules.Select(RowOf)];
        if (rows.IndexOf(null) is >= 0 and var incomplete)
        {
            return Faulty("discretion.row", table.Rules[incomplete].Id, $"Expected row {incomplete + 1} to give {string.Join(", ", OutputNames)} as plain values");
        }

        var made = new DiscretionTable(
            matters(Text(about["matter"]), ((FeelDate)about["validFrom"]).Value)!,
            ((FeelDate)about["validFrom"]).Value,
            new LegalSource(Text(about["source"]), string.Empty, LawData.TagOf(Text(about["tag"]))),
            Convert.ToHexStringLower(SHA256.HashData(dmn.Span)),
            decision,
            rows!);
        var faults = proves ? DiscretionTableCheck.Faults(made, decision) : [];
        return new DiscretionReadResult(faults.IsEmpty ? made : null, faults);
    }

    private static string? Columns(DecisionTable table)
    {
        var unknown = table.Inputs.Select(input => input.Expression.Text).FirstOrDefault(key =>
            !FactsDictionary.Official.Knows(key) || FactsDictionary.Official[key].Type is not (FactType.Choice or FactType.Number or FactType.Money));
        return unknown is not null ? $"Expected each input to be the key of a choice, a number or an amount, but found {unknown}"
            : !OutputNames.All(name => table.Outputs.Any(output => output.Name == name)) ? $"Expected the outputs {string.Join(", ", OutputNames)}"
            : table.Inputs.IsEmpty || table.Rules.IsEmpty ? "Expected at least one input and one row"
            : null;
    }

    private static string? AboutFault(FeelContext about, Func<string, DateOnly, Matter?> matters) =>
        about["validFrom"] is not FeelDate from ? "validFrom"
        : matters(Text(about["matter"]), from.Value) is not { Kind: "penalty", FineMax: not null } ? "matter"
        : Text(about["source"]).Length == 0 ? "source"
        : Text(about["tag"]) is "checked" or "checked-2nd" or "recalled" or "default" ? null
        : "tag";

    private static DiscretionRow? RowOf(TableRule rule, int index) =>
        rule.Results.Length == OutputNames.Length
        && Value(rule, 0) is FeelText { Value: { Length: > 0 } grade }
        && Value(rule, 1) is FeelText { Value: DiscretionRow.NoPenalty or "lighter" or "normal" or "heavier" } weight
        && Value(rule, 2) is FeelNumber low
        && Value(rule, 3) is FeelNumber high
        && Value(rule, 5) is FeelText { Value: { Length: > 0 } text }
            ? new DiscretionRow(index + 1, grade, weight.Value, low.Value, high.Value, Text(Value(rule, 4)), text)
            : null;

    private static FeelValue Value(TableRule rule, int output) => rule.Results[output]?.Evaluate(Nothing).Value ?? FeelValue.Null;

    private static string Text(FeelValue value) => value is FeelText text ? text.Value : string.Empty;

    private static DiscretionReadResult Faulty(string code, string? element, string message) => new(null, [new ModelFault(code, element, 0, message)]);
}
