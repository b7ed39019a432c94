using System.IO.Compression;
using System.Xml;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>
/// A Word file taken apart and put together again. Reading refuses whatever could harm the reader of the document or
/// this server; writing gives the same bytes for the same parts.
/// </summary>
internal sealed class DocxPackage
{
    public const int MaxTemplateBytes = 20 * 1024 * 1024;
    private const int MaxParts = 2000;
    private const long MaxPartBytes = 32 * 1024 * 1024;
    private const long MaxTotalBytes = 96 * 1024 * 1024;
    private const long RatioFrom = 1024 * 1024;
    private const long MaxRatio = 200;
    private const string ContentTypes = "[Content_Types].xml";
    private const string DocumentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private static readonly DateTimeOffset FixedTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] ForbiddenNames = ["vbaproject", "vbadata", "activex", "oleobject", "/embeddings/"];
    private static readonly string[] ForbiddenRelations = ["/aFChunk", "/subDocument", "/oleObject", "/control", "/vbaProject", "/frame"];

    private readonly SortedDictionary<string, byte[]> _parts;

    private DocxPackage(SortedDictionary<string, byte[]> parts) => _parts = parts;

    public byte[] this[string name]
    {
        get => _parts[name];
        set => _parts[name] = value;
    }

    /// <exception cref="TemplateFault">Not a plain Word document, or an unsafe one.</exception>
    public static DocxPackage Open(ReadOnlyMemory<byte> file)
    {
        if (file.Length > MaxTemplateBytes)
        {
            throw TemplateFault.Broken($"模板文件应不超过 {MaxTemplateBytes / 1024 / 1024} MB，但这个文件有 {file.Length / 1024 / 1024} MB。");
        }

        try
        {
            var package = new DocxPackage(ReadParts(file));
            package.RefuseUnsafe();
            return package;
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or NotSupportedException or EndOfStreamException)
        {
            throw TemplateFault.Broken("模板应是完好的 Word 文档（.docx），但文件已损坏，无法读取。请换上完好的模板文件。");
        }
    }

    /// <summary>The parts that carry text, the document first.</summary>
    public IReadOnlyList<string> TextParts()
    {
        var types = Types();
        return
        [
            .. _parts.Keys.Where(name => Is(types, name, "document.main+xml")),
            .. _parts.Keys.Where(name => Is(types, name, "wordprocessingml.header+xml") || Is(types, name, "wordprocessingml.footer+xml")
                || Is(types, name, "wordprocessingml.footnotes+xml") || Is(types, name, "wordprocessingml.endnotes+xml")),
        ];
    }

    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, part) in _parts)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = FixedTime;
                using var stream = entry.Open();
                stream.Write(part);
            }
        }

        return bytes.ToArray();
    }

    private static bool Is(Dictionary<string, string> types, string name, string ending) =>
        types.TryGetValue("/" + name, out var type) && type.EndsWith(ending, StringComparison.Ordinal);

    private static SortedDictionary<string, byte[]> ReadParts(ReadOnlyMemory<byte> file)
    {
        using var zip = new ZipArchive(new MemoryStream(file.ToArray(), writable: false), ZipArchiveMode.Read);
        if (zip.Entries.Count > MaxParts || zip.Entries.Sum(entry => entry.Length) > MaxTotalBytes)
        {
            throw TemplateFault.Broken("模板解压后应在正常大小以内，但内容过多或过大，疑似压缩炸弹。");
        }

        var parts = new SortedDictionary<string, byte[]>(Comparer<string>.Create(CompareNames));
        foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
        {
            RefuseBomb(entry);
            if (entry.FullName.Contains("..", StringComparison.Ordinal) || entry.FullName.Contains('\\', StringComparison.Ordinal)
                || entry.FullName.StartsWith('/') || !parts.TryAdd(entry.FullName, ReadPart(entry)))
            {
                throw TemplateFault.Broken($"模板内部的文件名应正常且不重复，但有“{TemplateFault.Shorten(entry.FullName)}”。");
            }
        }

        return parts;
    }

    private static void RefuseBomb(ZipArchiveEntry entry)
    {
        var ratio = entry.Length / Math.Max(1, entry.CompressedLength);
        if (entry.Length > MaxPartBytes || (entry.Length > RatioFrom && ratio > MaxRatio))
        {
            throw TemplateFault.Broken($"模板解压后应在正常大小以内，但“{TemplateFault.Shorten(entry.FullName)}”过大，疑似压缩炸弹。");
        }
    }

    private static byte[] ReadPart(ZipArchiveEntry entry)
    {
        var bytes = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static int CompareNames(string? left, string? right)
    {
        var byRank = Rank(left).CompareTo(Rank(right));
        return byRank != 0 ? byRank : string.CompareOrdinal(left, right);
    }

    // Word and file-type detection both expect the content types at the front.
    private static int Rank(string? name) => name switch
    {
        ContentTypes => 0,
        "_rels/.rels" => 1,
        _ => 2,
    };

    private void RefuseUnsafe()
    {
        if (!_parts.ContainsKey(ContentTypes))
        {
            throw TemplateFault.Broken("模板应是 Word 文档（.docx），但文件里没有 Word 文档的内容。");
        }

        var types = Types();
        if (types.Values.Any(type => type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase))
            || _parts.Keys.FirstOrDefault(IsForbidden) is not null)
        {
            throw TemplateFault.Broken("模板应不含宏、控件和嵌入对象，但这个文件里有，请另存为普通的 .docx 后再上传。");
        }

        if (types.Values.Count(type => type == DocumentType) != 1)
        {
            throw TemplateFault.Broken("模板应是 Word 文档（.docx），但文件里没有 Word 文档的正文。");
        }

        foreach (var name in _parts.Keys.Where(name => name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
        {
            RefuseUnsafeRelations(name);
        }
    }

    private static bool IsForbidden(string name) => ForbiddenNames.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private void RefuseUnsafeRelations(string name)
    {
        foreach (var relation in Ooxml.Read(_parts[name]).Root!.Elements())
        {
            var type = (string?)relation.Attribute("Type") ?? "";
            if (string.Equals((string?)relation.Attribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase))
            {
                var target = TemplateFault.Shorten((string?)relation.Attribute("Target") ?? "");
                throw TemplateFault.Broken($"模板应不引用外部文件或网址，但引用了“{target}”，请删除该链接（外部图片请改为嵌入，附加模板请改回默认模板）。");
            }

            if (ForbiddenRelations.Any(ending => type.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            {
                throw TemplateFault.Broken("模板应不含宏、控件和嵌入对象，但这个文件里有，请另存为普通的 .docx 后再上传。");
            }
        }
    }

    private Dictionary<string, string> Types()
    {
        var root = Ooxml.Read(_parts[ContentTypes]).Root!;
        var byExtension = root.Elements().Where(e => e.Name.LocalName == "Default")
            .GroupBy(e => (string?)e.Attribute("Extension") ?? "", StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => (string?)g.First().Attribute("ContentType") ?? "", StringComparer.OrdinalIgnoreCase);
        var types = _parts.Keys.Where(name => name != ContentTypes).ToDictionary(
            name => "/" + name,
            name => byExtension.GetValueOrDefault(Path.GetExtension(name).TrimStart('.'), ""),
            StringComparer.OrdinalIgnoreCase);
        foreach (var part in root.Elements().Where(e => e.Name.LocalName == "Override"))
        {
            types[(string?)part.Attribute("PartName") ?? ""] = (string?)part.Attribute("ContentType") ?? "";
        }

        return types;
    }
}
