using System.Collections.Immutable;
using System.Text;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Tests.Discretion;

/// <summary>The tables of discretion that are shipped.</summary>
internal static class ShippedTables
{
    /// <summary>A day on which all of them hold.</summary>
    public static readonly DateOnly Day = new(2026, 3, 2);

    /// <summary>All tables, as the server reads them.</summary>
    public static DiscretionBook Book { get; } = new(Texts().Select(Sound), []);

    /// <summary>Codes of the matters that have a table.</summary>
    public static IEnumerable<string> Matters => Book.Tables.Select(table => table.Matter.Code);

    /// <summary>The file of a matter.</summary>
    public static string Text(string matter) => RepositoryFiles.Page("discretion", $"{matter}.dmn");

    /// <summary>The table of a matter.</summary>
    public static DiscretionTable Of(string matter) => Book.At(matter, Day)!;

    /// <summary>What reading the text gives.</summary>
    public static DiscretionReadResult Read(string dmn) => DiscretionTableReader.Read(Encoding.UTF8.GetBytes(dmn));

    /// <summary>The table in the text, which must be sound.</summary>
    public static DiscretionTable Sound(string dmn) => Read(dmn) is { Table: { } table } ? table : throw new InvalidOperationException(string.Join('\n', Read(dmn).Faults));

    /// <summary>Facts by key: texts and numbers.</summary>
    public static ImmutableSortedDictionary<string, FeelValue> Facts(params (string Key, object Value)[] facts) => CaseState.NoFacts.AddRange(
        facts.Select(fact => KeyValuePair.Create($"discretion.{fact.Key}", fact.Value is string text ? FeelValue.Of(text) : FeelValue.Of(Convert.ToDecimal(fact.Value, System.Globalization.CultureInfo.InvariantCulture)))));

    private static IEnumerable<string> Texts() => RepositoryFiles.Files(".dmn", "discretion").Select(File.ReadAllText);
}
