using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Deadlines;

/// <summary>What of calendar and clocks may be entered by people: the notice of a year, and lengths that no law that was read fixes.</summary>
public sealed class LawEditingTests
{
    private static readonly CalendarYear Year = HolidayCalendar.Official.Find(2026)!;
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly LegalSource Own = LegalSource.ProductDefault("局务会议纪要〔2026〕1号");

    [Fact]
    public void Only_the_administrator_keeps_them() =>
        Assert.All(TestBureau.Staff.Keys, user => Assert.Equal(user == "admin" ? null : "law.keeper", CalendarEditing.WhyNotBy(TestBureau.Actor(TestBureau.Setting, user))?.Code));

    [Fact]
    public void One_day_taken_for_something_else_is_told_as_a_change()
    {
        var changed = Year.WithDay(new(2026, 3, 3), CalendarDayKind.Rest).WithDay(new(2026, 1, 4), CalendarDayKind.Plain);
        Assert.Null(CalendarEditing.WhyNot(Year, changed, "临时停电。"));
        Assert.Equal(
            [new(new(2026, 1, 4), CalendarDayKind.Work, CalendarDayKind.Plain), new(new(2026, 3, 3), CalendarDayKind.Plain, CalendarDayKind.Rest)],
            CalendarEditing.Changes(Year, changed));
    }

    [Fact]
    public void A_year_that_is_published_is_not_made_provisional_again_nor_entered_unchanged()
    {
        Assert.Equal("calendar.published", CalendarEditing.WhyNot(Year, Year with { Official = false }, "误公布。")?.Code);
        Assert.Equal("calendar.unchanged", CalendarEditing.WhyNot(Year, Year, "核对。")?.Code);
        Assert.Null(CalendarEditing.WhyNot(Year with { Official = false }, Year, "通知公布。"));
    }

    [Fact]
    public void Days_that_cannot_be_are_refused_each_in_a_sentence()
    {
        var wrong = Year.WithDay(new(2026, 3, 4), CalendarDayKind.Work) with { RestDays = new HashSet<DateOnly> { new(2027, 1, 1) } };
        var refused = CalendarEditing.WhyNot(Year, wrong, " ");
        Assert.Equal("calendar.entry", refused?.Code);
        Assert.Equal(["days", "days", "reason"], refused!.Fields.Select(fault => fault.Key).Order());
    }

    [Theory]
    [InlineData("T10")]
    [InlineData("T13")]
    [InlineData("T30")]
    [InlineData("T37")]
    [InlineData("T40")]
    public void What_is_recalled_or_a_default_may_get_another_length_from_today_on(string id)
    {
        var known = ClockEditing.Latest(ClockBook.Official, id)!;
        var (rule, refused) = Change(id, new(known.Length + 1, known.Unit, Today, Own, "试行。"));
        Assert.Null(refused);
        var book = ClockBook.Official.With([rule!]);
        Assert.Equal((known.Length, known.Length + 1), (book.Find(id, Today.AddDays(-1))!.Length, book.Find(id, Today)!.Length));
    }

    [Fact]
    public void What_was_read_in_the_law_is_no_parameter()
    {
        foreach (var known in ClockBook.Official.Rules.Where(rule => rule.Source.Provenance is Provenance.Checked or Provenance.CheckedSecondHand).DistinctBy(rule => rule.Id))
        {
            var refused = Change(known.Id, new(known.Length + 1, known.Unit, Today, Own, "试行。")).Refused;
            Assert.Equal(("clock.checked", ClockEditing.Latest(ClockBook.Official, known.Id)!.Source), (refused?.Code, refused?.Source));
        }
    }

    [Theory]
    [InlineData("length", 0, ClockUnit.WorkingDays, "2026-03-02", "来源", "理由")]
    [InlineData("length", 1001, ClockUnit.WorkingDays, "2026-03-02", "来源", "理由")]
    [InlineData("unit", 5, ClockUnit.Date, "2026-03-02", "来源", "理由")]
    [InlineData("validFrom", 5, ClockUnit.WorkingDays, "2026-03-01", "来源", "理由")]
    [InlineData("validFrom", 5, ClockUnit.WorkingDays, null, "来源", "理由")]
    [InlineData("law", 5, ClockUnit.WorkingDays, "2026-03-02", " ", "理由")]
    [InlineData("reason", 5, ClockUnit.WorkingDays, "2026-03-02", "来源", "")]
    public void A_parameter_that_cannot_be_is_refused_at_its_field(string field, int length, ClockUnit unit, string? from, string law, string reason)
    {
        var refused = Change("T37", new(length, unit, from is null ? null : DateOnly.Parse(from, null), LegalSource.ProductDefault(law), reason)).Refused;
        Assert.Equal("clock.entry", refused?.Code);
        Assert.Equal(field, Assert.Single(refused!.Fields).Key);
    }

    [Fact]
    public void Once_the_text_was_read_the_wording_is_closed()
    {
        Assert.Equal("article", Assert.Single(Change("T30", new(7, ClockUnit.WorkingDays, Today, new("国办发〔2018〕118号", string.Empty), "已核对原文。")).Refused!.Fields).Key);
        var (rule, _) = Change("T30", new(7, ClockUnit.WorkingDays, Today, new("国办发〔2018〕118号", "二（三）"), "已核对原文。"));
        var refused = ClockEditing.Change(ClockBook.Official.With([rule!]), "T30", new(8, ClockUnit.WorkingDays, Today, Own, "试行。"), Today).Refused;
        Assert.Equal("clock.checked", refused?.Code);
    }

    [Fact]
    public void An_unknown_or_unchanged_clock_is_refused()
    {
        Assert.Equal("clock.unknown", Change("T99", new(7, ClockUnit.WorkingDays, Today, Own, "试行。")).Refused?.Code);
        var known = ClockEditing.Latest(ClockBook.Official, "T37")!;
        Assert.Equal("clock.unchanged", ClockEditing.Change(ClockBook.Official, "T37", new(known.Length, known.Unit, known.ValidFrom, known.Source, "核对。"), known.ValidFrom).Refused?.Code);
    }

    private static (ClockRule? Rule, Refused? Refused) Change(string id, ClockParameter asked) => ClockEditing.Change(ClockBook.Official, id, asked, Today);
}
