using System.Text;
using System.Text.Json;
using CsCheck;
using WorkflowEnforcement.Enforcement.Records;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Records;

public sealed class LedgerEntryTests
{
    private static readonly LedgerEntry First = new()
    {
        Log = "wfe.taizihe.example/ledger",
        Seq = 0,
        CaseId = Guid.Parse("018f6d0a-5b1c-7c3e-9a41-2f1d7e6b9c10"),
        CaseVersion = 1,
        Type = "case.filed",
        At = new(2026, 3, 2, 1, 15, 30, 250, TimeSpan.Zero),
        Actor = new("u-104", "李明", ["officer"], "taizihe-gxj", "password"),
        CommandId = "cmd-0001",
        DefinitionHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        Payload = Json("""{"number":"辽太工信立字〔2026〕第1号","proposed.fine":"12000.00","officers":2}"""),
    };

    public static TheoryData<string, LedgerEntry> BrokenEntries => new()
    {
        { "log", First with { Log = "" } },
        { "log", First with { Log = "a b" } },
        { "log", First with { Log = "a+b" } },
        { "seq", First with { Seq = -1 } },
        { "seq", First with { Seq = 1L << 53 } },
        { "caseVer", First with { CaseVersion = 0 } },
        { "type", First with { Type = "Case.Filed" } },
        { "type", First with { Type = "case..filed" } },
        { "type", First with { Type = "case.filed\n" } },
        { "type", First with { Type = new string('a', 101) } },
        { "log", First with { Log = new string('a', 256) } },
        { "cmdId", First with { CommandId = new string('a', 201) } },
        { "at", First with { At = First.At.AddTicks(1) } },
        { "at", First with { At = First.At.ToOffset(TimeSpan.FromHours(8)) } },
        { "actor", First with { Actor = First.Actor with { Id = "" } } },
        { "role", First with { Actor = First.Actor with { Roles = ["officer", ""] } } },
        { "cmdId", First with { CommandId = "" } },
        { "defHash", First with { DefinitionHash = First.DefinitionHash.ToUpperInvariant() } },
        { "prevInCase", First with { PreviousInCase = First.DefinitionHash } },
        { "prevInCase", First with { CaseVersion = 2 } },
        { "whole number", First with { Payload = Json("""{"fine":0.5}""") } },
        { "payload", First with { Payload = Json("[]") } },
        { "payload", First with { Payload = default } },
        { "stand once", First with { Payload = Json("""{"a":1,"a":2}""") } },
        { "65536 bytes", First with { Payload = Json($$"""{"text":"{{new string('字', 22_000)}}"}""") } },
    };

    [Fact]
    public void What_was_written_reads_back()
    {
        var read = LedgerEntry.Read(First.Write());

        Assert.Equal(First.Write(), read.Write());
        Assert.Equal((First.Log, First.Seq, First.CaseId, First.CaseVersion), (read.Log, read.Seq, read.CaseId, read.CaseVersion));
        Assert.Equal((First.Type, First.At, First.CommandId), (read.Type, read.At, read.CommandId));
        Assert.Equal((First.DefinitionHash, First.PreviousInCase, 1), (read.DefinitionHash, read.PreviousInCase, read.Version));
        Assert.Equal(First.Actor.Roles, read.Actor.Roles);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(First.Payload.Span), JsonElement.Parse(read.Payload.Span)));
    }

    [Theory]
    [MemberData(nameof(BrokenEntries), DisableDiscoveryEnumeration = true)]
    public void A_member_that_breaks_its_rule_is_not_written(string rule, LedgerEntry entry) =>
        Assert.Contains(rule, Assert.Throws<FormatException>(() => entry.Write()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"v\":1", "\"v\":2")]
    [InlineData("\"v\":1", "\"v\":\"1\"")]
    [InlineData("\"v\":1", "\"v\":1,\"zz\":1")]
    [InlineData(",\"v\":1", "")]
    [InlineData("{\"actor\"", "{\"aaa\":[],\"actor\"")]
    [InlineData("\"id\":\"u-104\",", "")]
    [InlineData("\"id\":\"u-104\",", "\"id\":\"u-104\",\"mail\":\"\",")]
    [InlineData("[\"officer\"]", "[1]")]
    [InlineData("[\"officer\"]", "\"officer\"")]
    [InlineData("30.250Z", "30.25Z")]
    [InlineData("30.250Z", "30.250+00:00")]
    [InlineData("03-02T01", "02-30T01")]
    [InlineData("018f6d0a", "018F6D0A")]
    [InlineData("018f6d0a-", "018f6d0a")]
    [InlineData("\"caseVer\":1", "\"caseVer\":2147483648")]
    [InlineData("\"seq\":0", "\"seq\":-1")]
    [InlineData("\"officers\":2", "\"officers\":2.0")]
    [InlineData("\"payload\":{", "\"payload\": {")]
    [InlineData("\"prevInCase\":\"\"", "\"prevInCase\":null")]
    public void Bytes_of_another_form_are_refused(string sound, string broken)
    {
        var text = Encoding.UTF8.GetString(First.Write());
        Assert.Contains(sound, text, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() =>
            LedgerEntry.Read(Encoding.UTF8.GetBytes(text.Replace(sound, broken, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("")]
    public void What_is_no_object_is_refused(string json) =>
        Assert.Throws<FormatException>(() => LedgerEntry.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void No_single_changed_byte_goes_by_unseen()
    {
        var bytes = First.Write();
        var leaf = LedgerHash.Leaf(bytes);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[1, 255]).Sample((at, change) =>
        {
            var copy = (byte[])bytes.Clone();
            copy[at] ^= (byte)change;
            try
            {
                return LedgerEntry.Read(copy).Write().AsSpan().SequenceEqual(copy) && !LedgerHash.Leaf(copy).AsSpan().SequenceEqual(leaf);
            }
            catch (FormatException)
            {
                return true;
            }
        });
    }

    private static ReadOnlyMemory<byte> Json(string json) => Encoding.UTF8.GetBytes(json);
}
