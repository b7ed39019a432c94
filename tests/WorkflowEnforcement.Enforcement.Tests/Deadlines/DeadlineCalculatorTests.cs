using CsCheck;
using WorkflowEnforcement.Enforcement.Deadlines;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Deadlines;

public sealed class DeadlineCalculatorTests
{
    private static readonly HolidayCalendar Calendar = HolidayCalendar.Official;

    private static readonly Gen<ClockRule> AllDateRules =
        Gen.Int[0, ClockBook.Official.Rules.Count - 1].Select(i => ClockBook.Official.Rules[i]).Where(r => r.Unit != ClockUnit.Hours);

    private static readonly Gen<ClockRule> DateRules = AllDateRules.Where(r => r is { Method: ClockMethod.On, Length: > 0 });

    // Few rules count back: to pick among all and throw away the others would sometimes find none.
    private static readonly ClockRule[] Before = [.. ClockBook.Official.Rules.Where(r => r.Method == ClockMethod.Before)];

    private static readonly Gen<ClockRule> CountedBack = Gen.Int[0, Before.Length - 1].Select(i => Before[i]);

    private static readonly Gen<DateOnly> Starts =
        Gen.Int[new DateOnly(2023, 6, 1).DayNumber, new DateOnly(2027, 6, 30).DayNumber].Select(DateOnly.FromDayNumber);

    [Fact]
    public void The_last_day_is_after_the_start() =>
        Gen.Select(DateRules, Starts).Sample((rule, start) => DeadlineCalculator.Compute(rule, start, Calendar).Due > start);

    [Fact]
    public void A_clock_of_working_days_ends_on_a_working_day_and_warns_on_it() =>
        Gen.Select(DateRules.Where(r => r.Unit == ClockUnit.WorkingDays), Starts).Sample((rule, start) =>
        {
            var deadline = DeadlineCalculator.Compute(rule, start, Calendar);
            return Calendar.IsWorkingDay(deadline.Due) && deadline.Internal == deadline.Due
                && Calendar.WorkingDaysBetween(start, deadline.Due) == rule.Length;
        });

    [Fact]
    public void A_later_start_never_ends_earlier() =>
        Gen.Select(DateRules, Starts, Gen.Int[0, 40]).Sample((rule, start, later) =>
        {
            var first = DeadlineCalculator.Compute(rule, start, Calendar);
            var second = DeadlineCalculator.Compute(rule, start.AddDays(later), Calendar);
            return first.Due <= second.Due && first.Internal <= second.Internal;
        });

    [Fact]
    public void The_warning_is_a_working_day_not_after_the_last_day() =>
        Gen.Select(DateRules, Starts).Sample((rule, start) =>
        {
            var deadline = DeadlineCalculator.Compute(rule, start, Calendar);
            return deadline.Internal <= deadline.Due && Calendar.IsWorkingDay(deadline.Internal);
        });

    [Fact]
    public void Rolling_lands_on_the_first_working_day_after_the_counted_day() =>
        Gen.Select(DateRules.Where(r => r.Unit == ClockUnit.NaturalDays), Starts).Sample((rule, start) =>
        {
            var counted = start.AddDays(rule.Length);
            var due = DeadlineCalculator.Compute(rule, start, Calendar).Due;
            return rule.RollsOver
                ? Calendar.IsWorkingDay(due) && Calendar.WorkingDaysBetween(counted.AddDays(-1), due) == 1
                : due == counted;
        });

    [Fact]
    public void An_answer_is_provisional_exactly_where_a_year_of_it_has_no_notice() =>
        Gen.Select(DateRules, Starts).Sample((rule, start) =>
        {
            var deadline = DeadlineCalculator.Compute(rule, start, Calendar);
            return deadline.Provisional == (start.Year < 2024 || deadline.Due.Year > 2026);
        });

    [Fact]
    public void A_longer_period_never_ends_earlier() =>
        Gen.Select(DateRules, Starts, Gen.Int[0, 40]).Sample((rule, start, more) =>
        {
            var first = DeadlineCalculator.Compute(rule, start, Calendar);
            var second = DeadlineCalculator.Compute(rule with { Length = rule.Length + more }, start, Calendar);
            return first.Due <= second.Due && first.Internal <= second.Internal;
        });

