using System.Text.Json;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Cli;

public sealed class SimulateVerbTests : IDisposable
{
    private const string Namespaces = """xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:enf="urn:workflow-enforcement:bpmn:1" id="d" targetNamespace="urn:test" """;

    private const string Caller = $"""
        <definitions {Namespaces}>
          <process id="caller" isExecutable="true">
            <startEvent id="start"/>
            <callActivity id="call" calledElement="called"/>
            <endEvent id="end"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="call"/>
            <sequenceFlow id="f2" sourceRef="call" targetRef="end"/>
          </process>
        </definitions>
        """;

    private const string Called = $"""
        <definitions {Namespaces}>
          <process id="called" isExecutable="true">
            <startEvent id="begin"/>
            <scriptTask id="sum" scriptFormat="feel" enf:resultVariable="合计"><script>0.1 + 0.2</script></scriptTask>
            <endEvent id="done"/>
            <sequenceFlow id="g1" sourceRef="begin" targetRef="sum"/>
            <sequenceFlow id="g2" sourceRef="sum" targetRef="done"/>
          </process>
        </definitions>
        """;

    private const string Deciding = $"""
        <definitions {Namespaces}>
          <process id="deciding" isExecutable="true">
            <startEvent id="start"/>
            <businessRuleTask id="rule" enf:decision="discretion" enf:resultVariable="档次"/>
            <endEvent id="end"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="rule"/>
            <sequenceFlow id="f2" sourceRef="rule" targetRef="end"/>
          </process>
        </definitions>
        """;

    private const string Decision = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:test">
          <decision id="discretion" name="discretion">
            <literalExpression id="e"><text>if 违法所得 &lt; 1000 then "从轻" else "一般"</text></literalExpression>
          </decision>
        </definitions>
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("wfe-test-").FullName;

    [Fact]
    public async Task The_example_of_the_page_gives_the_answer_of_the_page()
    {
        var blocks = RepositoryFiles.Page("docs", "simulate.md").Split("```");
        var flow = Write("flow.bpmn", blocks.First(block => block.StartsWith("xml\n", StringComparison.Ordinal))[4..]);
        var json = blocks.Where(block => block.StartsWith("json\n", StringComparison.Ordinal)).Select(block => block[5..]).ToList();

        var answer = await Wfe.Run("simulate", flow, "--script", Write("script.json", json[0]));

        Assert.Equal((0, ""), (answer.Exit, answer.Error));
        var expected = JsonElement.Parse(json[1]).EnumerateObject().ToList();
        Assert.Equal(["status", "active", "trace", "variables", "refused", "events"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.All(expected, member => Assert.True(JsonElement.DeepEquals(member.Value, answer.Json.GetProperty(member.Name)), $"{member.Name}: {answer.Output}"));
        Assert.NotEmpty(answer.Json.GetProperty("events").EnumerateArray());
    }

    [Fact]
    public async Task Called_processes_come_from_further_files_and_decimals_and_Chinese_names_are_written_as_they_are()
    {
        var answer = await Wfe.Run("simulate", Write("a.bpmn", Caller), "--script", Script(), "--with", Write("b.bpmn", Called));

        Assert.Equal(0, answer.Exit);
        Assert.Contains("\"variables\":{\"合计\":0.3}", answer.Output, StringComparison.Ordinal);
        Assert.Equal(["start", "begin", "sum", "done", "call", "end"], answer.Json.GetProperty("trace").EnumerateArray().Select(id => id.GetString()));
    }

    [Fact]
    public async Task Decisions_come_from_the_files_beside_the_flow()
    {
        Write("discretion.dmn", Decision);
        var script = Write("s.json", """{"now":"2026-03-02T09:00:00+08:00","variables":{"违法所得":999.99}}""");

        var answer = await Wfe.Run("simulate", Write("a.bpmn", Deciding), "--script", script);

        Assert.Equal(0, answer.Exit);
        Assert.Equal("从轻", answer.Json.GetProperty("variables").GetProperty("档次").GetString());
    }

    [Fact]
    public async Task The_answer_is_one_line_or_laid_out()
    {
        var flow = Write("b.bpmn", Called);

        var plain = await Wfe.Run("simulate", flow, "--script", Script());
        var pretty = await Wfe.Run("simulate", flow, "--script", Script(), "--pretty");

        Assert.Single(plain.Output.TrimEnd().Split('\n'));
        Assert.True(JsonElement.DeepEquals(plain.Json, pretty.Json));
        Assert.True(pretty.Output.Split('\n').Length > 10);
    }

    [Fact]
    public async Task A_called_process_that_is_not_given_is_told_with_its_place()
    {
        var answer = await Wfe.Run("simulate", Write("a.bpmn", Caller), "--script", Script());

        Assert.Equal(2, answer.Exit);
        var fault = Assert.Single(answer.Json.EnumerateArray());
        Assert.Equal("call", fault.GetProperty("element").GetString());
        Assert.Equal(4, fault.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Every_fault_of_every_file_is_told_and_in_which_file_it_lies()
    {
        var broken = Called.Replace("targetRef=\"done\"", "targetRef=\"nowhere\"", StringComparison.Ordinal);

        var answer = await Wfe.Run("simulate", Write("a.bpmn", "no xml"), "--script", Script(), "--with", Write("b.bpmn", broken));

        Assert.Equal(2, answer.Exit);
        Assert.Equal(["code", "element", "line", "message"], answer.Json[0].EnumerateObject().Select(member => member.Name));
        Assert.Contains(answer.Json.EnumerateArray(), fault => fault.GetProperty("message").GetString()!.Contains("b.bpmn: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_script_that_is_not_in_the_form_is_told_with_its_step()
    {
        var script = Write("s.json", """{"now":"2026-03-02T09:00:00+08:00","steps":[{"signal":"s"},{"advance":"3 days"}]}""");

        var answer = await Wfe.Run("simulate", Write("b.bpmn", Called), "--script", script);

        Assert.Equal(2, answer.Exit);
        var fault = Assert.Single(answer.Json.EnumerateArray());
        Assert.Equal("Step 1: Expected advance to be a duration like P3D or PT1H30M, but found '3 days'", fault.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("missing.bpmn", "s.json")]
    [InlineData("b.bpmn", "missing.json")]
    public async Task A_file_that_is_not_there_is_told_like_any_fault(string flow, string script)
    {
        Write("b.bpmn", Called);
        Script();

        var answer = await Wfe.Run("simulate", Path.Combine(folder, flow), "--script", Path.Combine(folder, script));

        Assert.Equal(2, answer.Exit);
        Assert.Equal("file.unreadable", Assert.Single(answer.Json.EnumerateArray()).GetProperty("code").GetString());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Script() => Write("s.json", """{"now":"2026-03-02T09:00:00+08:00"}""");

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
