using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;
using WorkflowEnforcement.Engine.Tests.Signing;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Running;

/// <summary>What the page on approval operations says of the flow, cell by cell.</summary>
public sealed class FlowOperationsPageTests
{
    private static readonly Dictionary<string, string[]> Situations =
        OperationsPage.Tables("flow situation").Single().Body.ToDictionary(row => row[0], row => row[1..]);

    /// <summary>Situation, operation, what it gives.</summary>
    public static TheoryData<string, string, string> Cells { get; } =
    [
        .. from table in OperationsPage.Tables("in the flow situation")
           from row in table.Body
           from cell in row.Skip(1).Zip(table.Head.Skip(1))
           select (row[0], cell.Second, cell.First),
    ];

    [Theory]
    [MemberData(nameof(Cells))]
    public void An_operation_in_the_flow_does_what_the_page_says(string situation, string operation, string expected) =>
        Assert.Equal(expected, Answer(situation, operation));

    [Fact]
    public void Every_situation_of_the_flow_stands_in_every_table() =>
        Assert.All(OperationsPage.Tables("in the flow situation"), table => Assert.Equal(Situations.Keys, table.Body.Select(row => row[0])));

    private static string Answer(string situation, string operation)
    {
        var (flow, happened, at, last) = Situations[situation] is [var f, var h, var a, var l] ? (f, h, a, l) : throw new FormatException(situation);
        var run = new TestRun(FlowWords.Read(flow)).Start();
        foreach (var step in happened.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            Happen(run, step.Split(' '));
        }

        var token = run.State.Tokens.Values.Where(each => each.Element == at).Select(each => each.Id).DefaultIfEmpty(99).Last();
        var before = run.State.Waiting.ToList();
        return run.Try(Command(run, operation.Split(' '), token, last)) switch
        {
            EngineAccepted accepted => Told(accepted, before),
            EngineRefused refused => refused.Code,
            var other => throw new FormatException($"{other}"),
        };
    }

    private static void Happen(TestRun run, string[] step) => run.Do(step switch
    {
        ["done", var element] => new CompleteElement(run.State.Waiting.First(token => token.Element == element).Id, FeelContext.Empty) { Now = run.Now },
        ["message", var name] => new PublishMessage($"{name}_message", FeelContext.Empty) { Now = run.Now },
        ["late"] => new FireTimer(run.State.Timers.Keys.First()) { Now = run.Now.AddDays(1) },
        _ => throw new FormatException(string.Join(' ', step)),
    });

    private static EngineCommand Command(TestRun run, string[] operation, long token, string last) => operation switch
    {
        ["return", "to", var element] => new ReturnToStep(token, element, "again") { Now = run.Now },
        ["withdraw"] => new WithdrawStep(run.VisitOf(last)) { Now = run.Now },
        ["urge"] => Claimed(run, token, new UrgeWork { By = "B", At = run.Now }),
        ["copy"] => Claimed(run, token, new SendCopy(["B"]) { By = "A", At = run.Now }),
        ["sign"] => Claimed(run, token, new SignWork("agree", Vote.For) { By = "A", At = run.Now }),
        _ => throw new FormatException(string.Join(' ', operation)),
    };

    // A has claimed the task already.
    private static ActOnWork Claimed(TestRun run, long token, WorkCommand act)
    {
        if (run.State.Tokens.ContainsKey(token))
        {
            run.Do(new ActOnWork(token, new ClaimWork { By = "A", At = run.Now }, FeelContext.Empty) { Now = run.Now });
        }

        return new ActOnWork(token, act, FeelContext.Empty) { Now = run.Now };
    }

    // Where work waits afterwards, and what of the work that waited before was taken away.
    private static string Told(EngineAccepted accepted, List<Token> before)
    {
        var gone = before.Where(token => accepted.Events.Contains(new TokenCancelled(token.Id, token.Element))).Select(token => token.Element).ToList();
        var waits = accepted.State.Waiting.Select(token => token.Element).Order(StringComparer.Ordinal).DefaultIfEmpty("the end");
        return $"{string.Join(' ', waits)}{(gone.Count > 0 ? $" without {string.Join(' ', gone.Order(StringComparer.Ordinal))}" : "")}";
    }
}
