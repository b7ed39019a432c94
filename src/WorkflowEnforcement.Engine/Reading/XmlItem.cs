using System.Collections.Immutable;
using System.Text;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>An XML element as read, before it means anything.</summary>
internal sealed class XmlItem(string ns, string name, int line, ImmutableArray<XmlAttribute> attributes)
{
    private static readonly List<XmlItem> None = [];

    private List<XmlItem>? _children;
    private StringBuilder? _text;

    public string Namespace => ns;

    public string Name => name;

    public int Line => line;

    public ImmutableArray<XmlAttribute> Attributes => attributes;

    /// <summary>The elements directly within, in order; <see cref="Add"/> is the way to another.</summary>
    public List<XmlItem> Children => _children ?? None;

    /// <summary>Text directly within, untrimmed.</summary>
    public string Text => _text?.ToString() ?? "";

    public bool IsBpmn { get; } = ns == BpmnNames.Model;

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

    /// <summary>The id that an attribute refers to; a prefix before it is passed over, for all that is referred to lies in the same file.</summary>
    public string? Reference(string attribute) =>
        Attribute(attribute) is { } value ? value[(value.LastIndexOf(':') + 1)..] : null;

    public bool IsNamed(string local) => IsBpmn && name == local;

    public void Add(XmlItem child) => (_children ??= []).Add(child);

    /// <summary>Line in which the text begins, white space passed over; 0 where there is none.</summary>
    public int TextLine { get; private set; }

    /// <summary>Adds a piece of the text; there may be very many.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="begins">Line in which it begins.</param>
    public void AddText(string piece, int begins)
    {
        (_text ??= new StringBuilder()).Append(piece);
        var start = TextLine > 0 ? -1 : piece.AsSpan().IndexOfAnyExcept(" \t\r\n");
        if (start >= 0)
        {
            TextLine = begins + piece.AsSpan(0, start).Count('\n');
        }
    }

    public IEnumerable<XmlItem> Named(string local) => Children.Where(child => child.IsNamed(local));
}

/// <summary>An XML attribute; its namespace is empty where it has no prefix.</summary>
internal readonly record struct XmlAttribute(string Namespace, string Name, string Value);
