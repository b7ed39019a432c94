using System.Text;
using WorkflowEnforcement.Engine.Reading;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class HostileXmlTests
{
    [Fact]
    public void A_document_type_definition_is_refused()
    {
        var xml = "<!DOCTYPE d [<!ENTITY a \"b\"><!ENTITY c SYSTEM \"file:///etc/hostname\">]>" + Bpmn.File(Bpmn.Start()).Replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "", StringComparison.Ordinal);

        Refused("xml.dtd", Encoding.UTF8.GetBytes(xml));
    }

    [Fact]
    public void Ten_thousand_levels_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000));

        Refused("xml.too-deep", Encoding.UTF8.GetBytes(deep));
    }

    [Fact]
    public void Ten_thousand_nested_subprocesses_are_refused()
    {
        var deep = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"<subProcess id=\"s{i}\">")) + string.Concat(Enumerable.Repeat("</subProcess>", 10_000));

        Refused("xml.too-deep", Encoding.UTF8.GetBytes(Bpmn.File(deep)));
    }

    [Fact]
    public void Twenty_megabytes_are_refused_and_the_limit_is_named()
    {
        var fault = Refused("file.too-large", new byte[20 * 1024 * 1024]);

        Assert.Contains("16 MiB", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_million_elements_are_too_many_even_in_the_diagram()
    {
        var many = string.Concat(Enumerable.Repeat("<other:a/>", BpmnReader.MaxElements));

        Refused("xml.too-many-elements", Encoding.UTF8.GetBytes(Bpmn.File(Bpmn.Start(), Drawn.Beside($"<other:diagram>{many}</other:diagram>"))));
    }

    [Fact]
    public void Ten_thousand_levels_in_the_diagram_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<other:a>", 10_000)) + string.Concat(Enumerable.Repeat("</other:a>", 10_000));

        Refused("xml.too-deep", Encoding.UTF8.GetBytes(Bpmn.File(Bpmn.Start(), Drawn.Beside(deep))));
    }

    [Fact]
    public void Five_megabytes_of_diagram_are_passed_over()
    {
        var diagram = string.Concat(Enumerable.Repeat($"<other:shape text=\"{new string('a', 1000)}\">text</other:shape>", 5_000));

        Assert.Empty(Bpmn.Read(Bpmn.File(Bpmn.Start(), Drawn.Beside($"<other:diagram>{diagram}</other:diagram>"))).Faults);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{}")]
    [InlineData("<definitions>")]
    [InlineData("<a/><b/>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"nothing\"?><a/>")]
    [InlineData("<a>&unknown;</a>")]
    [InlineData("<a b='1' b='2'/>")]
    public void What_is_not_well_formed_is_refused(string xml)
    {
        Refused("xml.malformed", Encoding.UTF8.GetBytes(xml));
    }

    [Fact]
    public void Broken_bytes_are_refused() => Refused("xml.malformed", new byte[] { 0x3C, 0x61, 0x3E, 0xFF, 0xFE, 0xC0, 0x3C });

    [Fact]
    public void Another_kind_of_xml_is_refused()
    {
        Refused("definitions.missing", "<definitions/>"u8.ToArray());
        Refused("definitions.missing", "<html xmlns='http://www.w3.org/1999/xhtml'/>"u8.ToArray());
    }

    [Fact]
    public void Text_in_hundreds_of_thousands_of_pieces_is_read_in_one_pass()
    {
        var pieces = string.Concat(Enumerable.Repeat("<![CDATA[a]]>", 200_000));

        Assert.NotNull(Bpmn.Read(Bpmn.File($"<documentation>{pieces}</documentation>", Bpmn.Start())).Model);
    }

    [Fact]
    public void A_file_in_another_declared_encoding_is_read()
    {
        var xml = Bpmn.File(Bpmn.Start(), """<userTask id="t" name="审核"/>""").Replace("UTF-8", "UTF-16", StringComparison.Ordinal);

        Assert.Equal("审核", BpmnReader.Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(xml)).ToArray()).Model?.Nodes["t"].Name);
    }

    [Fact]
    public void Ten_thousand_elements_are_read()
    {
        var parts = Enumerable.Range(0, 5_000).SelectMany(i => new[] { Bpmn.User($"t{i}"), Bpmn.Flow(i == 0 ? "start" : $"t{i - 1}", $"t{i}") });

        var model = Bpmn.Model([Bpmn.Start(), .. parts]);
        Assert.Equal(10_001, model.Nodes.Count + model.Flows.Count);
    }

    private static ModelFault Refused(string code, byte[] xml)
    {
        var result = BpmnReader.Read(xml);
        Assert.Null(result.Model);
        var fault = Assert.Single(result.Faults);
        Assert.Equal(code, fault.Code);
        return fault;
    }
}
