using WorkflowEnforcement.Enforcement.Discretion;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Discretion.ShippedTables;

namespace WorkflowEnforcement.Enforcement.Tests.Discretion;

/// <summary>Which row applies to what was found, and what is still to be found.</summary>
public sealed class DiscretionRowTests
{
    [Theory]
    [InlineData("CF-JN-01", 0, "first", "none", 1, "不处罚款")]
    [InlineData("CF-JN-01", 1, "first", "slight", 2, "10,000元以上20,000元以下")]
    [InlineData("CF-JN-01", 1, "repeated", "slight", 3, "20,000元以上35,000元以下")]
    [InlineData("CF-JN-01", 3, "first", "none", 4, "20,000元以上35,000元以下")]
    [InlineData("CF-JN-01", 4, "first", "none", 5, "35,000元以上50,000元以下")]
    [InlineData("CF-JN-01", 1, "first", "serious", 6, "40,000元以上50,000元以下")]
    public void Late_reports_are_graded_by_delay_repetition_and_harm(string matter, int months, string history, string harm, int number, string range)
    {
        var row = Assert.IsType<AppliedRow>(Of(matter).Evaluate(Facts(("months", months), ("history", history), ("consequence", harm)))).Row;
        Assert.Equal((number, range), (row.Number, row.Range));
    }

    [Fact]
    public void What_was_slight_corrected_and_harmless_is_not_punished()
    {
        var row = Assert.IsType<AppliedRow>(Of("CF-DL-02").Evaluate(Facts(("degree", "minor"), ("correction", "before"), ("consequence", "none")))).Row;
        Assert.True(row.Exempts);
        Assert.Contains("第三十三条第一款", row.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_law_fines_only_grave_cases_the_others_are_warned()
    {
        var row = Assert.IsType<AppliedRow>(Of("CF-DL-02").Evaluate(Facts(("degree", "ordinary"), ("correction", "during"), ("consequence", "slight")))).Row;
        Assert.Equal(("警告", "lighter", "不处罚款"), (row.Effect, row.Weight, row.Range));
    }

    [Fact]
    public void Missing_facts_are_named_in_a_plain_sentence()
    {
        var missing = Assert.IsType<MissingFacts>(Of("CF-JN-03").Evaluate(Facts()));
        Assert.Equal(["discretion.months", "discretion.history"], missing.Keys);
        Assert.Equal("按「未按规定设立能源管理岗位、聘任并备案能源管理负责人」的裁量基准确定档次，还须查明：逾期月数（按期改正的填0，不足一个月的按一个月计）、违法次数。", missing.Message);
    }

    [Fact]
    public void What_would_change_nothing_need_not_be_known() =>
        Assert.Equal(1, Assert.IsType<AppliedRow>(Of("CF-JN-03").Evaluate(Facts(("months", 0)))).Row.Number);

    [Fact]
    public void The_conditions_of_a_row_read_like_the_gazette()
    {
        var table = Of("CF-JN-04");
        Assert.Equal(["逾期月数", "涉案金额（元）", "违法次数"], table.Labels);
        Assert.Equal(["超过0个月，3个月以下", "100,000元以下", "初次违法"], table.Conditions[1]);
        Assert.Equal(["超过0个月，3个月以下", "超过100,000元，500,000元以下", "不限"], table.Conditions[3]);
        Assert.Equal(["超过3个月", "不限", "不限"], table.Conditions[5]);
        Assert.Equal("没有危害后果或者危害后果轻微", Of("CF-JN-01").Conditions[1][2]);
    }
}
