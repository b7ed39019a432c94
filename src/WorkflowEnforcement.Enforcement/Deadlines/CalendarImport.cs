using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WorkflowEnforcement.Enforcement.Deadlines;

/// <summary>A calendar year as a file gives it.</summary>
/// <param name="Year">The year; null where the file has faults.</param>
/// <param name="Faults">What is wrong, one sentence each, with its line, in the order of the file.</param>
public sealed record CalendarReading(CalendarYear? Year, ImmutableArray<string> Faults);

/// <summary>Reads one year of the calendar from a file that somebody wrote, and names every fault with its line.</summary>
/// <remarks>
/// Two forms: JSON as a year of <c>calendar.json</c> (alone or as the one item of <c>years</c>), and CSV with a line <c>date,kind</c> for each day,
/// kind being rest (休) or work (班). A CSV says nothing of the notice, which is then told beside it.
/// </remarks>
public static class CalendarImport
{
    /// <summary>Largest file, in characters.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="text">The whole file; JSON where its first sign is a brace.</param>
    /// <param name="year">The year that is to be entered.</param>
    /// <param name="official">For CSV: true where the notice is out.</param>
    /// <param name="notice">For CSV: the notice.</param>
    public static CalendarReading Read(string text, int year, bool official, LegalSource notice)
    {
        if (text.Length > MaxLength)
        {
            return new(null, [$"文件最多{MaxLength / 1024}K个字符，现为{text.Length}个。"]);
        }

        text = text.TrimStart('\uFEFF');
        return text.TrimStart().StartsWith('{') ? new JsonFile(year).Read(text) : Csv(text, year, official, notice);
    }

    private static CalendarReading Csv(string text, int year, bool official, LegalSource notice)
    {
        var days = new Days(year);
        var lines = text.Split('\n');
        for (var place = 0; place < lines.Length; place++)
        {
            var line = lines[place].Trim();
            if (line.Length > 0 && !(place == 0 && line.Replace(" ", string.Empty, StringComparison.Ordinal).Equals("date,kind", StringComparison.OrdinalIgnoreCase)))
            {
                Row(days, line, place + 1);
            }
        }

        return days.Reading(official, notice);
    }

    private static void Row(Days days, string line, int number)
    {
        var cells = line.Split(',', '，').Select(cell => cell.Trim().Trim('"')).ToArray();
        if (cells is not [var day, var kind])
        {
            days.Fault(number, $"须为“日期,类别”，例如 2027-02-05,rest，现为“{line}”");
            return;
        }

        switch (kind.ToLowerInvariant())
        {
            case "rest" or "休":
                days.Add(day, CalendarDayKind.Rest, number);
                break;
            case "work" or "班":
                days.Add(day, CalendarDayKind.Work, number);
                break;
            default:
                days.Fault(number, $"类别须为 rest（休）或者 work（班），现为“{kind}”");
                break;
        }
    }

    private sealed class Days(int year)
    {
        private readonly List<(int Line, string Text)> faults = [];
        private readonly Dictionary<DateOnly, (CalendarDayKind Kind, int Line)> held = [];

        public void Fault(int line, string text) => faults.Add((line, text));

        public DateOnly? Day(string text, int line)
        {
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            Fault(line, $"日期须写成 2027-02-05 的样子，且确有这一天，现为“{text}”");
            return null;
        }

        public void Add(string text, CalendarDayKind kind, int line)
        {
            if (Day(text, line) is { } day)
            {
                Add(day, kind, line);
            }
        }

        public void Add(DateOnly day, CalendarDayKind kind, int line)
        {
            if (day.Year != year)
            {
                Fault(line, $"{day:yyyy-MM-dd}不在{year}年内");
            }
            else if (kind == CalendarDayKind.Work && !HolidayCalendar.IsWeekend(day))
            {
                Fault(line, $"{day:yyyy-MM-dd}不是周六或者周日，本来就上班");
            }
            else if (!held.TryAdd(day, (kind, line)))
            {
                Fault(line, $"{day:yyyy-MM-dd}在第{held[day].Line}行已经出现");
            }
        }

        public CalendarReading Reading(bool official, LegalSource notice)
        {
            if (held.Count == 0 && faults.Count == 0)
            {
                Fault(1, "文件中没有一天");
            }

            return faults.Count > 0
                ? new(null, [.. faults.OrderBy(fault => fault.Line).Select(fault => $"第{fault.Line}行：{fault.Text}。")])
                : new(new CalendarYear(year, notice, official, Of(CalendarDayKind.Rest), Of(CalendarDayKind.Work)), []);
        }

