using System.Text.RegularExpressions;
using WorkflowEnforcement.Engine.Signing;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Signing;

/// <summary>Every cell of the tables on the page is a test of the code.</summary>
public sealed partial class ApprovalOperationsPageTests
{
    private static readonly Dictionary<string, string[]> Situations =
        OperationsPage.Tables("situation", "rule").Single().Body.ToDictionary(row => row[0], row => row[1..]);

    /// <summary>Situation, operation and what comes of it.</summary>
    public static TheoryData<string, string, string> Cells { get; } =
    [
        .. from table in OperationsPage.Tables("in the situation")
           from row in table.Body
           from cell in table.Head.Zip(row).Skip(1)
           select (row[0], cell.First, cell.Second),
    ];

    /// <summary>Rule, seats, what happened, a command and what comes of it.</summary>
    public static TheoryData<string, string, string, string, string> Examples { get; } =
        [.. from row in OperationsPage.Tables("rule", "seats", "happened", "command").Single().Body select (row[0], row[1], row[2], row[3], row[4])];

    /// <summary>Rule, seats, what happened, the verdict.</summary>
    public static TheoryData<string, string, string, string> Ballots { get; } =
        [.. from table in OperationsPage.Tables("rule", "seats", "happened", "verdict") from row in table.Body select (row[0], row[1], row[2], row[3])];

    [Theory]
    [MemberData(nameof(Cells))]
    public void An_operation_in_a_situation_does_what_the_page_says(string situation, string operation, string expected)
    {
        var (rule, seats, happened, who) = Situations[situation] is [var r, var s, var h, var w] ? (r, s, h, w) : throw new FormatException(situation);

        Assert.Equal(expected, Answer(SigningRun.Given(rule, seats, happened), $"{who}: {operation}"));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_single_case_is_as_the_page_says(string rule, string seats, string happened, string command, string expected) =>
        Assert.Equal(expected, Answer(SigningRun.Given(rule, seats, happened), command));

    [Theory]
    [MemberData(nameof(Ballots))]
    public void Votes_are_counted_as_the_page_says(string rule, string seats, string happened, string verdict) =>
        Assert.Equal(verdict, SigningRun.Given(rule, seats, happened).Verdict switch
        {
            null => "open",
            Decided decided => $"{decided.Outcome} {decided.Counts.ToString().ToLowerInvariant()}",
            GoBack { To: { } to } => $"back to {to}",
            _ => "back",
        });

    [Fact]
    public void Every_operation_stands_against_every_situation()
    {
        var tables = OperationsPage.Tables("in the situation").ToList();

        Assert.All(tables, table => Assert.Equal(Situations.Keys, table.Body.Select(row => row[0])));
        var operations = tables.SelectMany(table => table.Head.Skip(1)).Select(operation => SigningWords.Command($"A: {operation}").GetType()).ToHashSet();
        Assert.Equal([], typeof(WorkCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(WorkCommand))).Except(operations));
    }

    [Fact]
    public void Every_refusal_and_every_event_stands_in_a_table()
    {
        var stated = Cells.Select(row => row.Data.Item3).Concat(Examples.Select(row => row.Data.Item5)).SelectMany(cell => cell.Split(", ")).ToHashSet();
        var codes = OperationsPage.SourceNames("Signing").SelectMany(name => Code().Matches(OperationsPage.Source("Signing", name))).Select(match => match.Groups[1].Value);
        var events = typeof(WorkEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(WorkEvent)) && !type.IsAbstract).Select(type => type.Name);

        // Opening is no operation of a person; its refusals are told in words.
        Assert.Equal([], codes.Concat(events).Distinct().Except(stated).Except(["work.single-seat", nameof(WorkOpened)]));
    }

    private static string Answer(SigningRun run, string command) => run.Try(SigningWords.Command(command)) switch
    {
        SigningAccepted accepted => string.Join(", ", accepted.Events.Select(happened => happened.GetType().Name)),
        SigningRefused refused => refused.Code,
        var other => other.ToString(),
    };

    [GeneratedRegex("\"(work\\.[a-z-]+)\"")]
    private static partial Regex Code();
}
