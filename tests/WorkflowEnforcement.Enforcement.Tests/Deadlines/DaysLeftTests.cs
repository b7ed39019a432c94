using CsCheck;
using WorkflowEnforcement.Enforcement.Deadlines;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Deadlines;

public sealed class DaysLeftTests
{
    [Theory]
    [InlineData(ClockUnit.WorkingDays, "2026-09-18", "2026-09-24", "剩余 5 个工作日")]
    [InlineData(ClockUnit.WorkingDays, "2026-09-30", "2026-10-08", "剩余 1 个工作日")]
    [InlineData(ClockUnit.WorkingDays, "2026-10-08", "2026-10-08", "今日到期")]
    [InlineData(ClockUnit.WorkingDays, "2026-10-10", "2026-10-08", "已超期 2 个工作日")]
    [InlineData(ClockUnit.WorkingDays, "2026-03-07", "2026-03-06", "已超期 1 个工作日")]
    [InlineData(ClockUnit.WorkingDays, "2027-02-12", "2027-02-13", "剩余 1 个工作日")]
    [InlineData(ClockUnit.NaturalDays, "2026-10-03", "2026-10-08", "剩余 5 天")]
    [InlineData(ClockUnit.NaturalDays, "2026-10-08", "2026-10-08", "今日到期")]
    [InlineData(ClockUnit.NaturalDays, "2026-10-10", "2026-10-08", "已超期 2 天")]
    [InlineData(ClockUnit.Months, "2026-02-28", "2026-03-01", "剩余 1 天")]
    public void The_phrase_says_how_far_the_last_day_is(ClockUnit unit, string today, string due, string phrase) =>
        Assert.Equal(
            phrase, DeadlinePhrase.For(unit, DateOnly.Parse(today, null), DateOnly.Parse(due, null), HolidayCalendar.Official));

    [Fact]
    public void The_sign_tells_before_on_and_after_the_last_day() =>
        Gen.Select(Gen.Enum<ClockUnit>(), Gen.Int[738700, 740000], Gen.Int[738700, 740000]).Sample((unit, today, due) =>
            Math.Sign(DaysLeft.Of(unit, DateOnly.FromDayNumber(today), DateOnly.FromDayNumber(due), HolidayCalendar.Official))
                == Math.Sign(due - today));
}
