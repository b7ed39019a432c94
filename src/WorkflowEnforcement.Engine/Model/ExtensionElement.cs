using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>An extension of another namespace, kept as it was drawn: the engine does not know it, whoever does reads it here.</summary>
/// <param name="Namespace">XML namespace, for example <c>urn:workflow-enforcement:bpmn:1</c>.</param>
/// <param name="Name">Local name of the element.</param>
/// <param name="Attributes">Attributes without a namespace, by name.</param>
/// <param name="Text">Text between the tags, trimmed; empty when there is none.</param>
/// <param name="Children">Elements within, in order.</param>
/// <param name="Line">Line in the file, from 1.</param>
public sealed record ExtensionElement(
    string Namespace,
    string Name,
    ImmutableDictionary<string, string> Attributes,
    string Text,
    ImmutableArray<ExtensionElement> Children,
    int Line)
{
    /// <summary>The namespace of our own extensions, prefix <c>enf</c>.</summary>
    public const string EnforcementNamespace = "urn:workflow-enforcement:bpmn:1";

    /// <inheritdoc/>
    public bool Equals(ExtensionElement? other) =>
        other is not null
        && (Namespace, Name, Text, Line) == (other.Namespace, other.Name, other.Text, other.Line)
        && Attributes.Count == other.Attributes.Count
        && Attributes.All(pair => other.Attributes.TryGetValue(pair.Key, out var value) && value == pair.Value)
        && Children.SequenceEqual(other.Children);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Namespace, Name, Text, Line);
}
