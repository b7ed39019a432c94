using System.IO.Compression;
using System.Text;
using Xunit;
using static WorkflowEnforcement.Server.Tests.Documents.WordFile;

namespace WorkflowEnforcement.Server.Tests.Documents;

public sealed class HostileFileTests
{
    [Fact]
    public void A_file_that_is_no_zip_is_refused() => Broken("这不是文档"u8.ToArray());

    [Fact]
    public void An_empty_file_is_refused() => Broken([]);

    [Fact]
    public void A_zip_that_is_no_Word_document_is_refused() => Broken(Zip(("a.txt", "b")));

    [Fact]
    public void A_Word_file_cut_short_is_refused() => Broken(OfTexts("正文")[..^200]);

    [Fact]
    public void A_macro_is_refused() => Broken(OfBody(Paragraph("正文"), "", ("word/vbaProject.bin", "x")));

    [Fact]
    public void A_macro_enabled_document_is_refused() =>
        Broken(OfBody(Paragraph("正文"), "", ("[Content_Types].xml", Part(OfTexts("x"), "[Content_Types].xml").Replace(
            "vnd.openxmlformats-officedocument.wordprocessingml.document.main", "vnd.ms-word.document.macroEnabled.main", StringComparison.Ordinal))));

    [Theory]
    [InlineData("hyperlink", "http://example.invalid/", " TargetMode=\"External\"")]
    [InlineData("image", "file:///etc/passwd", " TargetMode=\"external\"")]
    [InlineData("attachedTemplate", "\\\\\\\\server\\\\share", " TargetMode=\"External\"")]
    [InlineData("aFChunk", "chunk.html", "")]
    [InlineData("oleObject", "embeddings/a.bin", "")]
    public void A_relation_to_the_outside_or_to_foreign_content_is_refused(string type, string target, string mode) =>
        Broken(OfBody(Paragraph("正文"), "", ("word/_rels/document.xml.rels", Relations(type, target, mode))));

    [Fact]
    public void A_field_that_reads_from_elsewhere_is_refused() =>
        Broken(OfBody("<w:p><w:r><w:instrText> INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT \"/etc/passwd\" </w:instrText></w:r></w:p>"));

    [Fact]
    public void A_document_type_definition_is_refused() =>
        Broken(OfBody("", "", ("word/document.xml", $"<!DOCTYPE d [<!ENTITY a \"x\">]><w:document {Namespaces}><w:body><w:p/></w:body></w:document>")));

    [Fact]
    public void Endless_depth_is_refused() =>
        Broken(OfBody(string.Concat(Enumerable.Repeat("<w:sdt><w:sdtContent>", 100_000)) + string.Concat(Enumerable.Repeat("</w:sdtContent></w:sdt>", 100_000))));

    [Fact]
    public void A_part_that_unpacks_to_a_thousand_times_its_size_is_refused() =>
        Broken(OfBody(Paragraph("正文"), "", ("word/media/image1.bmp", new string('0', 4_000_000))));

    [Fact]
    public void A_file_of_thousands_of_parts_is_refused() =>
        Broken(OfBody(Paragraph("正文"), "", [.. Enumerable.Range(0, 3000).Select(i => ($"word/media/{i}.txt", "x"))]));

    [Fact]
    public void A_zip_that_lies_about_a_size_is_refused()
    {
        var file = OfBody(Paragraph("正文"), "", ("word/media/a.bmp", "0123456789"));
        using var zip = new ZipArchive(new MemoryStream(file));
        var name = Encoding.ASCII.GetBytes("word/media/a.bmp");
        var central = file.AsSpan().LastIndexOf(name) - 46;
        BitConverter.GetBytes(1000).CopyTo(file, central + 24);

        Broken(file);
    }

    [Theory]
    [InlineData("../evil.xml")]
    [InlineData("/abs.xml")]
    [InlineData("word\\evil.xml")]
    public void A_name_that_leaves_the_file_is_refused(string name) => Broken(OfBody(Paragraph("正文"), "", (name, "x")));

    [Fact]
    public void Tracked_changes_and_comments_are_refused_because_the_party_would_read_them()
    {
        Broken(OfBody("<w:p><w:ins w:id=\"1\" w:author=\"法制科\">" + Run("新") + "</w:ins></w:p>"));
        Broken(OfBody("<w:p><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>"));
    }

    private static string Relations(string type, string target, string mode) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId9\" "
        + $"Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{type}\" Target=\"{target}\"{mode}/></Relationships>";

    private static void Broken(byte[] file)
    {
        var failed = Failed(file, Facts());

        Assert.Equal("template.broken", failed.Code);
        Assert.Contains("模板", failed.Message, StringComparison.Ordinal);
    }
}
