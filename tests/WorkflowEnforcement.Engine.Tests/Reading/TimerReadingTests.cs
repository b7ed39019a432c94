using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class TimerReadingTests
{
    [Theory]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1")]
    [InlineData("P1H")]
    [InlineData("PT1D")]
    [InlineData("P1M1Y")]
    [InlineData("P1DT")]
    [InlineData("P1.5D")]
    [InlineData("P99999999999Y")]
    [InlineData("2026-02-30")]
    [InlineData("2026-3-1")]
    [InlineData("2026-03-01T9:00:00")]
    [InlineData("2026-03-01T24:00:00")]
    [InlineData("2026-03-01T09:00:00+0800")]
    [InlineData("tomorrow")]
    [InlineData("R3/PT10M")]
    public void A_time_that_is_not_iso_8601_is_refused(string time) => Faults.Is("timer.invalid wait", Start(), Catch("wait", time));

    [Fact]
    public void A_negative_duration_is_refused() =>
        Faults.Is("timer.invalid wait", Start(), Catch("wait", "PT1H").Replace("PT1H", "-PT1H", StringComparison.Ordinal));

    [Fact]
    public void An_expression_that_does_not_parse_is_refused() => Faults.Is("expression.invalid wait", Start(), Catch("wait", "= duration("));

    [Fact]
    public void A_timer_has_one_time()
    {
        Faults.Is("timer.missing wait", Start(), "<intermediateCatchEvent id=\"wait\"><timerEventDefinition/></intermediateCatchEvent>");
        Faults.Is("timer.ambiguous wait", Start(),
            "<intermediateCatchEvent id=\"wait\"><timerEventDefinition><timeDate>2026-03-01</timeDate><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>");
    }
}
