using WorkflowEnforcement.Enforcement.Deadlines;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Cli;

public sealed class ClockVerbTests
{
    [Theory]
    [InlineData("T02", "2026-09-18", "2026-10-22", "2026-10-22", 20, "workingDays", false)]
    [InlineData("T18", "2026-09-17", "2026-10-08", "2026-09-30", 15, "naturalDays", false)]
    [InlineData("T11", "2026-07-03", "2026-10-08", "2026-09-30", 90, "naturalDays", false)]
    [InlineData("T21", "2026-08-31", "2027-03-01", "2027-02-26", 6, "months", true)]
    [InlineData("T22", "2027-03-01", "2027-06-01", "2027-06-01", 3, "months", true)]
    [InlineData("T24", "2026-10-01T16:20+08:00", "2026-10-02T16:20+08:00", "2026-10-02T16:20+08:00", 24, "hours", false)]
    [InlineData("T29b", "2026-12-31T23:59:30+08:00", "2027-01-01T23:59+08:00", "2027-01-01T23:59+08:00", 24, "hours", false)]
    [InlineData("T07", "2026-10-16", "2026-09-30", "2026-09-30", 7, "workingDays", false)]
    [InlineData("T08", "2026-09-29", "2026-08-30", "2026-08-17", 30, "naturalDays", false)]
    [InlineData("T09", "2026-10-03", "2026-10-03", "2026-09-30", 0, "naturalDays", false)]
    [InlineData("T19", "2026-10-08", "2026-11-11", "2026-11-11", 34, "naturalDays", false)]
    [InlineData("T27", "2026-10-10", "2026-09-29", "2026-09-29", 3, "workingDays", false)]
    [InlineData("T35", "2025-12-31", "2026-01-31", "2026-01-30", 31, "date", false)]
    public async Task The_worked_examples_come_out(string id, string from, string due, string warning, int counted, string unit, bool provisional)
    {
        var answer = await Wfe.Run("clock", id, "--from", from, "--json");

        Assert.Equal(0, answer.Exit);
        Assert.Equal(["id", "from", "due", "internal", "counted", "unit", "basis", "provisional"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(id, answer.Json.GetProperty("id").GetString());
        Assert.Equal(due, answer.Json.GetProperty("due").GetString());
        Assert.Equal(warning, answer.Json.GetProperty("internal").GetString());
        Assert.Equal(counted, answer.Json.GetProperty("counted").GetInt32());
        Assert.Equal(unit, answer.Json.GetProperty("unit").GetString());
        Assert.StartsWith("《", answer.Json.GetProperty("basis").GetString(), StringComparison.Ordinal);
        Assert.Equal(provisional, answer.Json.GetProperty("provisional").GetBoolean());
        Assert.Empty(answer.Error);
    }

    [Fact]
    public async Task The_hours_of_the_export_stand_beside_the_end_of_the_next_working_day()
    {
        var answer = await Wfe.Run("clock", "T40", "--from", "2026-09-30T17:05+08:00", "--json");
        var text = await Wfe.Run("clock", "T40", "--from", "2026-09-30T17:05+08:00");

        Assert.Equal("2026-10-01T17:05+08:00", answer.Json.GetProperty("due").GetString());
        Assert.Equal("2026-10-08", answer.Json.GetProperty("nextWorkingDay").GetString());
        Assert.Contains("2026-10-01T17:05+08:00 (or by the end of 2026-10-08, the next working day)", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_clock_of_the_book_answers()
    {
        foreach (var rule in ClockBook.Official.Rules)
        {
            var answer = await Wfe.Run("clock", rule.Id, "--from", rule.Unit == ClockUnit.Hours ? "2026-03-02T09:00+08:00" : "2026-03-02", "--json");
            Assert.Equal((0, rule.Id), (answer.Exit, answer.Json.GetProperty("id").GetString()));
        }
    }

    [Fact]
    public async Task An_extension_and_spans_are_counted_through()
    {
        var answer = await Wfe.Run("clock", "T02", "--from", "2026-03-02", "--excluded", "2026-03-31..2026-04-02", "--excluded", "2026-03-09..2026-03-20", "--json");
        var extended = await Wfe.Run("clock", "T25", "--extended", "--from", "2026-08-20", "--json");

        Assert.Equal("2026-04-17", answer.Json.GetProperty("due").GetString());
        Assert.Equal("2026-10-19", extended.Json.GetProperty("due").GetString());
        Assert.Equal(60, extended.Json.GetProperty("counted").GetInt32());
    }

    [Fact]
    public async Task A_calendar_of_ones_own_takes_the_place_of_the_one_carried()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("wfe-test-").FullName, "calendar.json");
        await File.WriteAllTextAsync(
            file,
            """{"years":[{"year":2027,"status":"official","notice":"sample","noticeTag":"default","off":[{"first":"2027-03-01","last":"2027-03-03"}],"working":[]}]}""",
            TestContext.Current.CancellationToken);

        var answer = await Wfe.Run("clock", "T13", "--from", "2027-02-26", "--calendar", file, "--json");

        Assert.Equal("2027-03-10", answer.Json.GetProperty("due").GetString());
        Assert.False(answer.Json.GetProperty("provisional").GetBoolean());
    }

    [Fact]
    public async Task People_read_the_law_and_what_the_answer_rests_on()
    {
        var answer = await Wfe.Run("clock", "T21", "--from", "2026-08-31");

        Assert.Equal(0, answer.Exit);
        Assert.Contains("due          2027-03-01", answer.Output, StringComparison.Ordinal);
        Assert.Contains("《行政诉讼法》第四十六条", answer.Output, StringComparison.Ordinal);
        Assert.Contains("provisional  yes", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clock.no-extension", "T12", "--from", "2026-03-02", "--extended")]
    [InlineData("clock.no-exclusion", "T18", "--from", "2026-03-02", "--excluded", "2026-03-09..2026-03-10")]
    [InlineData("span.before-start", "T25", "--from", "2026-03-02", "--excluded", "2026-03-02..2026-03-10")]
    [InlineData("span.backwards", "T25", "--from", "2026-03-02", "--excluded", "2026-03-10..2026-03-09")]
    [InlineData("span.overlaps", "T25", "--from", "2026-03-02", "--excluded", "2026-03-09..2026-03-10", "--excluded", "2026-03-10..2026-03-12")]
    [InlineData("span.after-end", "T25", "--from", "2026-03-02", "--excluded", "2026-04-02..2026-04-03")]
    [InlineData("neither extended nor stopped", "T24", "--from", "2026-10-01T16:20+08:00", "--extended")]
    [InlineData("clock.no-extension", "T08", "--from", "2026-09-29", "--extended")]
    [InlineData("clock.no-exclusion", "T34", "--from", "2026-12-31", "--excluded", "2027-01-04..2027-01-05")]
    [InlineData("neither extended nor stopped", "T40", "--from", "2026-10-01T16:20+08:00", "--excluded", "2026-10-08..2026-10-09")]
    [InlineData("neither extended nor stopped", "T24", "--from", "2026-10-01T16:20+08:00", "--calendar", "any.json")]
    [InlineData("found T99", "T99", "--from", "2026-03-02")]
    [InlineData("came into force", "T11", "--from", "2020-03-02")]
    [InlineData("moment with offset", "T24", "--from", "2026-10-01")]
    [InlineData("moment with offset", "T24", "--from", "2026-10-01T16:20")]
    [InlineData("a day like", "T11", "--from", "2026-02-30")]
    [InlineData("a day like", "T11", "--from", "2026-07-03T10:00+08:00")]
    [InlineData("a span like", "T25", "--from", "2026-03-02", "--excluded", "2026-03-09")]
    [InlineData("before the year 10000", "T21", "--from", "9999-12-01")]
    [InlineData("can be read", "T11", "--from", "2026-03-02", "--calendar", "no-such-file.json")]
    [InlineData("--from with the day", "T11")]
    [InlineData("a value after --from", "T11", "--from")]
    [InlineData("--from once", "T11", "--from", "2026-03-02", "--from", "2026-03-03")]
    [InlineData("found --forever", "T11", "--from", "2026-03-02", "--forever")]
    public async Task What_cannot_be_counted_is_said_in_a_sentence(string said, params string[] args)
    {
        var answer = await Wfe.Run(["clock", "--json", .. args]);

        Assert.Equal(2, answer.Exit);
        Assert.Empty(answer.Output);
        Assert.StartsWith("Expected ", answer.Error, StringComparison.Ordinal);
        Assert.Contains(said, answer.Error, StringComparison.Ordinal);
    }
}