    [Fact]
    public void An_extension_never_ends_a_period_earlier() =>
        Gen.Select(DateRules.Where(r => r.Extension is not null), Starts).Sample((rule, start) =>
            DeadlineCalculator.Compute(rule, start, Calendar, true, []) is DeadlineOutcome.Computed extended
                && extended.Deadline.Due > DeadlineCalculator.Compute(rule, start, Calendar).Due);

    [Fact]
    public void What_is_asked_for_working_days_before_leaves_them_full_and_strictly_between() =>
        Gen.Select(CountedBack.Where(r => r.Unit == ClockUnit.WorkingDays), Starts).Sample((rule, happens) =>
        {
            var latest = DeadlineCalculator.Compute(rule, happens, Calendar);
            return Calendar.IsWorkingDay(latest.Due) && latest.Internal == latest.Due
                && Calendar.WorkingDaysBetween(latest.Due, happens.AddDays(-1)) == rule.Length
                && Calendar.WorkingDaysBetween(latest.Due.AddDays(1), happens.AddDays(-1)) < rule.Length + 1;
        });

    [Fact]
    public void A_renewal_is_asked_for_30_days_before_expiry_and_the_warning_leaves_30_working_days() =>
        Starts.Sample(expires =>
        {
            var latest = DeadlineCalculator.Compute(Clock("T08"), expires, Calendar);
            return latest.Due == expires.AddDays(-30) && Calendar.IsWorkingDay(latest.Internal) && latest.Internal < latest.Due
                && Calendar.WorkingDaysBetween(latest.Internal, expires.AddDays(-1)) == 30;
        });

    [Fact]
    public void A_later_event_never_asks_for_an_earlier_notice() =>
        Gen.Select(CountedBack, Starts, Gen.Int[0, 40]).Sample((rule, happens, later) =>
            DeadlineCalculator.Compute(rule, happens, Calendar).Due <= DeadlineCalculator.Compute(rule, happens.AddDays(later), Calendar).Due);

    [Fact]
    public void A_yearly_report_is_due_on_the_31_January_after_its_year() =>
        Gen.Select(Gen.Bool.Select(one => one ? "T34" : "T35"), Starts).Sample((id, ends) =>
        {
            var due = DeadlineCalculator.Compute(Clock(id), ends, Calendar).Due;
            return due is { Month: 1, Day: 31 } && due > ends && due <= ends.AddYears(1);
        });

