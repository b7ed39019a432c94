using System.Buffers;
using System.Globalization;
using System.Text;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>Text as the record can keep it: Unicode NFC, lines ended by LF, no control characters, no broken pairs.</summary>
/// <remarks>The ledger's canonical JSON refuses anything else, and a document (XML) cannot hold control characters.</remarks>
public static class StoredText
{
    /// <summary>Says why a text cannot be kept.</summary>
    /// <returns>Null when it can, else a plain Chinese sentence.</returns>
    public static string? WhyNot(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var used) != OperationStatus.Done || IsNoncharacter(rune))
            {
                return $"第{at + 1}个字符不完整或者不是规范字符，无法存入执法记录，请删除后重新输入。";
            }

            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control && rune.Value is not ('\n' or '\r' or '\t'))
            {
                return $"第{at + 1}个字符是控制字符，无法存入执法记录和文书，请删除后重新输入。";
            }

            at += used;
        }

        return null;
    }

    /// <summary>The text as it is kept: NFC, LF, without blanks at its ends; empty where it shows nothing.</summary>
    /// <param name="text">A text that <see cref="WhyNot"/> has nothing against.</param>
    public static string Normal(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Normalize(NormalizationForm.FormC);
        return lines.All(IsBlank) ? string.Empty : lines.Trim();
    }

    /// <summary>True when the text is as <see cref="Normal"/> would leave it, blanks at its ends aside.</summary>
    public static bool IsNormal(string text) => WhyNot(text) is null && text.IsNormalized(NormalizationForm.FormC) && !text.Contains('\r', StringComparison.Ordinal);

    /// <summary>A text of a program, such as a fault's message, made fit to be kept: what cannot be kept becomes U+FFFD.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">Most characters kept.</param>
    public static string Fit(string text, int most)
    {
        var fit = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var kept = rune.Value == '\n' || !(IsNoncharacter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control);
            if (fit.Length + rune.Utf16SequenceLength > most)
            {
                break;
            }

            fit.Append(kept ? rune : Rune.ReplacementChar);
        }

        return Normal(fit.ToString());
    }

    /// <summary>True when nothing of the text can be seen.</summary>
    internal static bool IsBlank(string text) => text.All(IsBlank);

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static bool IsNoncharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
