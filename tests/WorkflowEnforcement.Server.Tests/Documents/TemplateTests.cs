using System.Text.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using WorkflowEnforcement.Server.Documents;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Documents;

public sealed partial class TemplateTests
{
    public static TheoryData<string> Codes => TemplateFolder.All();

    [Fact]
    public void Every_document_that_a_shipped_flow_makes_has_a_template_and_no_template_is_idle()
    {
        var made = Directory.GetFiles(Path.Combine(TemplateFolder.Repository, "workflows"), "process.bpmn", SearchOption.AllDirectories)
            .SelectMany(flow => DocumentRef().Matches(File.ReadAllText(flow)).Select(match => match.Groups[1].Value));
        Assert.Equal(made.Distinct().Order(StringComparer.Ordinal), TemplateFolder.All().Select(row => row.Data.Split('.')[0]).Distinct());
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_rendered_sample_has_the_approved_text(string code)
    {
        var folder = TemplateFolder.Of(code);
        var text = DocxText.Read(WordFile.Rendered(folder.Template, folder.Sample));
        var approved = File.Exists(folder.ExpectedFile) ? File.ReadAllText(folder.ExpectedFile) : "";
        if (text == approved)
        {
            return;
        }

        var received = Path.Combine(folder.Path, "expected.received.txt");
        File.WriteAllText(received, text);
        Assert.Fail($"{code}: the text differs from expected.txt; if it is right, put expected.received.txt in its place.\n{Difference(approved, text)}");
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Template_and_rendered_sample_are_valid_Word_documents(string code)
    {
        var folder = TemplateFolder.Of(code);

        Assert.Empty(Faults(folder.Template));
        Assert.Empty(Faults(WordFile.Rendered(folder.Template, folder.Sample)));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_same_sample_gives_the_same_bytes(string code)
    {
        var folder = TemplateFolder.Of(code);

        Assert.Equal(WordFile.Rendered(folder.Template, folder.Sample), WordFile.Rendered(folder.Template, folder.Sample));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_template_uses_known_names_only(string code) =>
        Assert.Null(DocxTemplate.Check(TemplateFolder.Of(code).Template, TemplateFolder.Names));

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_case_without_facts_gets_a_list_of_what_is_missing_and_no_document(string code)
    {
        var failed = WordFile.Failed(TemplateFolder.Of(code).Template, DocumentData.From(WordFile.Group(), TemplateFolder.Names));

        Assert.Equal("template.missing-fact", failed.Code);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_template_describes_itself(string code)
    {
        using var file = JsonDocument.Parse(TemplateFolder.Of(code).Description);
        var root = file.RootElement;

        // A folder may name the kind of procedure whose own wording it holds.
        Assert.Equal(code.Split('.')[0], root.GetProperty("code").GetString());
        Assert.True(root.GetProperty("version").GetInt32() >= 1);
        Assert.NotEmpty(root.GetProperty("name").GetString()!);
        Assert.Contains(root.GetProperty("toWhom").GetString(), (string[])["当事人", "内部", "其他机关"]);
        Assert.All(
            root.GetProperty("needs").EnumerateArray().Select(need => need.GetString()),
            need => Assert.Contains(TemplateFolder.Names.All, name => name.Path == need || name.Path.StartsWith(need + "[]", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_long_name_a_long_fact_and_markup_in_every_fact_leave_the_document_whole(string code)
    {
        var folder = TemplateFolder.Of(code);
        var data = DocumentData.From(Hostile(folder.Sample), TemplateFolder.Names);

        var docx = WordFile.Rendered(folder.Template, data);

        Assert.Empty(Faults(docx));
        Assert.Contains("{{7*7}}<w:p/>&", DocxText.Read(docx), StringComparison.Ordinal);
    }

    [Fact]
    public void A_penalty_decision_holds_what_article_59_asks_for()
    {
        var folder = TemplateFolder.Of("C31");
        var text = DocxText.Read(WordFile.Rendered(folder.Template, folder.Sample));

        Assert.All(
            (string[])
            [
                "辽阳某某机械制造有限公司", "某某工业园区某某路8号",
                "一、违法事实和证据", "法定代表人询问笔录",
                "罚款人民币壹万贰仟元整", "《中华人民共和国节约能源法》第八十二条",
                "十五日内", "某某银行太子河支行", "每日按罚款数额的百分之三加处罚款", "不超出罚款的数额",
                "六十日内向太子河区人民政府申请行政复议", "六个月内依法向有管辖权的人民法院提起行政诉讼",
                "辽阳市太子河区工业和信息化局（印章）", "二〇二六年五月十二日",
                "辽太工信罚决字〔2026〕第1号", "向社会公开",
            ],
            part => Assert.Contains(part.Replace('(', '（').Replace(')', '）').Replace("罚款人民币", "人民币", StringComparison.Ordinal), text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_decision_against_a_natural_person_names_no_representative()
    {
        var folder = TemplateFolder.Of("C31");
        var values = folder.Sample.Values.ToDictionary(pair => pair.Key, pair => pair.Value);
        values["party"] = WordFile.Group(("kind", "自然人"), ("name", "当事人一"), ("address", "某某路"), ("code", "000000000000000000"));

        var text = DocxText.Read(WordFile.Rendered(folder.Template, DocumentData.From(values, TemplateFolder.Names)));

        Assert.Contains("身份证件号码：000000000000000000", text, StringComparison.Ordinal);
        Assert.DoesNotContain("法定代表人（负责人）", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_without_a_fine_speaks_of_no_bank_and_needs_none()
    {
        var folder = TemplateFolder.Of("C31");
        var values = folder.Sample.Values.ToDictionary(pair => pair.Key, pair => pair.Value);
        values["decision"] = WordFile.Group(("kind", "警告"), ("text", "警告。"), ("basis", "某法第一条"), ("reason", "理由。"));

        var text = DocxText.Read(WordFile.Rendered(folder.Template, DocumentData.From(values, TemplateFolder.Names)));

        Assert.DoesNotContain("银行", text, StringComparison.Ordinal);
        Assert.DoesNotContain("以上罚款合计", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_guide_for_legal_staff_lists_every_name()
    {
        var guide = File.ReadAllText(Path.Combine(TemplateFolder.Repository, "docs", "templates.md"));

        Assert.All(
            TemplateFolder.Names.All.Select(name => name.Path).Where(path => !path.StartsWith("opinions.", StringComparison.Ordinal) && !path.StartsWith("clocks.", StringComparison.Ordinal)),
            path => Assert.Contains($"`{path}`", guide, StringComparison.Ordinal));
    }

    private static Dictionary<string, object?> Hostile(DocumentData sample) =>
        sample.Values.ToDictionary(pair => pair.Key, pair => Hostile(pair.Value));

    private static object? Hostile(object? value) => value switch
    {
        string => "{{7*7}}<w:p/>&" + new string('长', 40) + "\n" + string.Concat(Enumerable.Repeat("违法事实", 500)),
        IReadOnlyDictionary<string, object?> group => group.ToDictionary(pair => pair.Key, pair => Hostile(pair.Value)),
        IEnumerable<object?> list => list.Select(Hostile).ToList(),
        _ => value,
    };

    private static List<string> Faults(byte[] docx)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(docx), isEditable: false);
        return [.. new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}")];
    }

    private static string Difference(string approved, string text)
    {
        var (left, right) = (approved.Split('\n'), text.Split('\n'));
        var same = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        var shorter = Math.Min(left.Length, right.Length) - same;
        var tail = left.Reverse().Zip(right.Reverse()).Take(shorter).TakeWhile(pair => pair.First == pair.Second).Count();
        var lines = left[same..^tail].Select(line => $"- {line}").Concat(right[same..^tail].Select(line => $"+ {line}"));
        return $"from line {same + 1}:\n{string.Join("\n", lines.Take(60))}";
    }

    [GeneratedRegex("<enf:document ref=\"([^\"]+)\"")]
    private static partial Regex DocumentRef();
}
