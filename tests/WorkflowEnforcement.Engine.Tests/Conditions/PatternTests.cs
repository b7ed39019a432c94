using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Conditions;

/// <summary>Patterns of matches, replace and split mean what XPath says, and count characters.</summary>
public sealed class PatternTests
{
    [Theory]
    [InlineData("matches(\"🐎\", \"^.$\")", "true")]
    [InlineData("matches(\"🐎🐎\", \"^.{2}$\")", "true")]
    [InlineData("matches(\"😃\", \"^[😀-😎]$\")", "true")]
    [InlineData("matches(\"🐎\", \"[😀-😎]\")", "false")]
    [InlineData("matches(\"🐎\", \"^[^a]$\")", "true")]
    [InlineData("matches(\"𠮷\", \"^\\\\p{L}$\")", "true")]
    [InlineData("matches(\"🐎\", \"^\\\\P{L}$\")", "true")]
    [InlineData("matches(\"𐐀\", \"^𐐨$\", \"i\")", "true")]
    [InlineData("replace(\"🐎ab\", \".\", \"x\")", "\"xxx\"")]
    [InlineData("replace(\"🐎\", \"^.\", \"\")", "\"\"")]
    [InlineData("split(\"a🐎b\", \".\")", "[\"\", \"\", \"\", \"\"]")]
    [InlineData("split(\"a🐎b\", \"\")", "[\"a\", \"🐎\", \"b\"]")]
    public void Characters_are_counted_and_not_their_halves(string text, string expected) => Feel.Gives(text, expected);

    [Theory]
    [InlineData("matches(\"abc\\n\", \"^abc$\")", "false")]
    [InlineData("matches(\"abc\\n\", \"^abc$\", \"m\")", "true")]
    [InlineData("matches(\"a\\nb\", \"^b$\", \"m\")", "true")]
    [InlineData("matches(\"a\\n\", \"a\\n^\", \"m\")", "false")]
    [InlineData("matches(\"\\n\", \".\")", "false")]
    [InlineData("matches(\"\\r\", \".\")", "false")]
    [InlineData("matches(\"\\u2028\", \".\")", "true")]
    [InlineData("matches(\"\\r\", \"^.$\", \"s\")", "true")]
    [InlineData("matches(\"a b\", \"a b\", \"x\")", "false")]
    [InlineData("matches(\"a b\", \"a[ ] b\", \"x\")", "true")]
    [InlineData("matches(\"\\u00A0\", \"\\\\s\")", "false")]
    [InlineData("matches(\"_\", \"\\\\w\")", "false")]
    [InlineData("matches(\"汉\", \"\\\\w\")", "true")]
    [InlineData("matches(\"b\", \"[a-z-[aeiou]]\")", "true")]
    [InlineData("matches(\"e\", \"[a-z-[aeiou]]\")", "false")]
    [InlineData("matches(\"Q\", \"[^q]\", \"i\")", "false")]
    [InlineData("matches(\"B\", \"[a-c]\", \"i\")", "true")]
    [InlineData("matches(\"a-b\", \"^[a-]+b$\")", "true")]
    [InlineData("matches(\"[]\", \"^\\\\[\\\\]$\")", "true")]
    [InlineData("matches(\"aaa\", \"^a{2,3}$\")", "true")]
    [InlineData("matches(\"aaaa\", \"^a{2,3}$\")", "false")]
    [InlineData("matches(\"ab\", \"^(a|ab)$\")", "true")]
    [InlineData("matches(\"\", \"\")", "true")]
    [InlineData("matches(\"abc\", \"(?i)ABC\")", "null")]
    [InlineData("matches(\"abc\", \"\\\\Aabc\\\\Z\")", "null")]
    [InlineData("matches(\"abc\", \"\\\\babc\")", "null")]
    [InlineData("matches(\"abc\", \"a(?=b)\")", "null")]
    [InlineData("matches(\"a\", \"(?<n>a)\")", "null")]
    [InlineData("matches(\"a\", \"\\\\x61\")", "null")]
    [InlineData("matches(\"a\", \"[z-a]\")", "null")]
    [InlineData("matches(\"a\", \"a{2,1}\")", "null")]
    [InlineData("matches(\"a\", \"a**\")", "null")]
    [InlineData("matches(\"a\", \"[]\")", "null")]
    [InlineData("matches(\"a\", \"a}\")", "null")]
    [InlineData("matches(\"a\", \"[[:alpha:]]\")", "null")]
    [InlineData("matches(\"a\", \"\\\\p{Foo}\")", "null")]
    [InlineData("matches(\"a\", \"a)\")", "null")]
    [InlineData("matches(\"a\", \"(a\")", "null")]
    public void Patterns_mean_what_XPath_says(string text, string expected) => Feel.Gives(text, expected);

