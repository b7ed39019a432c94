using System.Text;
using WorkflowEnforcement.Enforcement.Deadlines;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Deadlines;

public sealed class ClockBookTests
{
    private const string TwoWordings = """
        {"aliases":{},"clocks":[
        {"id":"T1","name":"n","startsWith":"s","length":5,"unit":"workingDays","rollsOver":true,"law":"l","article":"","tag":"default","validFrom":"2020-01-01"},
        {"id":"T1","name":"n","startsWith":"s","length":7,"unit":"workingDays","rollsOver":true,"law":"l","article":"","tag":"default","validFrom":"2024-01-01"}]}
        """;

    [Theory]
    [InlineData("2019-12-31", null)]
    [InlineData("2023-12-31", 5)]
    [InlineData("2024-01-01", 7)]
    public void The_wording_of_the_day_of_the_start_applies(string start, int? length) =>
        Assert.Equal(length, ClockBook.Read(Encoding.UTF8.GetBytes(TwoWordings)).Find("T1", DateOnly.Parse(start, null))?.Length);

    [Fact]
    public void An_alias_finds_the_clock_it_stands_for() =>
        Assert.Equal("T17a", ClockBook.Official.Find("T17", new(2026, 3, 2))?.Id);

    [Theory]
    [InlineData("T99")]
    [InlineData("t11")]
    [InlineData("")]
    public void An_unknown_number_finds_nothing(string id) => Assert.Null(ClockBook.Official.Find(id, new(2026, 3, 2)));

    [Fact]
    public void Every_rule_names_its_law_and_its_start() =>
        Assert.All(ClockBook.Official.Rules, r =>
        {
            Assert.NotEmpty(r.Source.Law);
            Assert.NotEmpty(r.StartsWith);
            Assert.Equal(r.Source.Provenance == Provenance.Checked, r.Source.Article.Length > 0);
        });

    [Theory]
    [InlineData("T09")]
    [InlineData("T19")]
    [InlineData("T34")]
    public void A_clock_that_is_not_a_period_is_not_in_the_book(string id) =>
        Assert.Null(ClockBook.Official.Find(id, new(2026, 3, 2)));

    [Theory]
    [InlineData("\"length\":5", "\"length\":0")]
    [InlineData("\"length\":5", "\"length\":1.5")]
    [InlineData("workingDays", "workdays")]
    [InlineData("2024-01-01", "2020-01-01")]
    [InlineData("\"aliases\":{}", "\"aliases\":{\"T2\":\"T9\"}")]
    [InlineData("\"aliases\":{}", "\"aliases\":{\"T1\":\"T1\"}")]
    [InlineData("\"aliases\":{}", "\"aliases\":{\"T2\":1}")]
    [InlineData("\"tag\":\"default\",", "")]
    [InlineData("\"rollsOver\":true", "\"rollsOver\":1")]
    [InlineData("\"unit\":\"workingDays\"", "\"unit\":\"months\",\"stoppedBy\":\"鉴定\"")]
    public void Only_sound_clock_data_is_read(string sound, string broken)
    {
        var json = Encoding.UTF8.GetBytes(TwoWordings.Replace(sound, broken, StringComparison.Ordinal));
        Assert.Throws<FormatException>(() => ClockBook.Read(json));
    }
}
