using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Conditions;

/// <summary>What would run for ever or grow without bound is given up, and nothing else is harmed.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("for a in 1..1000, b in 1..1000 return a")]
    [InlineData("some a in 1..1000000000000 satisfies false")]
    [InlineData("every a in 1..1000000, b in 1..1000000 satisfies true")]
    [InlineData("sort(for a in 1..50000 return a, function(x, y) x > y)")]
    [InlineData("distinct values(for a in 1..20000 return a)")]
    [InlineData("concatenate(for a in 1..100000 return [a])")]
    public void An_endless_evaluation_is_given_up(string text) => Assert.Equal("expression.step-limit", Feel.Limit(text));

    [Fact]
    public void A_text_that_doubles_is_given_up()
    {
        var doubled = string.Concat(Enumerable.Range(1, 40).Select(i => $", a{i}: a{i - 1} + a{i - 1}"));

        Assert.StartsWith("expression.", Feel.Limit($"{{a0: \"0123456789\"{doubled}}}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_doubles_is_given_up_when_it_is_compared_or_written()
    {
        var doubled = string.Concat(Enumerable.Range(1, 60).Select(i => $", a{i}: [a{i - 1}, a{i - 1}]"));

        Assert.Equal("expression.size-limit", Feel.Limit($"{{a0: 1{doubled}, same: a60 = a60}}"));
        Assert.Equal("expression.size-limit", Feel.Limit($"{{a0: 1{doubled}, flat: flatten(a60)}}"));
        Assert.StartsWith("expression.", Feel.Limit($"{{a0: 1{doubled}, text: string(a60)}}"), StringComparison.Ordinal);
        Assert.Equal("expression.size-limit", Feel.Limit($"{{a0: 1{doubled}}}.a60"));
        var type = string.Concat(Enumerable.Repeat("list<", 60)) + "number" + new string('>', 60);
        Assert.StartsWith("expression.", Feel.Limit($"{{a0: 1{doubled}, is: a60 instance of {type}}}.is"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_that_stands_in_a_list_many_times_is_given_up()
    {
        Assert.Equal("expression.size-limit", Feel.Limit($"for t in [\"{new string('a', 5_000)}\"], i in 1..5000 return t"));
        Assert.Equal("none", Feel.Limit("for i in 1..20000 return i"));
    }

    [Theory]
    [InlineData("(for i in 1..24 return if i = 1 then [1] else [partial[-1], partial[-1]])[-1]")]
    [InlineData("(for i in 1..24 return if i = 1 then {a: 1} else {a: partial[-1], b: partial[-1]})[-1]")]
    [InlineData("(for i in 1..24 return if i = 1 then {a: 1} else context put({a: partial[-1]}, \"b\", partial[-1]))[-1]")]
    [InlineData("(for i in 1..24 return if i = 1 then {a: 1} else context([{key: \"a\", value: partial[-1]}, {key: \"b\", value: partial[-1]}]))[-1]")]
    [InlineData("for i in 1..2000 return string join(for n in 1..2000 return \"0123456789\")")]
    public void A_value_that_would_be_far_larger_written_down_than_in_memory_is_given_up(string text) =>
        Assert.StartsWith("expression.", Feel.Limit(text), StringComparison.Ordinal);

    [Fact]
    public void A_value_that_doubles_from_step_to_step_stops_its_case_alone()
    {
        var run = TestRun.Started(Bpmn.Start(), Bpmn.Again(Bpmn.Script("grow", "[t, t]", "t"), null, most: 40), Bpmn.Path("start", "grow"));

        Assert.Equal("expression.size-limit", run.Incident.Code);
    }

    [Fact]
    public void A_list_as_large_as_is_held_is_read_and_written() => Assert.Equal("none", Feel.Limit("for i in 1..20000 return i"));

    [Fact]
    public void Lists_within_lists_without_end_are_given_up()
    {
        var nested = string.Concat(Enumerable.Range(1, 300).Select(i => $", a{i}: [[a{i - 1}]]"));

        Assert.Equal("expression.size-limit", Feel.Limit($"{{a0: 1{nested}, same: a300 = a300}}"));
        Assert.Equal("expression.size-limit", Feel.Limit("for i in 1..400 return [partial[-1]]"));
        Assert.Equal("none", Feel.Limit("for i in 1..100 return [partial[-1]]"));
    }

    [Fact]
    public void A_replacement_that_explodes_is_given_up()
    {
        Assert.StartsWith("expression.", Feel.Limit($"replace(\"{new string('a', 4_000)}\", \"a\", \"{new string('b', 4_000)}\")"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_would_backtrack_for_ever_ends()
    {
        Feel.Gives($"matches(\"{new string('a', 5_000)}!\", \"^(a+)+$\")", "false");
    }

    [Fact]
    public void Patterns_that_count_within_counts_are_given_up()
    {
        Assert.Equal("expression.step-limit", Feel.Limit("for i in 1..190 return matches(\"aaaaaaaaaaaa\", \"((a{1,40}){1,40}b){1,5}\" + string(i))"));
        Assert.Equal("expression.step-limit", Feel.Limit("matches(\"a\", \"a{1,999999}\")"));
        Assert.Equal("none", Feel.Limit("matches(\"440300200001010000\", \"^[0-9]{17}[0-9X]$\")"));
    }

    [Fact]
    public void A_function_that_calls_itself_for_ever_is_given_up()
    {
        Assert.Equal("expression.depth-limit", Feel.Limit("{f: function(n) f(n + 1), r: f(1)}.r"));
        Assert.Equal("expression.depth-limit", Feel.Limit("{f: function(g) g(g), r: f(f)}.r"));
        Assert.Equal("expression.step-limit", Feel.Limit("{f: function(n) if n = 0 then 1 else f(n - 1) + f(n - 1), r: f(30)}.r"));
    }

    [Fact]
    public void Results_so_far_cannot_be_read_without_end() =>
        Assert.Equal("expression.step-limit", Feel.Limit("for i in 1..20000 return count(partial)"));

    [Fact]
    public void A_loop_of_failures_is_given_up() =>
        Assert.Equal("expression.step-limit", Feel.Limit("for i in 1..10000 return 79228162514264337593543950335 + i"));

    [Fact]
    public void A_function_is_no_value_to_keep()
    {
        Assert.Equal("expression.function", Feel.Limit("function(a) a"));
        Assert.Equal("expression.function", Feel.Limit("{f: function(a) a}"));
        Assert.Equal("expression.function", Feel.Limit("[sum]"));
    }
}
