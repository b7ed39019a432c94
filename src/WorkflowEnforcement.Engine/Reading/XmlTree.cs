using System.Collections.Immutable;
using System.Xml;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Loads XML within limits: no DTD, no resolver, bounded size and depth.</summary>
internal static class XmlTree
{
    private static XmlReaderSettings Settings => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = BpmnReader.MaxBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The root element; null after a fault.</summary>
    public static XmlItem? Load(ReadOnlyMemory<byte> xml, FaultList faults)
    {
        if (xml.Length > BpmnReader.MaxBytes)
        {
            faults.Add("file.too-large", null, 0, $"Expected at most 4 MiB ({BpmnReader.MaxBytes} bytes), but the file has {xml.Length} bytes");
            return null;
        }

        try
        {
            using var stream = new MemoryStream(xml.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, Settings);
            return Load(reader, faults);
        }
        catch (XmlException e)
        {
            var dtd = xml.Span.IndexOf("<!DOCTYPE"u8) >= 0;
            faults.Add(dtd ? "xml.dtd" : "xml.malformed", null, e.LineNumber, dtd
                ? "Expected XML without a document type definition, but found <!DOCTYPE"
                : $"Expected well-formed XML, but the parser says: {e.Message}");
            return null;
        }
    }

    private static XmlItem? Load(XmlReader reader, FaultList faults)
    {
        XmlItem? root = null;
        var open = new Stack<XmlItem>();
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when open.Count >= BpmnReader.MaxDepth:
                    faults.Add("xml.too-deep", null, LineOf(reader), $"Expected at most {BpmnReader.MaxDepth} levels of elements, but there are more");
                    return null;
                case XmlNodeType.Element:
                    var item = Item(reader);
                    root ??= item;
                    Place(item, open, reader.IsEmptyElement);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    open.Peek().AddText(reader.Value);
                    break;
                default:
                    break;
            }
        }

        return root;
    }

    private static void Place(XmlItem item, Stack<XmlItem> open, bool isEmpty)
    {
        if (open.TryPeek(out var parent))
        {
            parent.Children.Add(item);
        }

        if (!isEmpty)
        {
            open.Push(item);
        }
    }

    private static XmlItem Item(XmlReader reader)
    {
        var attributes = ImmutableArray.CreateBuilder<XmlAttribute>(reader.AttributeCount);
        var (ns, name, line) = (reader.NamespaceURI, reader.LocalName, LineOf(reader));
        while (reader.MoveToNextAttribute())
        {
            attributes.Add(new XmlAttribute(reader.NamespaceURI, reader.LocalName, reader.Value));
        }

        reader.MoveToElement();
        return new XmlItem(ns, name, line, attributes.ToImmutable());
    }

    private static int LineOf(XmlReader reader) => reader is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 0;
}
