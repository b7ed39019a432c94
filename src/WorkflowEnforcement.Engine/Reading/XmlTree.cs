using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Loads XML within limits: no DTD, no resolver, bounded size, depth and number of elements.</summary>
internal static class XmlTree
{
    /// <summary>The root element; null after a fault. What other vendors put beside the process, such as the diagram, is not kept.</summary>
    public static XmlItem? Load(ReadOnlyMemory<byte> xml, FaultList faults)
    {
        if (xml.Length > BpmnReader.MaxBytes)
        {
            const int Mebibytes = BpmnReader.MaxBytes / (1024 * 1024);
            faults.Add("file.too-large", null, 0, $"Expected at most {Mebibytes} MiB ({BpmnReader.MaxBytes} bytes), but the file has {xml.Length} bytes");
            return null;
        }

        try
        {
            using var reader = Open(xml, keepAll: false);
            return Load(reader, faults);
        }
        catch (DecoderFallbackException e)
        {
            faults.Add("xml.malformed", null, 0, $"Expected a file in the encoding that it names, but byte {e.Index} is none of it");
            return null;
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

    /// <summary>A reader that follows no reference out of the file.</summary>
    /// <param name="keepAll">Whether comments and processing instructions are wanted.</param>
    public static XmlReader Open(ReadOnlyMemory<byte> xml, bool keepAll)
    {
        var bytes = MemoryMarshal.TryGetArray(xml, out var segment) ? segment : new ArraySegment<byte>(xml.ToArray());
        var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        var settings = new XmlReaderSettings
        {
            CloseInput = true,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = BpmnReader.MaxBytes,
            IgnoreComments = !keepAll,
            IgnoreProcessingInstructions = !keepAll,
        };
        return XmlEncodings.Named(xml.Span) is { } encoding ? XmlReader.Create(new StreamReader(stream, encoding), settings) : XmlReader.Create(stream, settings);
    }

    private static XmlItem? Load(XmlReader reader, FaultList faults)
    {
        var open = new Stack<XmlItem>();
        XmlItem? root = null;
        var count = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when !IsWithinLimits(reader, ++count, faults):
                    return null;
                case XmlNodeType.Element when reader.Depth > open.Count || IsBesideProcess(reader, root):
                    break;
                case XmlNodeType.Element:
                    var item = Item(reader);
                    root ??= item;
                    Place(item, open, reader.IsEmptyElement);
                    break;
                case XmlNodeType.EndElement when reader.Depth < open.Count:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when reader.Depth == open.Count:
                    open.Peek().AddText(reader.Value, LineOf(reader));
                    break;
                default:
                    break;
            }
        }

        return root;
    }

    // All that lies deeper than the open elements lies in one that is passed over.
    private static bool IsBesideProcess(XmlReader reader, XmlItem? root) => reader.Depth == 1 && root!.IsBpmn && reader.NamespaceURI != BpmnNames.Model;

    private static bool IsWithinLimits(XmlReader reader, int count, FaultList faults)
    {
        if (reader.Depth >= BpmnReader.MaxDepth)
        {
            faults.Add("xml.too-deep", null, LineOf(reader), $"Expected at most {BpmnReader.MaxDepth} levels of elements, but there are more");
        }
        else if (count > BpmnReader.MaxElements)
        {
            faults.Add("xml.too-many-elements", null, LineOf(reader), $"Expected at most {BpmnReader.MaxElements} elements, but there are more");
        }

        return !faults.Any;
    }

    private static void Place(XmlItem item, Stack<XmlItem> open, bool isEmpty)
    {
        if (open.TryPeek(out var parent))
        {
            parent.Add(item);
        }

        if (!isEmpty)
        {
            open.Push(item);
        }
    }

    private static XmlItem Item(XmlReader reader)
    {
        var (ns, name, line) = (reader.NamespaceURI, reader.LocalName, LineOf(reader));
        if (reader.AttributeCount == 0)
        {
            return new XmlItem(ns, name, line, []);
        }

        var attributes = ImmutableArray.CreateBuilder<XmlAttribute>(reader.AttributeCount);
        while (reader.MoveToNextAttribute())
        {
            attributes.Add(new XmlAttribute(reader.NamespaceURI, reader.LocalName, reader.Value));
        }

        reader.MoveToElement();
        return new XmlItem(ns, name, line, attributes.MoveToImmutable());
    }

    private static int LineOf(XmlReader reader) => reader is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 0;
}
