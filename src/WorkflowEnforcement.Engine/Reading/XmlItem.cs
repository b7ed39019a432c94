using System.Collections.Immutable;
using System.Text;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>An XML element as read, before it means anything.</summary>
internal sealed class XmlItem(string ns, string name, int line, ImmutableArray<XmlAttribute> attributes)
{
    private StringBuilder? _text;

    public string Namespace => ns;

    public string Name => name;

    public int Line => line;

    public ImmutableArray<XmlAttribute> Attributes => attributes;

    public List<XmlItem> Children { get; } = [];

    /// <summary>Text directly within, untrimmed.</summary>
    public string Text => _text?.ToString() ?? "";

    public bool IsBpmn => ns == BpmnNames.Model;

    public string? Id => Attribute("id");

    /// <summary>The trimmed value of an attribute without a namespace; null where it is missing.</summary>
    public string? Attribute(string attribute)
    {
        foreach (var one in attributes)
        {
            if (one.Namespace.Length == 0 && one.Name == attribute)
            {
                return one.Value.Trim();
            }
        }

        return null;
    }

    public bool IsNamed(string local) => IsBpmn && name == local;

    /// <summary>Adds a piece of the text; there may be very many.</summary>
    public void AddText(string piece) => (_text ??= new StringBuilder()).Append(piece);

    public IEnumerable<XmlItem> Named(string local) => Children.Where(child => child.IsNamed(local));
}

/// <summary>An XML attribute; its namespace is empty where it has no prefix.</summary>
internal readonly record struct XmlAttribute(string Namespace, string Name, string Value);
