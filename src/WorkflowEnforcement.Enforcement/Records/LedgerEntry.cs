using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace WorkflowEnforcement.Enforcement.Records;

/// <summary>One event of one case as the log keeps it. Format: <c>docs/formats/ledger-entry.md</c>.</summary>
/// <remarks>Two entries are the same when their bytes are; compare <see cref="Write"/>, since payloads are compared as places in memory.</remarks>
/// <legal>行政处罚法 第四十七条: the whole process is recorded and kept.</legal>
public sealed record LedgerEntry
{
    /// <summary>Longest entry, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int UsualBytes = 2048;

    internal const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly string[] Members =
        ["v", "log", "seq", "caseId", "caseVer", "type", "at", "actor", "cmdId", "defHash", "payload", "prevInCase"];

    /// <summary>Version of the format.</summary>
    public int Version { get; } = 1;

    /// <summary>Origin of the log, as in its checkpoints; no white space and no plus sign.</summary>
    public required string Log { get; init; }

    /// <summary>Place in the log, from 0, without gaps.</summary>
    public required long Seq { get; init; }

    /// <summary>The case it belongs to.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Place in the case, from 1, without gaps.</summary>
    public required int CaseVersion { get; init; }

    /// <summary>What happened, for example <c>task.completed</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Server time: UTC, whole milliseconds. Order is told by <see cref="Seq"/>, not by this.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who acted, as they were at that time.</summary>
    public required LedgerActor Actor { get; init; }

    /// <summary>The command that caused it.</summary>
    public required string CommandId { get; init; }

    /// <summary>SHA-256 of the process definition in force, lower-case hex; empty where none applies.</summary>
    public string DefinitionHash { get; init; } = string.Empty;

    /// <summary>The facts of the event: an object in JSON, in UTF-8, its members in any order; money and decimals as text.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Leaf hash of the entry before it in the case, lower-case hex; empty exactly where <see cref="CaseVersion"/> is 1.</summary>
    public string PreviousInCase { get; init; } = string.Empty;

    /// <summary>The bytes to store and to hash.</summary>
    /// <exception cref="FormatException">A member breaks its rule, or the entry is longer than <see cref="MaxBytes"/>.</exception>
    public byte[] Write()
    {
        LedgerEntryRules.Check(this);
        var output = new CanonicalOutput(UsualBytes);
        WriteMembers(output);
        LedgerEntryRules.CheckLength(output.Length);
        return output.Written.ToArray();
    }

    /// <summary>Reads bytes that <see cref="Write"/> would write.</summary>
    /// <exception cref="FormatException">A member is missing, unknown or breaks its rule; the bytes are not canonical or too many.</exception>
    public static LedgerEntry Read(ReadOnlySpan<byte> bytes)
    {
        LedgerEntryRules.CheckLength(bytes.Length);
        var json = new LedgerMembers(CanonicalJson.Read(bytes), "entry", Members);
        if (json.Integer("v") is not 1 and var version)
        {
            throw new FormatException($"Expected an entry of version 1, but found {version}");
        }

        var entry = new LedgerEntry
        {
            Log = json.Text("log"),
            Seq = json.Integer("seq"),
            CaseId = ReadCaseId(json.Text("caseId")),
            CaseVersion = ReadCaseVersion(json.Integer("caseVer")),
            Type = json.Text("type"),
            At = ReadTime(json.Text("at")),
            Actor = LedgerActor.Read(json.Member("actor", JsonValueKind.Object)),
            CommandId = json.Text("cmdId"),
            DefinitionHash = json.Text("defHash"),
            Payload = JsonMarshal.GetRawUtf8Value(json.Member("payload", JsonValueKind.Object)).ToArray(),
            PreviousInCase = json.Text("prevInCase"),
        };
        return entry.Write().AsSpan().SequenceEqual(bytes)
            ? entry
            : throw new FormatException("Expected the canonical form of a ledger entry");
    }

    // Members in the order of the canonical form.
    private void WriteMembers(CanonicalOutput output)
    {
        output.Write("""{"actor":"""u8);
        Actor.Write(output);
        output.Write(""","at":"""u8);
        WriteTime(output);
        output.Write(""","caseId":"""u8);
        WriteCaseId(output);
        output.Write(""","caseVer":"""u8);
        CanonicalJson.WriteNumber(output, CaseVersion);
        output.Write(""","cmdId":"""u8);
        CanonicalText.Write(output, CommandId);
        output.Write(""","defHash":"""u8);
        CanonicalText.Write(output, DefinitionHash);
        output.Write(""","log":"""u8);
        CanonicalText.Write(output, Log);
        output.Write(""","payload":"""u8);
        CanonicalJson.WriteMember(output, Payload.Span, depth: 1);
        output.Write(""","prevInCase":"""u8);
        CanonicalText.Write(output, PreviousInCase);
        output.Write(""","seq":"""u8);
        CanonicalJson.WriteNumber(output, Seq);
        output.Write(""","type":"""u8);
        CanonicalText.Write(output, Type);
        output.Write(""","v":"""u8);
        CanonicalJson.WriteNumber(output, Version);
        output.Write("}"u8);
    }

    // The round-trip form, which the framework writes fastest, says seven digits; of whole milliseconds the last four are zeros.
    private void WriteTime(CanonicalOutput output)
    {
        const int roundTrip = 28;
        const int milliseconds = 23;
        output.Add((byte)'"');
        At.UtcDateTime.TryFormat(output.GetSpan(roundTrip), out _, "O", CultureInfo.InvariantCulture);
        output.Advance(milliseconds);
        output.Add("Z\""u8);
    }

    private void WriteCaseId(CanonicalOutput output)
    {
        const int characters = 36;
        output.Add((byte)'"');
        CaseId.TryFormat(output.GetSpan(characters), out var written);
        output.Advance(written);
        output.Add((byte)'"');
    }

    private static Guid ReadCaseId(string text) =>
        Guid.TryParseExact(text, "D", out var id) ? id : throw new FormatException($"Expected caseId to be a UUID, but found {text}");

    private static int ReadCaseVersion(long number) =>
        number is >= 1 and <= int.MaxValue
            ? (int)number
            : throw new FormatException($"Expected caseVer from 1 to {int.MaxValue}, but found {number}");

    private static DateTimeOffset ReadTime(string text) =>
        DateTimeOffset.TryParseExact(
            text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw new FormatException($"Expected at like 2026-03-02T01:15:30.250Z, but found {text}");
}
