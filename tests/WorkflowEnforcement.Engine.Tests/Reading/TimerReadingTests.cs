using WorkflowEnforcement.Engine.Model;
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
        Faults.Is("timer.missing wait", Start(), "<intermediateCatchEvent id=\"wait\"><timerEventDefinition><documentation/></timerEventDefinition></intermediateCatchEvent>");
        Faults.Is("timer.ambiguous wait", Start(),
            "<intermediateCatchEvent id=\"wait\"><timerEventDefinition><timeDate>2026-03-01</timeDate><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>");
    }

    [Theory]
    [InlineData("R3/PT10M")]
    [InlineData("R/P1D")]
    [InlineData("R2/2026-03-01T09:00:00+08:00/P1W")]
    public void A_cycle_is_read(string cycle) =>
        Assert.Equal(new TimerTrigger(new TimerCycle(cycle)), ((CatchEvent)Bpmn.Model(Start(), Timed("timeCycle", cycle)).Nodes["wait"]).Trigger);

    [Theory]
    [InlineData("timeCycle", "PT10M")]
    [InlineData("timeCycle", "R0/PT10M")]
    [InlineData("timeCycle", "R3/PT0S")]
    [InlineData("timeCycle", "R3/-PT1H")]
    [InlineData("timeCycle", "0 0 9 * * ?")]
    [InlineData("timeCycle", "")]
    [InlineData("timeDate", "PT10M")]
    [InlineData("timeDate", "R3/PT10M")]
    [InlineData("timeDuration", "R3/PT10M")]
    [InlineData("timeDuration", "2026-03-01")]
    public void A_time_of_another_kind_than_its_element_says_is_refused(string element, string text) =>
        Faults.Is("timer.invalid wait", Start(), Timed(element, text));

    [Theory]
    [InlineData("timeDate")]
    [InlineData("timeDuration")]
    [InlineData("timeCycle")]
    public void Each_may_be_an_expression(string element)
    {
        var trigger = (TimerTrigger)((CatchEvent)Bpmn.Model(Start(), Timed(element, "= due")).Nodes["wait"]).Trigger;

        Assert.Equal("= due", Assert.IsType<TimerExpression>(trigger.Timer).Expression.Text);
    }

    private static string Timed(string element, string text) =>
        $"<intermediateCatchEvent id=\"wait\"><timerEventDefinition><{element}>{text}</{element}></timerEventDefinition></intermediateCatchEvent>";
}
