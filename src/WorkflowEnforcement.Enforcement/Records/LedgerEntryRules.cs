using System.Buffers;
using System.Text.RegularExpressions;

namespace WorkflowEnforcement.Enforcement.Records;

/// <summary>What the members of an entry may hold; the table of <c>docs/formats/ledger-entry.md</c>.</summary>
internal static partial class LedgerEntryRules
{
    private const long MaxSeq = (1L << 53) - 1;

    private static readonly string AtMost = $"at most {LedgerEntry.MaxBytes} bytes";

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    public static void Check(LedgerEntry entry)
    {
        Require(
            entry.Log.Length is >= 1 and <= 255 && !entry.Log.Any(IsBarredFromLog),
            "log to be 1 to 255 characters without white space and +",
            entry.Log);
        Require(entry.Seq is >= 0 and <= MaxSeq, "seq from 0 to 2^53 - 1", entry.Seq);
        Require(entry.CaseVersion >= 1, "caseVer from 1", entry.CaseVersion);
        Require(entry.Type.Length <= 100 && TypeName().IsMatch(entry.Type), "type like task.completed", entry.Type);
        Require(IsUtcMilliseconds(entry.At), "at in UTC and whole milliseconds", entry.At);
        Require(entry.Actor.Id.Length > 0, "the actor's id not to be empty", entry.Actor.Id);
        Require(entry.Actor.Roles.All(r => r.Length > 0), "no role to be empty", entry.Actor.Roles);
        Require(entry.CommandId.Length is >= 1 and <= 200, "cmdId of 1 to 200 characters", entry.CommandId);
        Require(IsHashOrEmpty(entry.DefinitionHash), "defHash to be empty or a hash", entry.DefinitionHash);
        Require(IsObject(entry.Payload.Span), "payload to be an object", entry.Payload.Length);
        var isFirst = entry.CaseVersion == 1;
        Require(
            isFirst ? entry.PreviousInCase.Length == 0 : IsHash(entry.PreviousInCase),
            isFirst ? "prevInCase to be empty in the first entry of a case" : "prevInCase to be a hash after the first entry of a case",
            entry.PreviousInCase);
    }

    public static void CheckLength(int bytes) => Require(bytes <= LedgerEntry.MaxBytes, AtMost, bytes);

    private static bool IsBarredFromLog(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+';

    private static bool IsUtcMilliseconds(DateTimeOffset at) =>
        at.Offset == TimeSpan.Zero && at.Ticks % TimeSpan.TicksPerMillisecond == 0;

    private static bool IsObject(ReadOnlySpan<byte> json) => json.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    private static bool IsHashOrEmpty(string text) => text.Length == 0 || IsHash(text);

    private static bool IsHash(string text) => text.Length == 64 && !text.AsSpan().ContainsAnyExcept(LowerHex);

    private static void Require<T>(bool kept, string rule, T found)
    {
        if (!kept)
        {
            throw new FormatException(FormattableString.Invariant($"Expected {rule}, but found {found}"));
        }
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9]*([.-][a-z0-9]+)*\z")]
    private static partial Regex TypeName();
}
