using System.Xml;
using System.Xml.Linq;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>Names of the Word format, and the one way its parts are read and written here.</summary>
internal static class Ooxml
{
    private const int MaxDepth = 256;
    private const int MaxCharacters = 8_000_000;

    public static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    public static readonly XNamespace W14 = "http://schemas.microsoft.com/office/word/2010/wordml";
    public static readonly XNamespace Strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    public static readonly XName Body = W + "body";
    public static readonly XName Paragraph = W + "p";
    public static readonly XName ParagraphProperties = W + "pPr";
    public static readonly XName Run = W + "r";
    public static readonly XName RunProperties = W + "rPr";
    public static readonly XName Text = W + "t";
    public static readonly XName Tab = W + "tab";
    public static readonly XName Break = W + "br";
    public static readonly XName Table = W + "tbl";
    public static readonly XName Row = W + "tr";
    public static readonly XName Cell = W + "tc";
    public static readonly XName SectionProperties = W + "sectPr";

    /// <summary>Reads without DTD and resolver; the depth is bounded first, because a tree of depth n costs n squared.</summary>
    /// <exception cref="XmlException">Not well formed, too deep or too long.</exception>
    public static XDocument Read(byte[] part)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxCharacters,
        };
        using (var walk = XmlReader.Create(new MemoryStream(part, writable: false), settings))
        {
            while (walk.Read())
            {
                if (walk.Depth > MaxDepth)
                {
                    throw new XmlException($"Expected at most {MaxDepth} levels, but found more");
                }
            }
        }

        using var reader = XmlReader.Create(new MemoryStream(part, writable: false), settings);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    public static byte[] Write(XDocument document)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize };
        using (var writer = XmlWriter.Create(bytes, settings))
        {
            document.Save(writer);
        }

        return bytes.ToArray();
    }

    public static XElement TextElement(string text) =>
        new(Text, new XAttribute(XNamespace.Xml + "space", "preserve"), text);
}
