using System.Text.Json;
using WorkflowEnforcement.Engine.Simulation;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Conditions;

/// <summary>A number that cannot be held is refused or null; it never becomes zero or another in silence.</summary>
public sealed class SmallNumberTests
{
    [Theory]
    [InlineData("1e-29")]
    [InlineData("1e-30")]
    [InlineData("0.00000000000000000000000000001")]
    [InlineData("0.1234567890123456789012345678901234")]
    [InlineData("0.30000000000000000000000000001")]
    [InlineData("1.00000000000000000000000000005e1")]
    [InlineData("99999999999999999999999999999")]
    [InlineData("7.9228162514264337593543950336")]
    [InlineData("1e29")]
    public void A_number_that_loses_a_digit_is_a_fault_null_and_refused(string number)
    {
        Assert.StartsWith("Expected a number of at most 28 digits", Feel.Fault(number).Message, StringComparison.Ordinal);
        Feel.Gives($"number(\"{number}\")", "null");
        Feel.Gives($"number(\"-{number}\")", "null");
        using var json = JsonDocument.Parse(number);
        Assert.Throws<FormatException>(() => PlainJson.Read(json.RootElement));
    }

    [Theory]
    [InlineData("1e-28", "0.0000000000000000000000000001")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("7.9228162514264337593543950335", "7.9228162514264337593543950335")]
    [InlineData("1.5000000000000000000000000000000000000", "1.5")]
    [InlineData("0e-40", "0")]
    [InlineData("0.000000000000000000000000000000000000", "0")]
    [InlineData("1200000e-33", "12e-28")]
    [InlineData("1e28", "10000000000000000000000000000")]
    [InlineData("0.00012e4", "1.2")]
    public void A_number_that_is_held_to_the_last_digit_is_read(string number, string expected)
    {
        Feel.Gives($"{number} = {expected} and number(\"{number}\") = {expected}", "true");
        using var json = JsonDocument.Parse(number);
        Assert.Equal(Feel.Value(expected), PlainJson.Read(json.RootElement));
    }

    [Theory]
    [InlineData("1e-20 * 1e-20")]
    [InlineData("1e-20 * -1e-20")]
    [InlineData("0.1 ** 30")]
    [InlineData("3 ** -60")]
    [InlineData("0.001 ** 10.5")]
    [InlineData("1e-28 / 3")]
    [InlineData("exp(-100)")]
    [InlineData("exp(-10000)")]
    [InlineData("product([1e-20, 1e-20])")]
    [InlineData("mean([1e-28, 0, 0])")]
    [InlineData("median([1e-28, 0])")]
    [InlineData("stddev([1e-20, 2e-20])")]
    [InlineData("round up(1e-28, -1)")]
    [InlineData("duration(\"PT0.00000001S\")")]
    public void What_comes_too_near_to_zero_is_null(string text) => Feel.Gives(text, "null");

    [Theory]
    [InlineData("0 * 1e-20", "0")]
    [InlineData("0 / 3", "0")]
    [InlineData("0 ** 30", "0")]
    [InlineData("0.1 ** 28", "1e-28")]
    [InlineData("log(1)", "0")]
    [InlineData("stddev([2, 2])", "0")]
    [InlineData("1e-14 * 1e-14", "1e-28")]
    [InlineData("floor(1e-28)", "0")]
    [InlineData("1e-28 - 1e-28", "0")]
    public void Zero_stays_zero(string text, string expected) => Feel.Gives(text, expected);
}
