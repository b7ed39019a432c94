using System.IO.Compression;
using System.Text;
using WorkflowEnforcement.Server.Documents;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Documents;

/// <summary>Small Word files and facts for the tests.</summary>
internal static class WordFile
{
    public const string Namespaces =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"";

    private const string Types =
        """
        <?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>
        """;

    private const string Relations =
        """
        <?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
        """;

    public static readonly string DocumentRelations =
        """
        <?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>
        """;

    /// <summary>A file whose paragraphs hold the given texts.</summary>
    public static byte[] OfTexts(params string[] paragraphs) => OfBody(string.Concat(paragraphs.Select(Paragraph)));

    public static string Paragraph(string text) => $"<w:p>{Run(text)}</w:p>";

    public static string Run(string text, string properties = "") =>
        $"<w:r>{(properties.Length > 0 ? $"<w:rPr>{properties}</w:rPr>" : "")}<w:t xml:space=\"preserve\">{System.Security.SecurityElement.Escape(text)}</w:t></w:r>";

    /// <summary>A table of one paragraph a cell.</summary>
    public static string Table(params string[][] rows) =>
        "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"2000\"/></w:tblGrid>"
        + string.Concat(rows.Select(row => "<w:tr>" + string.Concat(row.Select(cell => $"<w:tc>{Paragraph(cell)}</w:tc>")) + "</w:tr>"))
        + "</w:tbl>";

    public static byte[] OfBody(string body, string headerText = "", params (string Name, string Content)[] more)
    {
        var parts = new List<(string Name, string Content)>
        {
            ("[Content_Types].xml", Types),
            ("_rels/.rels", Relations),
            ("word/_rels/document.xml.rels", DocumentRelations),
            ("word/document.xml", $"<w:document {Namespaces}><w:body>{body}<w:sectPr/></w:body></w:document>"),
            ("word/header1.xml", $"<w:hdr {Namespaces}>{Paragraph(headerText)}</w:hdr>"),
        };
        parts.RemoveAll(part => more.Any(other => other.Name == part.Name));
        return Zip([.. parts, .. more]);
    }

    public static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in parts)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    public static string Part(byte[] docx, string name = "word/document.xml")
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    public static DocumentData Facts(params (string Key, object? Value)[] values) => DocumentData.From(Group(values));

    public static Dictionary<string, object?> Group(params (string Key, object? Value)[] values) =>
        values.ToDictionary(pair => pair.Key, pair => pair.Value);

    public static IReadOnlyList<object?> List(params object?[] items) => items;

    public static byte[] Rendered(byte[] template, DocumentData data) => DocxTemplate.Render(template, data) switch
    {
        RenderOutcome.Rendered rendered => rendered.Docx,
        RenderOutcome.TemplateFailed failed => throw new InvalidOperationException($"{failed.Code}: {failed.Message}"),
        _ => throw new InvalidOperationException("no such outcome"),
    };

    /// <summary>The lines of the rendered document without its empty header.</summary>
    public static string[] Lines(byte[] template, DocumentData data) =>
        [.. DocxText.Read(Rendered(template, data)).TrimEnd('\n').Split('\n').Skip(1)];

    /// <summary>One paragraph, rendered.</summary>
    public static string Line(string text, params (string Key, object? Value)[] values) =>
        string.Join("\n", Lines(OfTexts(text), Facts(values)));

    public static RenderOutcome.TemplateFailed Failed(byte[] template, DocumentData data) =>
        Assert.IsType<RenderOutcome.TemplateFailed>(DocxTemplate.Render(template, data));

    public static RenderOutcome.TemplateFailed Failed(string text, params (string Key, object? Value)[] values) =>
        Failed(OfTexts(text), Facts(values));
}
