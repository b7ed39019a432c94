using System.Text;
using CsCheck;
using WorkflowEnforcement.Enforcement.Deadlines;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Deadlines;

public sealed class HolidayCalendarTests
{
    private static readonly HolidayCalendar Calendar = HolidayCalendar.Official;

    private static readonly Gen<DateOnly> Days =
        Gen.Int[new DateOnly(2023, 1, 1).DayNumber, new DateOnly(2028, 12, 31).DayNumber].Select(DateOnly.FromDayNumber);

    [Theory]
    [InlineData(2024, 251, 8)]
    [InlineData(2025, 248, 5)]
    [InlineData(2026, 248, 6)]
    public void Each_notified_year_has_its_working_days(int year, int workingDays, int makeUpDays)
    {
        var first = new DateOnly(year, 1, 1);
        Assert.Equal(workingDays, Calendar.WorkingDaysBetween(first.AddDays(-1), new(year, 12, 31)));
        Assert.Equal(makeUpDays, Calendar.Years.Single(y => y.Year == year).WorkingWeekendDays.Count);
    }

    [Theory]
    [InlineData("2026-09-20", true)]
    [InlineData("2026-09-25", false)]
    [InlineData("2026-10-07", false)]
    [InlineData("2026-10-08", true)]
    [InlineData("2026-10-10", true)]
    [InlineData("2026-10-11", false)]
    [InlineData("2027-02-05", true)]
    [InlineData("2027-02-06", false)]
    public void A_notice_beats_the_rhythm_of_the_week(string day, bool works) =>
        Assert.Equal(works, Calendar.IsWorkingDay(DateOnly.Parse(day, null)));

    [Fact]
    public void A_year_without_a_notice_is_not_covered()
    {
        Assert.True(Calendar.Covers(2026));
        Assert.False(Calendar.Covers(2027));
        Assert.False(Calendar.Covers(2023));
    }

    [Fact]
    public void Every_year_names_its_notice() => Assert.All(Calendar.Years, y => Assert.Contains("节假日安排的通知", y.Source.ToString()));

    [Fact]
    public void Counting_forward_and_measuring_agree() =>
        Gen.Select(Days, Gen.Int[0, 120]).Sample((from, days) =>
            Calendar.WorkingDaysBetween(from, Calendar.AddWorkingDays(from, days)) == days);

    [Fact]
    public void Counting_back_mirrors_counting_forward() =>
        Gen.Select(Days, Gen.Int[1, 60]).Sample((day, days) =>
        {
            var from = Calendar.NextWorkingDayOrSame(day);
            return Calendar.AddWorkingDays(Calendar.AddWorkingDays(from, days), -days) == from;
        });

    [Fact]
    public void Measuring_the_other_way_round_changes_the_sign_only() =>
        Gen.Select(Days, Days).Sample((a, b) => Calendar.WorkingDaysBetween(a, b) == -Calendar.WorkingDaysBetween(b, a));

    [Fact]
    public void Rolling_lands_on_the_nearest_working_day_of_its_side() =>
        Days.Sample(day =>
        {
            var next = Calendar.NextWorkingDayOrSame(day);
            var previous = Calendar.PreviousWorkingDayOrSame(day);
            return Calendar.IsWorkingDay(next) && Calendar.IsWorkingDay(previous) && previous <= day && day <= next
                && Calendar.WorkingDaysBetween(previous, next) == (previous == next ? 0 : 1);
        });

    [Theory]
    [InlineData("""{"years":[]}""", true)]
    [InlineData("""{"years":[{"year":2027,"status":"provisional","notice":"n","noticeTag":"recalled","off":[],"working":["2027-02-13"]}]}""", true)]
    [InlineData("""{"years":[{"year":2027,"status":"provisional","notice":"n","noticeTag":"recalled","off":[],"working":["2027-02-12"]}]}""", false)]
    [InlineData("""{"years":[{"year":2027,"status":"sure","notice":"n","noticeTag":"recalled","off":[],"working":[]}]}""", false)]
    [InlineData("""{"years":[{"year":2027,"status":"official","notice":"n","noticeTag":"recalled","off":[{"first":"2026-12-31","last":"2027-01-01"}],"working":[]}]}""", false)]
    [InlineData("""{"years":[{"year":2027,"status":"official","notice":"n","noticeTag":"recalled","off":[{"first":"2027-13-01","last":"2027-13-02"}],"working":[]}]}""", false)]
    [InlineData("""{"years":{}}""", false)]
    [InlineData("[", false)]
    public void Only_sound_calendar_data_is_read(string json, bool sound)
    {
        var fault = Record.Exception(() => HolidayCalendar.Read(Encoding.UTF8.GetBytes(json)));
        Assert.Equal(sound ? null : typeof(FormatException), fault?.GetType());
    }

    [Fact]
    public void A_provisional_year_is_counted_but_not_covered()
    {
        var calendar = HolidayCalendar.Read(
            """{"years":[{"year":2027,"status":"provisional","notice":"n","noticeTag":"recalled","off":[{"first":"2027-10-01","last":"2027-10-03"}],"working":[]}]}"""u8);
        Assert.False(calendar.IsWorkingDay(new(2027, 10, 1)));
        Assert.False(calendar.Covers(2027));
    }
}
