using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using DotLiquid;
using DotLiquid.Exceptions;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>Fills a Word template with the facts of a case.</summary>
public static class DocxTemplate
{
    private const int TimeLimitMilliseconds = 5_000;
    private const int MaxRenderedCharacters = 8_000_000;

    private static readonly XName[] Revisions =
    [
        Ooxml.W + "ins", Ooxml.W + "del", Ooxml.W + "moveFrom", Ooxml.W + "moveTo", Ooxml.W + "rPrChange", Ooxml.W + "pPrChange",
        Ooxml.W + "tblPrChange", Ooxml.W + "trPrChange", Ooxml.W + "tcPrChange", Ooxml.W + "sectPrChange",
    ];

    private static readonly string[] ForbiddenFields = ["DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "DATABASE", "MACROBUTTON"];

    /// <summary>
    /// Renders document, headers, footers and notes. Equal bytes and facts give equal bytes. Never throws for
    /// what a template or a fact can hold; takes at most some seconds.
    /// </summary>
    public static RenderOutcome Render(ReadOnlyMemory<byte> template, DocumentData data)
    {
        try
        {
            var package = DocxPackage.Open(template);
            var notes = new RenderNotes();
            foreach (var (name, document) in Prepare(package, data))
            {
                package[name] = RenderPart(document, data, notes);
            }

            Judge(notes);
            return new RenderOutcome.Rendered(package.Write());
        }
        catch (TemplateFault fault)
        {
            return new RenderOutcome.TemplateFailed(fault.Code, fault.Message);
        }
    }

    /// <summary>What is wrong with a template before any case uses it; null if it is sound. Facts are not looked at.</summary>
    public static RenderOutcome.TemplateFailed? Check(ReadOnlyMemory<byte> template, KnownNames names)
    {
        try
        {
            _ = Prepare(DocxPackage.Open(template), DocumentData.From(new Dictionary<string, object?>(), names));
            return null;
        }
        catch (TemplateFault fault)
        {
            return new RenderOutcome.TemplateFailed(fault.Code, fault.Message);
        }
    }

    private static List<(string Name, XDocument Document)> Prepare(DocxPackage package, DocumentData data)
    {
        var prepared = new List<(string, XDocument)>();
        foreach (var name in package.TextParts())
        {
            var document = ReadPart(package, name);
            RefuseUnfinished(document);
            ParagraphTokens.Mark(document.Root!);
            BlockLayout.Arrange(document.Root!);
            var tokens = document.Root!.Descendants().Where(ParagraphTokens.IsToken).Select(ParagraphTokens.TokenOf);
            new LiquidNames(data).Check(tokens);
            prepared.Add((name, document));
        }

        return prepared;
    }

    private static XDocument ReadPart(DocxPackage package, string name)
    {
        try
        {
            var document = Ooxml.Read(package[name]);
            return document.Root!.Name.Namespace == Ooxml.Strict
                ? throw TemplateFault.Broken("模板应存为“Word 文档（.docx）”，但存成了“严格的 Open XML 文档”，请另存后再上传。")
                : document;
        }
        catch (XmlException)
        {
            throw TemplateFault.Broken($"模板应是完好的 Word 文档（.docx），但“{name}”已损坏，无法读取。请换上完好的模板文件。");
        }
    }

    private static void RefuseUnfinished(XDocument document)
    {
        if (document.Descendants().Any(e => Revisions.Contains(e.Name)))
        {
            throw TemplateFault.Broken("模板应没有修订痕迹，但还有未处理的修订，请先接受或拒绝全部修订。");
        }

        if (document.Descendants(Ooxml.W + "commentReference").Any())
        {
            throw TemplateFault.Broken("模板应没有批注，但还有批注，请先删除全部批注（批注会随文书送达当事人）。");
        }

        if (FieldCodes(document).FirstOrDefault(code => ForbiddenFields.Contains(code)) is { } forbidden)
        {
            throw TemplateFault.Broken($"模板应不含读取外部内容的域，但有 {forbidden} 域，请删除。");
        }
    }

    private static IEnumerable<string> FieldCodes(XDocument document)
    {
        var simple = document.Descendants(Ooxml.W + "fldSimple").Select(field => (string?)field.Attribute(Ooxml.W + "instr") ?? "");
        // A field code may be split over runs: all pieces of one paragraph are read as one.
        var complex = document.Descendants(Ooxml.Paragraph)
            .SelectMany(p => string.Concat(p.Descendants(Ooxml.W + "instrText").Select(code => code.Value)).Split('\\', ' ', '\t', '"'));
        return simple.SelectMany(code => code.Split(' ')).Concat(complex).Select(word => word.Trim().ToUpperInvariant());
    }

    private static byte[] RenderPart(XDocument document, DocumentData data, RenderNotes notes)
    {
        var program = PartProgram.Of(document.Root!);
        var root = PartBuilder.Build(program.Steps, RunLiquid(program, data, notes));
        PartRepair.Mend(root);
        return Ooxml.Write(new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), root));
    }

    private static string RunLiquid(PartProgram program, DocumentData data, RenderNotes notes)
    {
        notes.Begin(program.Places);
        try
        {
            var template = Template.Parse(program.Source, SyntaxCompatibility.DotLiquid22a);
            var parameters = new RenderParameters(CultureInfo.InvariantCulture)
            {
                LocalVariables = LiquidData.Of(data),
                Registers = Hash.FromDictionary(new Dictionary<string, object> { ["notes"] = notes }),
                Filters = [typeof(LiquidFilters)],
                ErrorsOutputMode = ErrorsOutputMode.Rethrow,
                MaxIterations = RenderNotes.MaxRounds,
                Timeout = TimeLimitMilliseconds,
                SyntaxCompatibilityLevel = SyntaxCompatibility.DotLiquid22a,
            };
            using var writer = new BoundedWriter(MaxRenderedCharacters);
            template.Render(writer, parameters);
            return writer.ToString();
        }
        catch (Exception e) when (e is MaximumIterationsExceededException or TimeoutException)
        {
            throw new TemplateFault(TemplateCodes.TooMuchWork, $"模板应在 {TimeLimitMilliseconds / 1000} 秒内完成，但循环次数或时间已超过限度，请检查 for 语句。模板此处写的是“{notes.Place}”。");
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException or InvalidOperationException or System.ArgumentException)
        {
            // What the library throws where a value is not of the type that an operator or filter can take.
            throw new TemplateFault(TemplateCodes.WrongType, $"数据应与模板的运算相符（例如只有数字能相加、比较大小），但此处不符。模板此处写的是“{notes.Place}”。");
        }
        catch (LiquidException e)
        {
            throw TemplateFault.Syntax("模板语句应能执行，但执行时出错。", $"{notes.Place}({e.Message})");
        }
    }

    private static void Judge(RenderNotes notes)
    {
        if (notes.Wrong.Count > 0)
        {
            throw new TemplateFault(TemplateCodes.WrongType, $"数据应与模板的要求相符，但{string.Join(";", notes.Wrong.Distinct())}。");
        }

        if (notes.Missing.Count > 0)
        {
            throw new TemplateFault(TemplateCodes.MissingFact, $"制作文书应先填写{string.Join("、", notes.Missing.Distinct().Select(label => $"“{label}”"))}，但案件中还没有。");
        }
    }

    private sealed class BoundedWriter(int limit) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override void Write(char value)
        {
            Bound(1);
            base.Write(value);
        }

        public override void Write(string? value)
        {
            Bound(value?.Length ?? 0);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Bound(count);
            base.Write(buffer, index, count);
        }

        private void Bound(int more)
        {
            if (GetStringBuilder().Length + more > limit)
            {
                throw new TemplateFault(TemplateCodes.TooMuchWork, "文书应在正常篇幅以内，但循环产生的内容过多，请检查 for 语句。");
            }
        }
    }
}
