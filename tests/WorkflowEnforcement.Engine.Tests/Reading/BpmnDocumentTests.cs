using System.Text;
using WorkflowEnforcement.Engine.Reading;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class BpmnDocumentTests
{
    private const string Vendors = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- drawn elsewhere -->
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:flowable="http://flowable.org/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:test" exporter="Camunda Modeler">
          <bpmn:process id="P" isExecutable="true" camunda:historyTimeToLive="30">
            <bpmn:documentation textFormat="text/plain">说明 &amp; more</bpmn:documentation>
            <bpmn:extensionElements>
              <zeebe:ioMapping><zeebe:input source="=a" target="b" /></zeebe:ioMapping>
              <flowable:executionListener event="start" class="x.Y"><![CDATA[a < b]]></flowable:executionListener>
            </bpmn:extensionElements>
            <bpmn:startEvent id="start" />
            <bpmn:userTask id="a" camunda:assignee="${demo}" flowable:formKey="form"><!-- kept --><bpmn:extensionElements><camunda:formData xmlns:x="urn:x"><x:field a="1&#10;2"> text </x:field></camunda:formData></bpmn:extensionElements></bpmn:userTask>
            <bpmn:textAnnotation id="note"><bpmn:text>  two
          lines  </bpmn:text></bpmn:textAnnotation>
          </bpmn:process>
          <?other vendor?>
          <bpmndi:BPMNDiagram id="start"><bpmndi:BPMNPlane id="plane" bpmnElement="P"><bpmndi:BPMNShape id="s" bpmnElement="a"><dc:Bounds x="1" y="2" width="100" height="80" /></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;

    [Fact]
    public void What_other_vendors_wrote_comes_back_as_it_was() =>
        Assert.Equal(
            Vendors.Replace("encoding=\"UTF-8\"", "encoding=\"utf-8\"", StringComparison.Ordinal).Replace("&#10;", "&#xA;", StringComparison.Ordinal),
            Encoding.UTF8.GetString(RoundTrip(Encoding.UTF8.GetBytes(Vendors))));

    [Theory]
    [InlineData("GB2312")]
    [InlineData("gbk")]
    [InlineData("GB18030")]
    [InlineData("big5")]
    public void A_file_in_an_encoding_of_older_tools_is_read_and_written_anew_in_utf_8(string encoding)
    {
        var text = Bpmn.File(Bpmn.Start(), Bpmn.User("a", "name=\"工作\"")).Replace("UTF-8", encoding, StringComparison.Ordinal);
        var file = CodePagesEncodingProvider.Instance.GetEncoding(encoding)!.GetBytes(text);

        Assert.Equal("工作", BpmnReader.Read(file).Model!.Nodes["a"].Name);
        Assert.Contains("name=\"工作\"", Encoding.UTF8.GetString(RoundTrip(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_none_of_the_encoding_are_refused()
    {
        var text = Bpmn.File(Bpmn.Start(), Bpmn.User("a", "name=\"工作\"")).Replace("UTF-8", "GB2312", StringComparison.Ordinal);
        var fault = Assert.Single(BpmnReader.Read(Encoding.Latin1.GetBytes(text.Replace("工作", "\u0081", StringComparison.Ordinal))).Faults);

        Assert.Equal("xml.malformed", fault.Code);
        Assert.StartsWith("Expected a file in the encoding that it names", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_other_vendors_content_is_read_the_same_before_and_after()
    {
        var before = BpmnReader.Read(Encoding.UTF8.GetBytes(Vendors)).Model!;

        Assert.Equal(["ioMapping", "executionListener"], before.Extensions.Select(extension => extension.Name));
        SameModel.Assert(before, BpmnReader.Read(RoundTrip(Encoding.UTF8.GetBytes(Vendors))).Model!);
    }

    [Fact]
    public void A_file_in_utf_16_comes_back_in_utf_8()
    {
        var xml = Bpmn.File(Bpmn.Start(), """<userTask id="t" name="审核"/>""").Replace("UTF-8", "UTF-16", StringComparison.Ordinal);
        var utf16 = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(xml)).ToArray();

        SameModel.Assert(BpmnReader.Read(utf16).Model!, BpmnReader.Read(RoundTrip(utf16)).Model!);
    }

    [Fact]
    public void A_process_that_cannot_run_is_kept_all_the_same()
    {
        var xml = Encoding.UTF8.GetBytes(Bpmn.File("<complexGateway id=\"g\"/>"));

        Assert.Contains("complexGateway", Encoding.UTF8.GetString(RoundTrip(xml)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_limits_of_reading_hold()
    {
        Refused("xml.dtd", "<!DOCTYPE d [<!ENTITY a \"b\">]><d>&a;</d>");
        Refused("xml.malformed", "<definitions>");
        Refused("definitions.missing", "<html/>");
        Refused("xml.too-deep", string.Concat(Enumerable.Repeat("<a>", 300)) + string.Concat(Enumerable.Repeat("</a>", 300)));
        Assert.Equal("file.too-large", Assert.Single(BpmnDocument.Load(new byte[BpmnReader.MaxBytes + 1]).Faults).Code);
    }

    private static void Refused(string code, string xml)
    {
        var (document, faults) = BpmnDocument.Load(Encoding.UTF8.GetBytes(xml));

        Assert.Null(document);
        Assert.Equal(code, Assert.Single(faults).Code);
    }

    private static byte[] RoundTrip(byte[] xml) => BpmnDocument.Load(xml).Document!.Write();
}
