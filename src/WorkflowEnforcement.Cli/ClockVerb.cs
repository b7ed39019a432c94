using System.Globalization;
using WorkflowEnforcement.Enforcement;
using WorkflowEnforcement.Enforcement.Deadlines;

namespace WorkflowEnforcement.Cli;

/// <summary><c>wfe clock</c>: the last day of a statutory period.</summary>
internal static class ClockVerb
{
    private const string From = "--from";
    private const string Extended = "--extended";
    private const string Excluded = "--excluded";
    private const string Calendar = "--calendar";
    private const string Json = "--json";

    private const string DayForm = "yyyy-MM-dd";
    private const string MomentForm = "yyyy-MM-dd'T'HH:mmzzz";

    public static int Run(string[] args, TextWriter output)
    {
        var given = new GivenOptions(args, [Extended, Json], [From, Excluded, Calendar]);
        var id = given.Word("a clock like T11");
        var from = given.One(From) ?? throw new UnusableInputException($"Expected {From} with the day on which the period starts, but found none");
        try
        {
            var rule = Rule(id, from);
            var answer = rule.Unit == ClockUnit.Hours ? Moment(rule, from, given) : Day(rule, from, given);
            output.WriteLine(given.Has(Json) ? JsonText.Of(answer.Counted) : answer.Text);
            return CommandLine.Good;
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new UnusableInputException($"Expected the period to end before the year 10000, but {id} from {from} does not");
        }
    }

    private static Answer Day(ClockRule rule, string from, GivenOptions given)
    {
        var start = ReadDay(from);
        List<ExcludedSpan> spans = [.. given.All(Excluded).Select(ReadSpan)];
        var outcome = DeadlineCalculator.Compute(rule, start, ReadCalendar(given.One(Calendar)), given.Has(Extended), spans);
        if (outcome is not DeadlineOutcome.Computed { Deadline: var deadline })
        {
            var refused = (DeadlineOutcome.Refused)outcome;
            throw new UnusableInputException($"{refused.Text} ({refused.Code}, {refused.Source})");
        }

        var length = DeadlineCalculator.Counted(rule, start, deadline.Due, given.Has(Extended));
        return new Answer(rule, Text(start), Text(deadline.Due), Text(deadline.Internal), length, deadline.Provisional);
    }

    private static Answer Moment(ClockRule rule, string from, GivenOptions given)
    {
        if (given.Has(Extended) || given.Has(Excluded) || (given.Has(Calendar) && !rule.OrNextWorkingDay))
        {
            throw new UnusableInputException($"Expected {rule.Id} alone: a period of hours is neither extended nor stopped, and no holiday moves it");
        }

        var start = ReadMoment(rule, from);
        var due = Text(DeadlineCalculator.ComputeMoment(rule, start));
        var answer = new Answer(rule, Text(start), due, due, rule.Length, Provisional: false);
        return rule.OrNextWorkingDay ? Beside(answer, start, ReadCalendar(given.One(Calendar))) : answer;
    }

    private static Answer Beside(Answer answer, DateTimeOffset start, HolidayCalendar calendar)
    {
        var day = DeadlineCalculator.NextWorkingDay(start, calendar);
        return answer with { NextWorkingDay = Text(day), Provisional = !calendar.Covers(start.Year) || !calendar.Covers(day.Year) };
    }

    private static ClockRule Rule(string id, string from)
    {
        var start = ReadDay(from.Split('T')[0]);
        if (ClockBook.Official.Find(id, start) is { } rule)
        {
            return rule;
        }

        throw ClockBook.Official.Find(id, DateOnly.MaxValue) is null
            ? new UnusableInputException($"Expected a clock that is counted ({string.Join(' ', ClockBook.Official.Rules.Select(known => known.Id).Distinct())}), but found {id}")
            : new UnusableInputException($"Expected {id} to start after its law came into force, but {from} is before");
    }

    private static DateOnly ReadDay(string text) =>
        DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new UnusableInputException($"Expected a day like 2026-09-18, but found {text}");

    private static DateTimeOffset ReadMoment(ClockRule rule, string text) =>
        DateTimeOffset.TryParseExact(
            text.EndsWith('Z') ? $"{text[..^1]}+00:00" : text, [MomentForm, "yyyy-MM-dd'T'HH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
            : throw new UnusableInputException($"Expected a moment with offset like 2026-10-01T16:20+08:00, because {rule.Id} is counted in hours, but found {text}");

    private static ExcludedSpan ReadSpan(string text) => text.Split("..") is [var first, var last]
        ? new ExcludedSpan(ReadDay(first), ReadDay(last), string.Empty)
        : throw new UnusableInputException($"Expected a span like 2026-09-21..2026-09-25, but found {text}");

    private static HolidayCalendar ReadCalendar(string? file)
    {
        if (file is null)
        {
            return HolidayCalendar.Official;
        }

        try
        {
            return HolidayCalendar.Read(InputFile.Read(file));
        }
        catch (FormatException fault)
        {
            throw new UnusableInputException($"{file}: {fault.Message}");
        }
    }

    private static string Text(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset moment) => moment.ToString(MomentForm, CultureInfo.InvariantCulture);

    /// <summary>A period as it was counted.</summary>
    private sealed record Answer(ClockRule Rule, string From, string Due, string Internal, int Length, bool Provisional)
    {
        /// <summary>The working day whose end is shown beside hours; null where there is none.</summary>
        public string? NextWorkingDay { get; init; }

        public object Counted => NextWorkingDay is null ? Plain : new { Rule.Id, From, Due, Internal, Counted = Length, Unit = UnitWord, Basis = Rule.Source.ToString(), Provisional, NextWorkingDay };

        private string UnitWord => char.ToLowerInvariant($"{Rule.Unit}"[0]) + $"{Rule.Unit}"[1..];

        private object Plain => new
        {
            Rule.Id,
            From,
            Due,
            Internal,
            Counted = Length,
            Unit = UnitWord,
            Basis = Rule.Source.ToString(),
            Provisional,
        };

        public string Text => $"""
            {Rule.Id} {Rule.Name}
            from         {From} ({Rule.StartsWith}; not counted{(Rule.Method == ClockMethod.Before ? ", counted back" : string.Empty)})
            due          {Due}{(NextWorkingDay is null ? string.Empty : $" (or by the end of {NextWorkingDay}, the next working day)")}
            internal     {Internal} (day on which the bureau warns itself)
            counted      {Length} {Words(Rule.Unit)}
            basis        {Rule.Source} ({Words(Rule.Source.Provenance)})
            provisional  {(Provisional ? "yes: a year of the span has no published calendar, so only its weekends were known" : "no")}
            """;

        private static string Words(ClockUnit unit) => unit switch
        {
            ClockUnit.WorkingDays => "working days",
            ClockUnit.NaturalDays => "days",
            ClockUnit.Date => "days up to the fixed date",
            _ => $"{unit}".ToLowerInvariant(),
        };

        private static string Words(Provenance provenance) => provenance switch
        {
            Provenance.Checked => "wording read",
            Provenance.CheckedSecondHand => "read second-hand",
            Provenance.Recalled => "from memory, to be confirmed",
            _ => "default of the product",
        };
    }
}
