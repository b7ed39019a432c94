using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Keeps extensions as they were drawn, whoever's they are.</summary>
internal static class ExtensionReading
{
    public static ImmutableArray<ExtensionElement> Elements(XmlItem item) =>
        [.. item.Named("extensionElements").SelectMany(extensions => extensions.Children).Select(Element)];

    public static ImmutableSortedDictionary<string, string> Attributes(XmlItem item) => item.Attributes
        .Where(attribute => attribute.Namespace == ExtensionElement.EnforcementNamespace)
        .ToImmutableSortedDictionary(attribute => attribute.Name, attribute => attribute.Value, StringComparer.Ordinal);

    private static ExtensionElement Element(XmlItem item) => new(
        item.Namespace,
        item.Name,
        item.Attributes.Where(attribute => attribute.Namespace.Length == 0).ToImmutableDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal),
        item.Text.Trim(),
        [.. item.Children.Select(Element)],
        item.Line);
}