    [Fact]
    public void The_next_working_day_beside_hours_is_worked_and_after_the_act() =>
        Gen.Select(Starts, Gen.Int[0, 1439]).Sample((day, minute) =>
        {
            var next = DeadlineCalculator.NextWorkingDay(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)).AddMinutes(minute), Calendar);
            return Calendar.IsWorkingDay(next) && Calendar.WorkingDaysBetween(day, next) == 1;
        });

    [Fact]
    public void Nothing_granted_and_nothing_excluded_is_the_plain_deadline() =>
        Gen.Select(AllDateRules, Starts).Sample((rule, start) =>
            DeadlineCalculator.Compute(rule, start, Calendar, false, [])
                == new DeadlineOutcome.Computed(DeadlineCalculator.Compute(rule, start, Calendar)));

    [Fact]
    public void An_excluded_span_lengthens_a_natural_day_clock_by_its_own_days() =>
        Gen.Select(Starts, Gen.Int[1, 30], Gen.Int[1, 50]).Sample((start, begins, days) =>
        {
            var rule = Clock("T25");
            var span = new ExcludedSpan(start.AddDays(begins), start.AddDays(begins + days - 1), "技术鉴定");
            var longer = rule with { Length = rule.Length + days };
            return DeadlineCalculator.Compute(rule, start, Calendar, false, [span]) is DeadlineOutcome.Computed computed
                && computed.Deadline.Due == DeadlineCalculator.Compute(longer, start, Calendar).Due;
        });

    [Fact]
    public void Excluded_days_move_the_last_day_by_at_least_the_days_that_count() =>
        Gen.Select(DateRules.Where(r => r.StoppedBy is not null), Starts, Gen.Int[1, 5], Gen.Int[1, 50]).Sample((rule, start, begins, days) =>
        {
            var span = new ExcludedSpan(start.AddDays(begins), start.AddDays(begins + days - 1), "鉴定");
            var counted = rule.Unit == ClockUnit.WorkingDays ? Calendar.WorkingDaysBetween(span.First.AddDays(-1), span.Last) : days;
            var plain = DeadlineCalculator.Compute(rule, start, Calendar);
            return DeadlineCalculator.Compute(rule, start, Calendar, false, [span]) is DeadlineOutcome.Computed moved
                && moved.Deadline.Internal.DayNumber - plain.Internal.DayNumber >= (rule.Unit == ClockUnit.WorkingDays ? counted : 0)
                && moved.Deadline.Due >= plain.Due && moved.Deadline.Due > span.Last;
        });

    [Fact]
    public void An_excluded_working_span_stops_a_working_day_clock_by_its_working_days() =>
        Gen.Select(Starts, Gen.Int[1, 20], Gen.Int[1, 50]).Sample((start, begins, days) =>
        {
            var rule = Clock("T02");
            var span = new ExcludedSpan(start.AddDays(begins), start.AddDays(begins + days - 1), "鉴定");
            var stopped = Calendar.WorkingDaysBetween(span.First.AddDays(-1), span.Last);
            var longer = rule with { Length = rule.Length + stopped };
            return DeadlineCalculator.Compute(rule, start, Calendar, false, [span]) is DeadlineOutcome.Computed computed
                && computed.Deadline.Due == DeadlineCalculator.Compute(longer, start, Calendar).Due;
        });

    [Theory]
    [InlineData("T16", true, "", "clock.no-extension")]
    [InlineData("T07", true, "", "clock.no-extension")]
    [InlineData("T09", true, "", "clock.no-extension")]
    [InlineData("T34", true, "", "clock.no-extension")]
    [InlineData("T08", false, "2026-03-10..2026-03-11", "clock.no-exclusion")]
    [InlineData("T19", false, "2026-03-10..2026-03-11", "clock.no-exclusion")]
    [InlineData("T20", false, "2026-03-10..2026-03-11", "clock.no-exclusion")]
    [InlineData("T25", false, "2026-03-11..2026-03-10", "span.backwards")]
    [InlineData("T25", false, "2026-03-02..2026-03-10", "span.before-start")]
    [InlineData("T25", false, "2026-03-01..2026-03-10", "span.before-start")]
    [InlineData("T25", false, "2026-03-10..2026-03-12 2026-03-12..2026-03-13", "span.overlaps")]
    [InlineData("T25", false, "2026-03-12..2026-03-13 2026-03-10..2026-03-20", "span.overlaps")]
    [InlineData("T25", false, "2026-04-02..2026-04-03", "span.after-end")]
    public void What_the_law_does_not_allow_is_refused(string clock, bool extended, string spans, string code)
    {
        var excluded = spans.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(s => s.Split(".."))
            .Select(s => new ExcludedSpan(DateOnly.Parse(s[0], null), DateOnly.Parse(s[1], null), "鉴定"))
            .ToList();

        var outcome = DeadlineCalculator.Compute(Clock(clock), new(2026, 3, 2), Calendar, extended, excluded);

        var refused = Assert.IsType<DeadlineOutcome.Refused>(outcome);
        Assert.Equal(code, refused.Code);
        Assert.Equal(Clock(clock).Source, refused.Source);
    }

    [Fact]
    public void A_span_may_begin_on_the_plain_last_day() =>
        Assert.Equal(
            new DeadlineOutcome.Computed(new(new(2026, 4, 3), new(2026, 4, 3), false)),
            DeadlineCalculator.Compute(
                Clock("T25"), new(2026, 3, 2), Calendar, false, [new(new(2026, 4, 1), new(2026, 4, 2), "鉴定")]));

    [Fact]
    public void Hours_run_through_nights_and_holidays_to_the_minute() =>
        Assert.Equal(
            DateTimeOffset.Parse("2026-10-02T16:20+08:00", null),
            DeadlineCalculator.ComputeMoment(Clock("T24"), DateTimeOffset.Parse("2026-10-01T16:20:59.5+08:00", null)));

    [Fact]
    public void Hours_and_dates_are_not_mixed()
    {
        Assert.Throws<ArgumentException>(() => DeadlineCalculator.Compute(Clock("T24"), new(2026, 3, 2), Calendar));
        Assert.Throws<ArgumentException>(() => DeadlineCalculator.ComputeMoment(Clock("T11"), DateTimeOffset.UnixEpoch));
    }

    private static ClockRule Clock(string id) => ClockBook.Official.Find(id, new(2026, 3, 2))!;
}
