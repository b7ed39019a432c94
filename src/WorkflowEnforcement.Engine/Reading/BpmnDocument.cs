using System.Collections.Immutable;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>What loading gave: a document, or every fault that was found.</summary>
/// <param name="Document">The document; null when there is a fault.</param>
/// <param name="Faults">All faults, by line; empty when there is a document.</param>
public sealed record DocumentResult(BpmnDocument? Document, ImmutableArray<ModelFault> Faults);

/// <summary>A BPMN file as a whole, with all that the engine does not run: diagram, documentation, comments, other vendors' elements and attributes.</summary>
public sealed class BpmnDocument
{
    private readonly XDocument _content;

    private BpmnDocument(XDocument content) => _content = content;

    /// <summary>Loads a file, within the limits of <see cref="BpmnReader"/>. Whether its process can run is not asked.</summary>
    /// <returns>The document or the faults; this method does not throw for bad input.</returns>
    public static DocumentResult Load(ReadOnlyMemory<byte> xml)
    {
        // The first pass holds the limits, so that the second need not.
        var faults = new FaultList();
        if (XmlTree.Load(xml, faults) is not { } root || !DefinitionsReading.IsDefinitions(root, faults))
        {
            return new DocumentResult(null, faults.ByLine());
        }

        using var reader = XmlTree.Open(xml, keepAll: true);
        return new DocumentResult(new BpmnDocument(XDocument.Load(reader, LoadOptions.PreserveWhitespace)), []);
    }

    /// <summary>The file in UTF-8 without a byte order mark: prefixes, order, comments and white space are those that were loaded; only white space within tags and the kind of line ends may differ.</summary>
    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            NewLineHandling = NewLineHandling.Entitize,
        }))
        {
            _content.Save(writer);
        }

        return stream.ToArray();
    }
}
