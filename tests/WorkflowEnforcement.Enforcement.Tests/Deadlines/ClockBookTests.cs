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

    [Fact]
    public void The_book_holds_every_number_of_the_clock_table() =>
        Assert.Equal([], Enumerable.Range(1, 40).Select(number => $"T{number:00}")
            .Where(id => id is not ("T26" or "T29") && ClockBook.Official.Find(id, new(2026, 3, 2)) is null));

    [Theory]
    [InlineData("T26a", "T26b")]
    [InlineData("T29a", "T29b")]
    [InlineData("T17a", "T17b")]
    [InlineData("T33", "T33a")]
    public void Two_periods_under_one_number_are_told_apart(string one, string other) =>
        Assert.NotEqual(ClockBook.Official.Find(one, new(2026, 3, 2)), ClockBook.Official.Find(other, new(2026, 3, 2)));

    [Fact]
    public void Only_what_the_settled_readings_name_does_not_roll_over() =>
        Assert.Equal(
            ["T07", "T08", "T09", "T19", "T24", "T27", "T29b", "T33", "T33a", "T34", "T35", "T38", "T40"],
            ClockBook.Official.Rules.Where(rule => !rule.RollsOver).Select(rule => rule.Id).Distinct().Order());

    [Theory]
    [InlineData("T02", "director deputy")]
    [InlineData("T03", "")]
    [InlineData("T10", "director deputy")]
    [InlineData("T11", "director deputy")]
    [InlineData("T15", "director deputy")]
    [InlineData("T25", "director deputy")]
    [InlineData("T26b", "director deputy")]
    public void An_extension_names_the_roles_that_may_grant_it(string id, string roles) =>
        Assert.Equal(roles, string.Join(' ', ClockBook.Official.Find(id, new(2026, 3, 2))!.Extension!.Roles));

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
    [InlineData("\"unit\":\"workingDays\"", "\"unit\":\"workingDays\",\"method\":\"before\"")]
    [InlineData("\"unit\":\"workingDays\",\"rollsOver\":true", "\"unit\":\"months\",\"method\":\"before\",\"rollsOver\":false")]
    [InlineData("\"unit\":\"workingDays\"", "\"unit\":\"workingDays\",\"method\":\"backwards\"")]
    [InlineData("\"unit\":\"workingDays\"", "\"unit\":\"date\"")]
    [InlineData("\"unit\":\"workingDays\",\"rollsOver\":true", "\"unit\":\"date\",\"method\":\"fixedDate\",\"date\":\"02-29\",\"rollsOver\":false")]
    [InlineData("\"unit\":\"workingDays\"", "\"unit\":\"workingDays\",\"orNextWorkingDay\":true")]
    [InlineData("\"unit\":\"workingDays\"", "\"unit\":\"workingDays\",\"extension\":{\"length\":1,\"approvedBy\":\"x\",\"roles\":[\"head\"]}")]
    [InlineData("\"unit\":\"workingDays\"", "\"unit\":\"workingDays\",\"extension\":{\"length\":1,\"approvedBy\":\"x\"}")]
    public void Only_sound_clock_data_is_read(string sound, string broken)
    {
        var json = Encoding.UTF8.GetBytes(TwoWordings.Replace(sound, broken, StringComparison.Ordinal));
        Assert.Throws<FormatException>(() => ClockBook.Read(json));
    }
}
