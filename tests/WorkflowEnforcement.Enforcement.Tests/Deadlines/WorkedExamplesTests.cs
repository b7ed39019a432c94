using System.Text.Json;
using WorkflowEnforcement.Enforcement.Deadlines;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Deadlines;

public sealed class WorkedExamplesTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach (var row in JsonElement.Parse(RepositoryFiles.Table("Deadlines", "worked-examples.json")).EnumerateArray())
        {
            rows.Add(row.GetProperty("article").GetString()!, row.GetRawText());
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_last_day_is_the_one_the_table_works_out(string article, string row)
    {
        var example = JsonSerializer.Deserialize<Example>(row, Web)!;
        var rule = ClockBook.Official.Find(example.Clock, example.Start);
        Assert.True(rule is not null, $"{example.Clock} of {article} is in the book");
        var spans = example.Excluded?.Select(s => new ExcludedSpan(s[0], s[1], article)).ToList() ?? [];

        var outcome = DeadlineCalculator.Compute(rule, example.Start, HolidayCalendar.Official, example.Extended, spans);

        Assert.Equal(new DeadlineOutcome.Computed(new(example.Due, example.Internal, example.Provisional)), outcome);
        if (!example.Extended && spans.Count == 0)
        {
            Assert.Equal(example.Due, DeadlineCalculator.Compute(rule, example.Start, HolidayCalendar.Official).Due);
        }
    }

    [Fact]
    public void Every_clock_that_is_counted_in_dates_has_a_worked_example()
    {
        var worked = JsonElement.Parse(RepositoryFiles.Table("Deadlines", "worked-examples.json")).EnumerateArray()
            .Select(row => ClockBook.Official.Find(row.GetProperty("clock").GetString()!, DateOnly.MaxValue)!.Id);
        Assert.Equal([], ClockBook.Official.Rules.Where(rule => rule.Unit != ClockUnit.Hours).Select(rule => rule.Id).Except(worked));
    }

    private sealed record Example(
        string Clock, DateOnly Start, DateOnly Due, DateOnly Internal, bool Provisional, bool Extended, DateOnly[][]? Excluded);
}
