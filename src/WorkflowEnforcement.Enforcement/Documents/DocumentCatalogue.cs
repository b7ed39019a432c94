using System.Collections.Frozen;
using System.Collections.Immutable;

namespace WorkflowEnforcement.Enforcement.Documents;

/// <summary>A document of the catalogue (law.md section 5).</summary>
/// <param name="Code">Number in the catalogue, for example C31.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind">Kind of document (文种) in its number, for example 罚决; empty for internal forms, which carry the case number.</param>
/// <param name="To">party, internal or other.</param>
public sealed record CatalogueDocument(string Code, string Name, string Kind, string To);

/// <summary>The documents this product makes, kept as data beside this class.</summary>
public sealed class DocumentCatalogue
{
    private readonly FrozenDictionary<string, CatalogueDocument> documents;

    private DocumentCatalogue(ImmutableArray<CatalogueDocument> all)
    {
        All = all;
        documents = all.ToFrozenDictionary(document => document.Code, StringComparer.Ordinal);
    }

    /// <summary>The catalogue shipped with the product.</summary>
    public static DocumentCatalogue Official { get; } = Load();

    /// <summary>All documents in order.</summary>
    public ImmutableArray<CatalogueDocument> All { get; }

    /// <summary>True when the catalogue holds the code.</summary>
    public bool Knows(string code) => documents.ContainsKey(code);

    /// <summary>The document of that code.</summary>
    /// <exception cref="KeyNotFoundException">The catalogue does not hold the code.</exception>
    public CatalogueDocument this[string code] => documents[code];

    /// <summary>Keys of the facts that tell the day and the mode of service of a document.</summary>
    /// <remarks>The notice before penalty has facts of its own, because it and the decision are served in one case.</remarks>
    public static (string ServedOn, string Mode) ServiceFacts(string code) =>
        code == "C21" ? ("notice.servedOn", "notice.mode") : ("service.servedOn", "service.mode");

    /// <summary>True for the notices before a penalty, whose service begins the time to answer.</summary>
    public static bool IsNotice(string code) => code is "C21" or "C22";

    private static DocumentCatalogue Load() => new([.. LawData.Parse(LawData.Embedded("Documents.catalogue.json")).EnumerateArray().Select(json =>
        new CatalogueDocument(LawData.Text(json, "code"), LawData.Text(json, "name"), LawData.Text(json, "kind"), LawData.Text(json, "to")))]);
}
