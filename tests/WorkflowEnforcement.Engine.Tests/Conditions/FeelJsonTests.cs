using System.Text.Json;
using CsCheck;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Conditions;

public sealed class FeelJsonTests
{
    private static readonly Gen<FeelValue> Scalars = Gen.OneOf(
        Gen.Const(FeelValue.Null),
        Gen.Bool.Select(FeelValue.Of),
        Gen.Decimal.Select(FeelValue.Of),
        Gen.String[Gen.Char['一', '龥'], 0, 5].Select(FeelValue.Of),
        Gen.Date.Select(date => FeelValue.Of(DateOnly.FromDateTime(date))),
        Gen.DateTimeOffset.Select(moment => FeelValue.Of(moment.ToOffset(TimeSpan.FromHours(8)))),
        Gen.TimeSpan.Select(span => (FeelValue)new FeelDuration(span)),
        Gen.Int[-10_000, 10_000].Select(months => (FeelValue)new FeelMonths(months)),
        Gen.Long[0, TimeSpan.TicksPerDay - 1].Select(ticks => (FeelValue)new FeelTime(new TimeOnly(ticks))));

    private static readonly Gen<FeelValue> Values = Gen.OneOf(
        Scalars,
        Scalars.Array[0, 4].Select(FeelValue.Of),
        Gen.Select(Scalars, Scalars).Select((a, b) => (FeelValue)FeelContext.Empty.With("甲", a).With("b", FeelValue.Of([b, FeelContext.Empty]))));

    [Fact]
    public void Every_value_comes_back_as_it_was_written()
    {
        Values.Sample(value => Read(Write(value)).Equals(value) && Write(Read(Write(value))) == Write(value), iter: 5_000);
    }

    [Fact]
    public void An_offset_is_kept()
    {
        var moment = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

        Assert.True(Assert.IsType<FeelDateTime>(Read(Write(FeelValue.Of(moment)))).Value.EqualsExact(moment));
    }

    [Theory]
    [InlineData("@\"09:00:00+08:00\"", """{"h":"09:00:00+08:00"}""")]
    [InlineData("@\"09:00:00@Asia/Shanghai\"", """{"h":"09:00:00+08:00@Asia/Shanghai"}""")]
    [InlineData("@\"2026-03-02T09:00:00\"", """{"l":"2026-03-02T09:00:00+08:00"}""")]
    [InlineData("@\"2026-03-02T09:00:00@Asia/Shanghai\"", """{"m":"2026-03-02T09:00:00+08:00@Asia/Shanghai"}""")]
    [InlineData("[1..3)", """{"r":[true,{"n":"1"},{"n":"3"},false]}""")]
    [InlineData("(> \"a\")", """{"r":[false,"a",null,false]}""")]
    public void Places_and_ranges_are_kept(string text, string json)
    {
        var value = TestKit.Feel.Value(text);

        Assert.Equal(json, Write(value).Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.Equal(value, Read(json));
    }

    [Theory]
    [InlineData("""{"h":"+08:00"}""")]
    [InlineData("""{"r":[true,null]}""")]
    [InlineData("""{"r":null}""")]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("""{"n":1}""")]
    [InlineData("""{"n":"01"}""")]
    [InlineData("""{"n":" 1"}""")]
    [InlineData("""{"n":"1,000"}""")]
    [InlineData("""{"n":"１"}""")]
    [InlineData("""{"x":"1"}""")]
    [InlineData("""{"d":"2026-3-2"}""")]
    [InlineData("""{"m":"2026-03-02T09:00:00Z"}""")]
    [InlineData("""{"m":"2026-03-02T09:00:00"}""")]
    [InlineData("""{"p":"P1W"}""")]
    [InlineData("""{"p":"PT24H"}""")]
    [InlineData("""{"y":"P1Y"}""")]
    [InlineData("""{"c":[]}""")]
    [InlineData("""{"c":{"a":1}}""")]
    public void Another_form_is_refused(string json)
    {
        Assert.Throws<FormatException>(() => Read(json));
    }

    private static string Write(FeelValue value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            FeelJson.Write(writer, value);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static FeelValue Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return FeelJson.Read(document.RootElement);
    }
}
