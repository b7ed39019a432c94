using System.Text.Json;

namespace WorkflowEnforcement.Enforcement.Deadlines;

/// <summary>The days of one year on which the bureau rests or works against the rhythm of the week.</summary>
/// <param name="Year">Civil year.</param>
/// <param name="Source">The notice that fixes the days.</param>
/// <param name="Official">True where the State Council's notice is out; false for a guess.</param>
/// <param name="RestDays">休: every day of a holiday span, weekends among them.</param>
/// <param name="WorkingWeekendDays">班: Saturdays and Sundays that are worked.</param>
/// <legal>国务院办公厅 yearly notice; 全国年节及纪念日放假办法 (2024).</legal>
public sealed record CalendarYear(
    int Year, LegalSource Source, bool Official, IReadOnlySet<DateOnly> RestDays, IReadOnlySet<DateOnly> WorkingWeekendDays)
{
    internal static CalendarYear Read(JsonElement json)
    {
        var year = LawData.Number(json, "year");
        var rest = new HashSet<DateOnly>();
        foreach (var span in LawData.Member(json, "off", JsonValueKind.Array).EnumerateArray())
        {
            AddSpan(rest, year, LawData.Date(span, "first"), LawData.Date(span, "last"));
        }

        var working = new HashSet<DateOnly>();
        foreach (var item in LawData.Member(json, "working", JsonValueKind.Array).EnumerateArray())
        {
            AddWorking(working, rest, year, item);
        }

        var official = LawData.Text(json, "status") switch
        {
            "official" => true,
            "provisional" => false,
            var other => throw new FormatException($"Expected status official or provisional, but found {other}"),
        };
        return new(year, new(LawData.Text(json, "notice"), string.Empty, LawData.Tag(json, "noticeTag")), official, rest, working);
    }

    private static void AddSpan(HashSet<DateOnly> rest, int year, DateOnly first, DateOnly last)
    {
        if (first.Year != year || last.Year != year || last < first)
        {
            throw new FormatException($"Expected a span of rest days inside {year}, but found {first:O}..{last:O}");
        }

        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (!rest.Add(day))
            {
                throw new FormatException($"Expected each rest day once, but found {day:O} twice");
            }
        }
    }

    private static void AddWorking(HashSet<DateOnly> working, HashSet<DateOnly> rest, int year, JsonElement item)
    {
        var day = item.ValueKind == JsonValueKind.String
            ? LawData.Date(item.GetString()!)
            : throw new FormatException("Expected working days as text");
        if (day.Year != year || !HolidayCalendar.IsWeekend(day) || rest.Contains(day) || !working.Add(day))
        {
            throw new FormatException($"Expected a worked weekend day of {year}, once and not a rest day, but found {day:O}");
        }
    }
}
