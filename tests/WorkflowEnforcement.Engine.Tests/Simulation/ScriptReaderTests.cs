using System.Text;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Simulation;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Simulation;

public sealed class ScriptReaderTests
{
    private const string Now = "\"now\":\"2026-03-02T09:00:00+08:00\"";

    [Fact]
    public void Each_kind_of_step_is_read()
    {
        var read = Read("{" + Now + """
            ,"variables":{"甲":1.50},"hold":["b","a"],"steps":[
              {"complete":"t","variables":{"x":[1,{"y":null}]},"instance":2},{"complete":"t"},{"message":"m","variables":{"x":true}},{"signal":"s"},
              {"error":{"element":"e","code":"c"}},{"escalation":{"element":"e","code":"c"}},{"advance":"P1M2DT3H"},{"set":{"x":"2026-03-02"}}]}
            """);

        Assert.Empty(read.Faults);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)), read.Script!.Now);
        Assert.Equal(TimeSpan.FromHours(8), read.Script.Now.Offset);
        Assert.Equal(Of("甲", FeelValue.Of(1.5m)), read.Script.Variables);
        Assert.Equal(["a", "b"], read.Script.Hold);
        Assert.Equal(
            [
                new CompleteStep("t", Of("x", FeelValue.Of([FeelValue.Of(1), Of("y", FeelValue.Null)])), 2),
                new CompleteStep("t", FeelContext.Empty, null),
                new MessageStep("m", Of("x", FeelValue.Of(true))),
                new SignalStep("s", FeelContext.Empty),
                new ErrorStep("e", "c"),
                new EscalationStep("e", "c"),
                new AdvanceStep("P1M2DT3H"),
                new SetStep(Of("x", FeelValue.Of("2026-03-02"))),
            ],
            read.Script.Steps);
    }

    [Theory]
    [InlineData("""{"jump":"a"}""", "Expected one of complete, message, signal, error, escalation, advance or set, but found {\"jump\":\"a\"}")]
    [InlineData("""{"complete":"a","advance":"P1D"}""", "Expected only one of complete, message, signal, error, escalation, advance or set, but found complete and advance")]
    [InlineData("""{"complete":7}""", "Expected complete to be the id of an element, but found 7")]
    [InlineData("""{"complete":"a","instance":-1}""", "Expected instance to be a whole number from 0, but found -1")]
    [InlineData("""{"complete":"a","instance":0.5}""", "Expected instance to be a whole number from 0, but found 0.5")]
    [InlineData("""{"complete":"a","instence":0}""", "Expected complete, variables, instance and no more, but found instence")]
    [InlineData("""{"complete":"a","variables":[]}""", "Expected an object of variables, but found []")]
    [InlineData("""{"advance":"3 days"}""", "Expected advance to be a duration like P3D or PT1H30M, but found '3 days'")]
    [InlineData("""{"advance":"-P1D"}""", "Expected advance to be a duration like P3D or PT1H30M, but found '-P1D'")]
    [InlineData("""{"advance":null}""", "Expected advance to be a duration like P3D, but found null")]
    [InlineData("""{"error":"E1"}""", "Expected error to be an object with element and code, but found \"E1\"")]
    [InlineData("""{"escalation":{"element":"a"}}""", "Expected code to be a text, but found none")]
    [InlineData("""{"set":{"n":1e40}}""", "Expected a number of at most 28 digits and as many places after the point, but found 1e40")]
    [InlineData("""{"set":{"n":"\ud800"}}""", "Expected texts of whole characters, but found half a surrogate pair in \"\\ud800\"")]
    [InlineData(""" "complete" """, "Expected an object with one of complete, message, signal, error, escalation, advance or set, but found \"complete\"")]
    public void A_step_that_is_not_in_the_form_is_told_with_its_number(string step, string told)
    {
        var read = Read("{" + Now + ""","steps":[{"signal":"s"},""" + step + "]}");

        Assert.Null(read.Script);
        Assert.Equal($"Step 1: {told}", Assert.Single(read.Faults).Message);
    }

    [Theory]
    [InlineData("[]", "Expected the script to be an object with now, variables, hold and steps, but found array")]
    [InlineData("{}", "Expected now to be a moment with offset like 2026-03-02T09:00:00+08:00, but found none")]
    [InlineData("""{"now":"2026-03-02T09:00:00"}""", "Expected now to be a moment with offset like 2026-03-02T09:00:00+08:00, but found '2026-03-02T09:00:00'")]
    [InlineData("{" + Now + ",\"steps\":{}}", "Expected steps to be a list, but found object")]
    [InlineData($$"""{{{Now}},"hold":"a"}""", "Expected hold to be a list of element ids, but found \"a\"")]
    [InlineData($$"""{{{Now}},"step":[]}""", "Expected the script to hold now, variables, hold and steps, but found step")]
    public void A_script_that_is_not_in_the_form_is_told(string script, string told) => Assert.Equal(told, Assert.Single(Read(script).Faults).Message);

    [Fact]
    public void Every_fault_is_told()
    {
        var read = Read("""{"hold":1,"steps":[{},{"signal":1},{"signal":"s"},7]}""");

        Assert.Equal(["script.form", "script.form", "script.step", "script.step", "script.step"], read.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public void What_is_no_JSON_is_told_with_its_line()
    {
        var fault = Assert.Single(Read("{\n\"now\":\n}").Faults);

        Assert.Equal(("script.no-json", 3), (fault.Code, fault.Line));
    }

    [Fact]
    public void A_member_given_twice_is_a_fault() => Assert.Equal("script.no-json", Assert.Single(Read("{" + Now + ""","variables":{"a":1,"a":2}}""").Faults).Code);

    [Fact]
    public void A_byte_order_mark_is_passed_over() => Assert.Empty(Read($$"""{{"\uFEFF"}}{{{Now}}}""").Faults);

    private static FeelContext Of(string name, FeelValue value) => FeelContext.Empty.With(name, value);

    private static ScriptResult Read(string script) => ScriptReader.Read(Encoding.UTF8.GetBytes(script));
}
