using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Enforcement.Records;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Signing;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Discretion.ShippedTables;

namespace WorkflowEnforcement.Enforcement.Tests.Discretion;

/// <summary>行政处罚法 art. 32 to 34: the fine follows the table, and who leaves it says why.</summary>
public sealed class DiscretionGuardTests
{
    private const string Table = "第三十四条";

    [Fact]
    public void A_fine_within_the_range_is_taken_and_the_row_is_recorded_by_itself()
    {
        var flow = new SmallFlow("Propose");
        var events = flow.Propose(15000).Accepted().Events.OfType<FactsRecorded>().ToList();
        Assert.DoesNotContain(events[0].Facts.Keys, key => key is "discretion.row" or "discretion.grade");
        var recorded = events[1].Facts;
        Assert.Equal(FeelValue.Of("第2行（轻微）"), recorded["discretion.row"]);
        Assert.Equal(FeelValue.Of("10,000元以上20,000元以下"), recorded["discretion.range"]);
        Assert.Equal((FeelValue.Of(10000m), FeelValue.Of(20000m)), (recorded["discretion.low"], recorded["discretion.high"]));
        Assert.Equal(FeelValue.Of("lighter"), recorded["discretion.grade"]);
        Assert.Equal(FeelValue.Of(Of("CF-JN-01").Hash), recorded["discretion.tableHash"]);
        Assert.StartsWith("CF-JN-01（自2026年1月1日起施行，版本", flow.State.Text("discretion.table"), StringComparison.Ordinal);
        var told = CaseTimeline.Tell(_ => flow.Walk.Setting.Procedure, [.. flow.Walk.Events.Select((happened, index) => new LedgeredEvent(index, CaseEventJson.TypeOf(happened.Event), happened))]);
        Assert.Contains(told, line => (line.Text, line.Basis) == ("按裁量基准确定档次：第2行（轻微）", "《行政处罚法》第三十四条"));
        Assert.StartsWith("初次违法，逾期不超过一个月", flow.State.Text("discretion.rowText"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10000)]
    [InlineData(20000)]
    public void Both_ends_belong_to_the_range(int fine) => new SmallFlow("Propose").Propose(fine).Accepted();

    [Theory]
    [InlineData("20000.01")]
    [InlineData("49999")]
    public void A_fine_outside_the_range_without_a_reason_is_refused(string fine)
    {
        var refused = new SmallFlow("Propose").Propose(decimal.Parse(fine, System.Globalization.CultureInfo.InvariantCulture)).RefusedFor(CaseDiscretion.Departure, "discretion.outside");
        Assert.Contains(Table, refused.Source!.ToString(), StringComparison.Ordinal);
        Assert.Contains("第2行（轻微）应为10,000元以上20,000元以下", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_of_blanks_is_none() => new SmallFlow("Propose").Propose(25000, (CaseDiscretion.Departure, "　")).Refused("discretion.outside", Table);

    [Fact]
    public void With_a_reason_the_fine_leaves_the_range_and_the_grade_says_so()
    {
        var flow = new SmallFlow("Propose");
        flow.Propose(25000, (CaseDiscretion.Departure, "拒绝配合。")).Accepted();
        Assert.Equal(("heavier", "第2行（轻微）", "拒绝配合。"), (flow.State.Text("discretion.grade"), flow.State.Text("discretion.row"), flow.State.Text(CaseDiscretion.Departure)));
    }

    [Fact]
    public void Below_the_statute_a_reason_is_not_enough_without_a_ground_of_the_law() =>
        new SmallFlow("Propose").Propose(5000, (CaseDiscretion.Departure, "经营困难。")).RefusedFor(CaseDiscretion.Ground, "discretion.no-ground");

    [Fact]
    public void Below_the_statute_a_ground_needs_the_reason_too() =>
        new SmallFlow("Propose").Propose(5000, (CaseDiscretion.Ground, "remedied")).RefusedFor(CaseDiscretion.Departure, "discretion.outside");

    [Fact]
    public void Ground_and_reason_mitigate_the_fine()
    {
        var flow = new SmallFlow("Propose");
        flow.Propose(5000, (CaseDiscretion.Ground, "remedied"), (CaseDiscretion.Departure, "主动消除危害后果。")).Accepted();
        Assert.Equal("mitigated", flow.State.Text("discretion.grade"));
    }

    [Fact]
    public void A_penalty_without_the_fine_that_the_law_commands_is_below_the_statute() =>
        new SmallFlow("Propose").Propose(0, ("proposed.fine", null)).Refused("discretion.no-ground", "第三十二条");

    [Fact]
    public void Above_the_statute_no_reason_helps() =>
        new SmallFlow("Propose").Propose(50001, (CaseDiscretion.Departure, "情节恶劣。")).Refused("penalty.above-limit");

    [Fact]
    public void Who_corrected_in_time_is_not_fined_whatever_the_reason() =>
        new SmallFlow("Propose").Propose(10000, ("discretion.months", 0m), (CaseDiscretion.Departure, "情节恶劣。"), (CaseDiscretion.Ground, "remedied")).RefusedFor("proposed.fine", "discretion.exempt");

    [Fact]
    public void Without_the_facts_of_the_table_no_fine_is_proposed()
    {
        var refused = new SmallFlow("Propose").Propose(15000, ("discretion.history", null)).RefusedFor("discretion.history", "discretion.facts-missing");
        Assert.Contains("违法次数", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drawing_that_never_asks_for_these_facts_goes_on_as_before()
    {
        var flow = SmallFlow.NotAsking("Propose");
        flow.Propose(15000, []).Refused("facts.invalid");
        flow.Take("Propose", "officer1", ("matter.code", "CF-JN-01"), ("proposed.kind", "penalty"), ("proposed.text", "罚款"), ("proposed.fine", 15000m)).Accepted();
        Assert.Empty(flow.State.Text("discretion.row"));
    }

    [Fact]
    public void A_matter_without_a_fine_in_the_law_has_no_table() =>
        new SmallFlow("Propose").Propose(70000, ("matter.code", "CF-JN-06")).Accepted();

    [Fact]
    public void Before_its_first_day_a_table_binds_nobody() =>
        new SmallFlow("Propose") { Day = new DateOnly(2026, 3, 3) }.With(new DiscretionBook([Sound(Text("CF-JN-01").Replace("2026-01-01", "2026-03-04", StringComparison.Ordinal))], [])).Propose(49999).Accepted();

    [Fact]
    public void A_fine_that_is_drafted_outside_the_range_is_refused()
    {
        var flow = new SmallFlow("Propose", "Draft");
        flow.Propose(20000).Accepted();
        flow.Take("Draft", "officer1", ("decision.fine", 30000m)).RefusedFor(CaseDiscretion.Departure, "discretion.outside");
    }

    [Fact]
    public void An_added_signer_who_signs_last_does_not_lose_the_row()
    {
        var flow = new SmallFlow("Propose");
        var task = flow.State.Tasks.Values.Single().Task;
        Command(flow, by => new AddTaskSigners(task, SignerPosition.After, ["officer2"], "请核。") { By = by, At = default, CommandId = "" }, "officer1");
        flow.Propose(15000).Accepted();
        Command(flow, by => new CompleteTask(task, "submit", CaseState.NoFacts, "同意") { By = by, At = default, CommandId = "" }, "officer2");
        Assert.Equal("第2行（轻微）", flow.State.Text("discretion.row"));
    }

    private static void Command(SmallFlow flow, Func<Actor, CaseCommand> command, string by) => Cases.CaseWalk.Demand(
        flow.Walk.Run(command(Cases.TestBureau.Actor(flow.Walk.Setting, by)) with { At = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8)), CommandId = flow.Walk.NextId() }), "the command");
}
