using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using WorkflowEnforcement.Enforcement.Records;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Records;

public sealed class CanonicalJsonTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
            Gen.Char[' ', '~'], Gen.Char['\0', '\x1f'], Gen.Char['\u4e00', '\u9fa5'], Gen.Char['\ue000', '\uf8ff'], Gen.Const('\ufb00'))
        .Array[0, 6].Select(c => new string(c))
        .SelectMany(text => Gen.Bool.Select(astral => astral ? text + "😀" : text));

    private static readonly Gen<JsonNode?> Scalars = Gen.OneOf(
        Texts.Select(t => (JsonNode?)t),
        Gen.Long[-((1L << 53) - 1), (1L << 53) - 1].Select(n => (JsonNode?)n),
        Gen.Bool.Select(b => (JsonNode?)b),
        Gen.Const((JsonNode?)null));

    private static readonly Gen<JsonNode?> Values = Nested(3);

    private static readonly JsonSerializerOptions[] Hands =
        [new(), new() { WriteIndented = true }, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true }];

    // RFC 8785 section 3.2.2 and 3.2.3, less what lies outside the subset (fractions, and U+FB33 which is not NFC).
    [Theory]
    [InlineData("""{ "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false] }""",
        """{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}""")]
    [InlineData("""{"\u20ac":"Euro","\r":"CR","\ufb00":"Latin","1":"One","\ud83d\ude00":"Smiley","\u0080":"Control","\u00f6":"o"}""",
        "{\"\\r\":\"CR\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"o\",\"€\":\"Euro\",\"😀\":\"Smiley\",\"ﬀ\":\"Latin\"}")]
    [InlineData("""{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}""",
        """{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}""")]
    [InlineData("[ 9007199254740991 , -9007199254740991 , 0 ]", "[9007199254740991,-9007199254740991,0]")]
    [InlineData("\"\\u007f\\u2028\\u0008\\u000c\"", "\"\u007f\u2028\\b\\f\"")]
    public void The_vectors_of_the_standard_come_out_byte_for_byte(string given, string canonical)
    {
        Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Write(JsonElement.Parse(given))));
        Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Write(JsonNode.Parse(given))));
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("-0")]
    [InlineData("9007199254740992")]
    [InlineData("-9007199254740992")]
    [InlineData("99999999999999999999")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":{"b":1,"\u0062":2}}""")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("\"\\ude00\\ud83d\"")]
    [InlineData("""{"\ud83d":1}""")]
    [InlineData("\"\\ufdd0\"")]
    [InlineData("\"\\uffff\"")]
    [InlineData("\"e\\u0301\"")]
    [InlineData("\"\\ufb33\"")]
    public void What_lies_outside_the_subset_is_refused(string json)
    {
        Assert.Throws<FormatException>(() => CanonicalJson.Write(JsonElement.Parse(json)));
        Assert.Throws<FormatException>(() => CanonicalJson.Write(JsonNode.Parse(json)));
        Assert.Throws<FormatException>(() => CanonicalJson.Read(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("{}{}")]
    [InlineData("{} ")]
    [InlineData(" 1")]
    [InlineData("[1,]")]
    [InlineData("[1, 2]")]
    [InlineData("// no\n1")]
    [InlineData("\ufeff{}")]
    [InlineData("""{"b":1,"a":2}""")]
    [InlineData("\"\\u0041\"")]
    [InlineData("\"\\/\"")]
    [InlineData("\"\\u000A\"")]
    [InlineData("\"\\u001F\"")]
    [InlineData("NaN")]
    public void Bytes_that_the_writer_would_not_write_are_refused(string json) =>
        Assert.Throws<FormatException>(() => CanonicalJson.Read(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData(new byte[] { 0x22, 0xC3, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xED, 0xA0, 0x80, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xC0, 0xAF, 0x22 })]
    [InlineData(new byte[] { 0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D })]
    public void Broken_utf8_is_refused(byte[] bytes) => Assert.Throws<FormatException>(() => CanonicalJson.Read(bytes));

    [Fact]
    public void A_lone_surrogate_in_a_string_of_the_program_is_refused() =>
        Assert.Throws<FormatException>(() => CanonicalJson.Write(new JsonObject { ["a"] = "\ud83d" }));

    [Fact]
    public void A_fraction_or_no_number_of_the_program_is_refused()
    {
        Assert.Throws<FormatException>(() => CanonicalJson.Write(JsonValue.Create(0.5m)));
        Assert.Throws<FormatException>(() => CanonicalJson.Write(JsonValue.Create(double.NaN)));
        Assert.Throws<FormatException>(() => CanonicalJson.Write(JsonValue.Create(Guid.Empty)));
        Assert.Throws<FormatException>(() => CanonicalJson.Write(default(JsonElement)));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(5000, false)]
    public void Depth_is_bounded(int depth, bool accepted)
    {
        var bytes = Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));
        Assert.Equal(accepted ? null : typeof(FormatException), Record.Exception(() => CanonicalJson.Read(bytes))?.GetType());
        JsonNode? node = null;
        for (var i = 0; i < depth; i++)
        {
            node = new JsonArray(node);
        }

        Assert.Equal(accepted ? null : typeof(FormatException), Record.Exception(() => CanonicalJson.Write(node))?.GetType());
    }

    [Fact]
    public void A_second_writer_gives_the_same_bytes() =>
        Values.Sample(value => CanonicalJson.Write(value).AsSpan().SequenceEqual(NaiveJson.Write(value)), iter: 20_000);

    [Fact]
    public void Bytes_written_by_another_hand_come_out_the_same() =>
        Gen.Select(Values, Gen.OneOfConst(Hands)).Sample(
            (value, hand) => CanonicalJson.Write(JsonSerializer.SerializeToUtf8Bytes(value, hand)).AsSpan().SequenceEqual(NaiveJson.Write(value)),
            iter: 20_000);

    // What the writer takes for sound without looking closer must be sound beside anything of its kind.
    [Fact]
    public void Characters_of_daily_use_are_written_exactly_where_they_are_in_normal_form()
    {
        var inPlane = Gen.Char['\u0020', '\ud7ff'];
        Gen.Select(Gen.OneOf(Gen.Char[' ', '~'], Gen.Char['\u2010', '\u2030'], Gen.Char['\u3000', '\u3040'], Gen.Char['\u4e00', '\u9fff'], Gen.Char['\uff00', '\uff70']), inPlane).Sample(
            (daily, other) => new[] { $"{daily}", $"{daily}{daily}", $"{daily}{other}", $"{other}{daily}" }
                .All(text => text.IsNormalized() == IsWritten(text)),
            iter: 50_000);
    }

    [Fact]
    public void What_was_written_reads_back_as_the_same_value() =>
        Values.Sample(
            value =>
            {
                var bytes = CanonicalJson.Write(value);
                return JsonNode.DeepEquals(JsonNode.Parse(CanonicalJson.Read(bytes).GetRawText()), JsonNode.Parse(bytes));
            },
            iter: 5_000);

    [Fact]
    public void A_changed_byte_is_refused_or_says_something_else() =>
        Gen.Select(Values, Gen.Int[0, 10_000], Gen.Byte).Sample(
            (value, at, changed) =>
            {
                var bytes = CanonicalJson.Write(value);
                bytes[at % bytes.Length] = changed;
                try
                {
                    return CanonicalJson.Write(CanonicalJson.Read(bytes)).AsSpan().SequenceEqual(bytes);
                }
                catch (FormatException)
                {
                    return true;
                }
            },
            iter: 20_000);

    private static bool IsWritten(string text)
    {
        try
        {
            return CanonicalJson.Write(JsonValue.Create(text)).Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static Gen<JsonNode?> Nested(int depth) => depth == 0
        ? Scalars
        : Gen.OneOf(
            Scalars,
            Nested(depth - 1).Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(i => i?.DeepClone())])),
            Gen.Select(Texts, Nested(depth - 1)).Array[0, 5].Select(members =>
                (JsonNode?)new JsonObject(members.DistinctBy(m => m.Item1).Select(m => KeyValuePair.Create(m.Item1, m.Item2?.DeepClone())))));
}
