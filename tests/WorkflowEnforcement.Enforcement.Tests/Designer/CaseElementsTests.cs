using System.Text;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Designer;

/// <summary>A procedure at whose elements a case would stand for ever is not opened for cases.</summary>
public sealed class CaseElementsTests
{
    private const string Assigned = """<extensionElements><enf:assignment roles="officer"/></extensionElements>""";

    [Theory]
    [InlineData("""<manualTask id="x"/>""")]
    [InlineData("""<receiveTask id="x"/>""")]
    [InlineData("""<sendTask id="x"/>""")]
    [InlineData("""<businessRuleTask id="x"/>""")]
    [InlineData("""<intermediateCatchEvent id="x"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>""")]
    public void An_element_that_nobody_could_report_done_is_named_with_its_line(string element)
    {
        var fault = Assert.Single(CaseElements.Check(Procedure(element)));

        Assert.Equal(("procedure.element-not-yet", "x", 2), (fault.Code, fault.Element, fault.Line));
    }

    [Theory]
    [InlineData("""<userTask id="x"><extensionElements><enf:assignment roles="officer"/><enf:outcome key="done" label="办结"/></extensionElements></userTask>""")]
    [InlineData("""<serviceTask id="x"/>""")]
    [InlineData("""<scriptTask id="x"><script>1</script></scriptTask>""")]
    [InlineData("""<intermediateCatchEvent id="x"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>""")]
    [InlineData($"""<intermediateCatchEvent id="x">{Assigned}<messageEventDefinition messageRef="m"/></intermediateCatchEvent>""")]
    public void What_people_the_system_or_the_clock_finish_can_carry_cases(string element) => Assert.Empty(CaseElements.Check(Procedure(element)));

    [Fact]
    public void The_ordinary_penalty_can_carry_cases() => Assert.Empty(CaseElements.Check(TestBureau.Penalty));

    private static ProcedureDefinition Procedure(string element) => TestBureau.Sound(ProcedureReader.Read(
        Encoding.UTF8.GetBytes($"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:enf="urn:workflow-enforcement:bpmn:1" id="d" targetNamespace="urn:test"><message id="m"/><process id="P" isExecutable="true"><extensionElements><enf:procedure key="test.one" kind="penalty"/></extensionElements><startEvent id="s"/>
        {element}<sequenceFlow id="f" sourceRef="s" targetRef="x"/></process></definitions>
        """),
        new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal)));
}
