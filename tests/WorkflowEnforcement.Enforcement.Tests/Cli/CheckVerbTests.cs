using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Cli;

public sealed class CheckVerbTests : IDisposable
{
    private const string Sound = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:enf="urn:workflow-enforcement:bpmn:1" id="d" targetNamespace="urn:test">
          <process id="P" name="样例" isExecutable="true">
            <extensionElements><enf:procedure key="test.cli" kind="penalty"/></extensionElements>
            <startEvent id="Start"/>
            <sequenceFlow id="In" sourceRef="Start" targetRef="Step"/>
            <userTask id="Step" name="登记">
              <extensionElements>
                <enf:assignment roles="officer"/>
                <enf:outcome key="done" label="提交"/>
                <enf:form ref="Step"/>
              </extensionElements>
            </userTask>
            <sequenceFlow id="Out" sourceRef="Step" targetRef="End"/>
            <endEvent id="End"/>
          </process>
        </definitions>
        """;

    private const string Form = """{"components":[{"type":"textfield","key":"party.name","label":"当事人"}]}""";

    private const string Lost = """<scriptTask id="Lost" scriptFormat="feel"><script>1</script></scriptTask>""";

    private readonly string folder = Directory.CreateTempSubdirectory("wfe-test-").FullName;

    [Fact]
    public async Task Every_flow_of_the_repository_is_good()
    {
        foreach (var flow in Directory.GetFiles(RepositoryFiles.Folder("workflows"), "process.bpmn", SearchOption.AllDirectories))
        {
            var answer = await Wfe.Run("check", flow, "--json");

            // What a flow calls is checked by itself.
            Assert.Equal([], System.Text.Json.JsonElement.Parse(answer.Output).EnumerateArray().Where(finding => finding.GetProperty("severity").GetString() != "info").Select(finding => finding.ToString()));
            Assert.Equal(0, answer.Exit);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("forms")]
    public async Task Forms_lie_beside_the_flow_or_in_their_folder(string inner)
    {
        var answer = await Wfe.Run("check", Flow(Sound, Form, inner));

        Assert.Equal("No findings.", answer.Output.Trim());
        Assert.Equal(0, answer.Exit);
    }

    [Fact]
    public async Task A_flow_too_large_to_be_played_to_every_end_is_not_said_to_be_without_findings()
    {
        const int Branches = 20;
        var branches = string.Concat(Enumerable.Range(0, Branches).Select(i => $"""
            <exclusiveGateway id="X{i}" default="D{i}"/><userTask id="U{i}"/><userTask id="V{i}"/>
            <sequenceFlow id="F{i}" sourceRef="Fork" targetRef="X{i}"/><sequenceFlow id="D{i}" sourceRef="X{i}" targetRef="U{i}"/>
            <sequenceFlow id="G{i}" sourceRef="X{i}" targetRef="V{i}"><conditionExpression>x{i} = 1</conditionExpression></sequenceFlow>
            <sequenceFlow id="A{i}" sourceRef="U{i}" targetRef="Join"/><sequenceFlow id="B{i}" sourceRef="V{i}" targetRef="E{i}"/><endEvent id="E{i}"/>
            """));
        var flow = Flow(
            $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:test"><process id="P" isExecutable="true">
            <startEvent id="S"/><parallelGateway id="Fork"/><inclusiveGateway id="Join"/><endEvent id="End"/>
            <sequenceFlow id="In" sourceRef="S" targetRef="Fork"/><sequenceFlow id="Out" sourceRef="Join" targetRef="End"/>{branches}</process></definitions>
            """,
            Form);

        var answer = await Wfe.Run("check", flow);

        Assert.DoesNotContain("No findings", answer.Output, StringComparison.Ordinal);
        Assert.Contains("beyond the bound it was not proved sound", answer.Output, StringComparison.Ordinal);
        Assert.Equal(0, answer.Exit);
    }

    [Fact]
    public async Task Each_fault_is_told_with_its_place()
    {
        var flow = Flow(Sound.Replace("targetRef=\"End\"", "targetRef=\"Nowhere\"", StringComparison.Ordinal), Form);

        var answer = await Wfe.Run("check", flow, "--json");
        var told = await Wfe.Run("check", flow);

        Assert.Equal(1, answer.Exit);
        var fault = Assert.Single(answer.Json.EnumerateArray(), found => found.GetProperty("code").GetString() == "flow.target-unknown");
        Assert.Equal(["code", "severity", "element", "message", "basis", "line"], fault.EnumerateObject().Select(member => member.Name));
        Assert.Equal("error", fault.GetProperty("severity").GetString());
        Assert.Equal("Out", fault.GetProperty("element").GetString());
        Assert.Equal(13, fault.GetProperty("line").GetInt32());
        Assert.Equal(1, told.Exit);
        Assert.Contains($"{flow}:13: error flow.target-unknown (Out): Expected ", told.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("roles=\"officer\"", "roles=\"wizard\"", "assignment.role-unknown")]
    [InlineData("<enf:form ref=\"Step\"/>", "<enf:form ref=\"Gone\"/>", "form.unknown")]
    [InlineData("<enf:form ref=\"Step\"/>", "<enf:clock ref=\"T99\" action=\"start\"/>", "clock.unknown")]
    [InlineData("<enf:form ref=\"Step\"/>", "<enf:spell/>", "enf.unknown")]
    public async Task The_words_of_the_vocabulary_are_checked(string word, string broken, string code)
    {
        var answer = await Wfe.Run("check", Flow(Sound.Replace(word, broken, StringComparison.Ordinal), Form), "--json");

        Assert.Equal(1, answer.Exit);
        Assert.Equal(code, Assert.Single(answer.Json.EnumerateArray()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_field_that_is_no_fact_is_found()
    {
        var answer = await Wfe.Run("check", Flow(Sound, Form.Replace("party.name", "party.shoeSize", StringComparison.Ordinal)), "--json");

        Assert.Equal("fact.unknown", Assert.Single(answer.Json.EnumerateArray()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_the_flow_can_run_into_is_told_beside_the_words()
    {
        var flow = Flow(
            Sound.Replace("<endEvent id=\"End\"/>", "<endEvent id=\"End\"/>" + Lost, StringComparison.Ordinal), Form);

        var answer = await Wfe.Run("check", flow, "--json");

        Assert.Equal(1, answer.Exit);
        var found = Assert.Single(answer.Json.EnumerateArray(), finding => finding.GetProperty("code").GetString() == "element.unreachable");
        Assert.Equal("error", found.GetProperty("severity").GetString());
        Assert.Equal("Lost", found.GetProperty("element").GetString());
    }

    [Fact]
    public async Task A_flow_that_is_no_procedure_is_checked_as_a_flow()
    {
        var plain = Sound[..Sound.IndexOf("<extensionElements>", StringComparison.Ordinal)]
            + """<startEvent id="S"/><sequenceFlow id="F" sourceRef="S" targetRef="T"/><userTask id="T"/><sequenceFlow id="G" sourceRef="T" targetRef="E"/><endEvent id="E"/></process></definitions>""";

        var good = await Wfe.Run("check", Flow(plain, Form), "--json");
        var told = await Wfe.Run("check", Flow(plain, Form));
        var bad = await Wfe.Run("check", Flow(plain.Replace("<endEvent id=\"E\"/>", "<endEvent id=\"E\"/>" + Lost, StringComparison.Ordinal), Form), "--json");

        Assert.Equal(("procedure.missing", "info"), Assert.Single(good.Json.EnumerateArray().Select(Said)));
        Assert.Equal(0, good.Exit);
        Assert.EndsWith("No findings.", told.Output.Trim(), StringComparison.Ordinal);
        Assert.Contains(("element.unreachable", "error"), bad.Json.EnumerateArray().Select(Said));
        Assert.Equal(1, bad.Exit);
    }

    [Theory]
    [InlineData("no XML at all", "xml.malformed")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "xml.dtd")]
    [InlineData("<html/>", "definitions.missing")]
    public async Task What_is_no_BPMN_is_unusable(string text, string code)
    {
        var answer = await Wfe.Run("check", Flow(text, Form), "--json");

        Assert.Equal(2, answer.Exit);
        Assert.Equal(code, Assert.Single(answer.Json.EnumerateArray()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("a file that can be read", "check", "no-such-file.bpmn")]
    [InlineData("a BPMN file, but found none", "check")]
    [InlineData("a BPMN file and no more", "check", "a.bpmn", "b.bpmn")]
    [InlineData("found --yaml", "check", "a.bpmn", "--yaml")]
    [InlineData("found conjure", "conjure")]
    [InlineData("Expected --script", "simulate", "a.bpmn")]
    [InlineData("verify is not yet there", "verify", "export")]
    [InlineData("a verb, but found none")]
    public async Task What_it_cannot_do_is_said_in_a_sentence(string said, params string[] args)
    {
        var answer = await Wfe.Run(args);

        Assert.Equal(2, answer.Exit);
        Assert.Empty(answer.Output);
        Assert.StartsWith("Expected ", answer.Error, StringComparison.Ordinal);
        Assert.Contains(said, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_unusable()
    {
        var file = Path.Combine(folder, "large.bpmn");
        await File.WriteAllBytesAsync(file, new byte[17 * 1024 * 1024], TestContext.Current.CancellationToken);

        var answer = await Wfe.Run("check", file);

        Assert.Equal(2, answer.Exit);
        Assert.Contains("at most 16777216 bytes", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_verb_and_what_is_not_yet_there()
    {
        var answer = await Wfe.Run("--help");

        Assert.Equal(0, answer.Exit);
        Assert.All(["wfe check", "wfe clock", "wfe simulate", "wfe verify      not yet"], words => Assert.Contains(words, answer.Output, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static (string?, string?) Said(System.Text.Json.JsonElement finding) => (finding.GetProperty("code").GetString(), finding.GetProperty("severity").GetString());

    private string Flow(string bpmn, string form, string inner = "forms")
    {
        Directory.CreateDirectory(Path.Combine(folder, inner));
        File.WriteAllText(Path.Combine(folder, inner, "Step.form"), form);
        var file = Path.Combine(folder, "process.bpmn");
        File.WriteAllText(file, bpmn);
        return file;
    }
}