    [Theory]
    [InlineData("replace(\"abracadabra\", \"a.*a\", \"*\")", "\"*\"")]
    [InlineData("replace(\"abracadabra\", \"a.*?a\", \"*\")", "\"*c*bra\"")]
    [InlineData("replace(\"abracadabra\", \"a(.)\", \"a$1$1\")", "\"abbraccaddabbra\"")]
    [InlineData("replace(\"abracadabra\", \".*?\", \"$1\")", "null")]
    [InlineData("replace(\"abc\", \"x*\", \"-\")", "null")]
    [InlineData("replace(\"abc\", \"^\", \"-\")", "null")]
    [InlineData("replace(\"AAAA\", \"A+\", \"b\")", "\"b\"")]
    [InlineData("replace(\"AAAA\", \"A+?\", \"b\")", "\"bbbb\"")]
    [InlineData("replace(\"darted\", \"^(.*?)d(.*)$\", \"$1c$2\")", "\"carted\"")]
    [InlineData("replace(\"ab\", \"(a)|(b)\", \"[$1|$2]\")", "\"[a|][|b]\"")]
    [InlineData("replace(\"aab\", \"(?:a)+(b)\", \"$1$0\")", "\"baab\"")]
    [InlineData("replace(\"a\", \"a\", \"$12\")", "\"2\"")]
    [InlineData("replace(\"a\", \"(a)\", \"$12\")", "\"a2\"")]
    [InlineData("replace(\"a\", \"a\", \"$\")", "null")]
    [InlineData("replace(\"a\", \"a\", \"\\\\n\")", "null")]
    public void Replacements_mean_what_XPath_says(string text, string expected) => Feel.Gives(text, expected);

    [Theory]
    [InlineData("split(\"abc\", \"\")", "[\"a\", \"b\", \"c\"]")]
    [InlineData("split(\"axxb\", \"x*\")", "[\"a\", \"b\"]")]
    [InlineData("split(\"\", \"\")", "[]")]
    [InlineData("split(\"\", \"a\")", "[\"\"]")]
    [InlineData("split(\",a,\", \",\")", "[\"\", \"a\", \"\"]")]
    [InlineData("split(\"John Doe\", \"\\\\s\")", "[\"John\", \"Doe\"]")]
    [InlineData("split(\"a1b22c\", \"([0-9])+\")", "[\"a\", \"b\", \"c\"]")]
    [InlineData("split(\"a\", \"(\")", "null")]
    public void Splitting_gives_the_pieces_between(string text, string expected) => Feel.Gives(text, expected);

    [Theory]
    [InlineData("matches(\"aa\", \"(a)\\\\1\")")]
    [InlineData("matches(\"aa\", \"\\\\p{IsBasicLatin}\")")]
    [InlineData("matches(\"aa\", \"\\\\i\\\\c*\")")]
    public void What_XPath_has_and_we_have_not_is_a_fault(string text) => Assert.StartsWith("Expected a pattern without", Feel.Fault(text).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("count(split(h, \"a*b|a\"))")]
    [InlineData("replace(h, \"a*b|a\", \"x\")")]
    [InlineData("matches(h, \"(((a{1,9}){1,9}){1,9}){1,9}b\")")]
    [InlineData("count(for i in 1..15000 return string length(h))")]
    [InlineData("count(for i in 1..15000 return substring before(h, \"b\"))")]
    [InlineData("count(for i in 1..15000 return contains(h, h + \"b\"))")]
    [InlineData("count(for i in 1..15000 return h = g + g)")]
    public void What_takes_long_over_a_long_text_is_given_up(string text)
    {
        var doubled = string.Concat("bcdefgh".Select((name, i) => $", {name}: {(char)(name - 1)} + {(char)(name - 1)}{(i == 0 ? "" : $" + {(char)(name - 1)} + {(char)(name - 1)}")}"));

        Assert.Equal("expression.step-limit", Feel.Limit($"{{a: \"aaaaaaaa\"{doubled}, r: {text}}}.r"));
    }
}