        private HashSet<DateOnly> Of(CalendarDayKind kind) => [.. held.Where(day => day.Value.Kind == kind).Select(day => day.Key)];
    }

    // A reader of tokens, since what is parsed into a tree has forgotten its lines.
    private sealed class JsonFile(int year)
    {
        private readonly Days days = new(year);
        private readonly Dictionary<string, (string Text, int Line)> said = new(StringComparer.Ordinal);
        private readonly List<string> path = [];
        private readonly Dictionary<string, (string Text, int Line)> span = new(StringComparer.Ordinal);

        public CalendarReading Read(string text)
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            try
            {
                var reader = new Utf8JsonReader(utf8);
                while (reader.Read())
                {
                    Take(ref reader, 1 + utf8.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n'));
                }
            }
            catch (JsonException fault)
            {
                return new(null, [$"第{fault.LineNumber + 1}行：不是完整的 JSON。"]);
            }

            return days.Reading(Official(), Notice());
        }

        private string Path => string.Join('.', path.Where(name => name is not ("" or "years")));

        private void Take(ref Utf8JsonReader reader, int line)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    path.Add(reader.GetString()!);
                    return;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    path.Add(string.Empty);
                    return;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.RemoveAt(path.Count - 1);
                    if (reader.TokenType == JsonTokenType.EndObject && Path == "off")
                    {
                        Span(line);
                    }

                    break;
                default:
                    Value(reader.TokenType is JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan), line);
                    break;
            }

            if (path is [.., not ""])
            {
                path.RemoveAt(path.Count - 1);
            }
        }

        private void Value(string text, int line)
        {
            switch (Path)
            {
                case "working":
                    days.Add(text, CalendarDayKind.Work, line);
                    break;
                case "off.first" or "off.last":
                    span[path[^1]] = (text, line);
                    break;
                case "year" or "status" or "notice" or "noticeTag":
                    if (!said.TryAdd(Path, (text, line)))
                    {
                        days.Fault(line, $"“{Path}”在第{said[Path].Line}行已经出现，一次只能导入一个年度");
                    }

                    break;
                default:
                    days.Fault(line, $"不认识的项“{Path}”");
                    break;
            }
        }

        private void Span(int line)
        {
            if (!span.TryGetValue("first", out var first) || !span.TryGetValue("last", out var last))
            {
                days.Fault(line, "每段休息日须有 first 和 last");
            }
            else if (days.Day(first.Text, first.Line) is { } from && days.Day(last.Text, last.Line) is { } until)
            {
                if (until < from || until.DayNumber - from.DayNumber > 366)
                {
                    days.Fault(last.Line, $"最后一天{until:yyyy-MM-dd}早于第一天{from:yyyy-MM-dd}，或者相隔超过一年");
                }
                else
                {
                    Enumerable.Range(0, until.DayNumber - from.DayNumber + 1).ToList().ForEach(more => days.Add(from.AddDays(more), CalendarDayKind.Rest, first.Line));
                }
            }

            span.Clear();
        }

        private bool Official()
        {
            if (!said.TryGetValue("year", out var told) || told.Text != year.ToString(CultureInfo.InvariantCulture))
            {
                days.Fault(told.Line == 0 ? 1 : told.Line, told.Line == 0 ? "缺少“year”" : $"文件是{told.Text}年的，要导入的是{year}年");
            }

            if (!said.TryGetValue("status", out var status) || status.Text is not ("official" or "provisional"))
            {
                days.Fault(status.Line == 0 ? 1 : status.Line, "“status”须为 official（已公布）或者 provisional（暂定）");
            }

            return status.Text == "official";
        }

        private LegalSource Notice()
        {
            if (!said.TryGetValue("notice", out var notice) || notice.Text.Trim().Length == 0)
            {
                days.Fault(notice.Line == 0 ? 1 : notice.Line, "缺少“notice”（通知名称和文号）");
            }

            var tag = said.GetValueOrDefault("noticeTag", (Text: "recalled", Line: 1));
            try
            {
                return new LegalSource(notice.Text ?? string.Empty, string.Empty, LawData.TagOf(tag.Text));
            }
            catch (FormatException)
            {
                days.Fault(tag.Line, "“noticeTag”须为 checked、checked-2nd、recalled 或者 default");
                return new LegalSource(notice.Text ?? string.Empty, string.Empty);
            }
        }
    }
}
