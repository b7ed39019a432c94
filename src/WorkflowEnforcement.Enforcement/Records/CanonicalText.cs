using System.Buffers;
using System.Globalization;
using System.Text;

namespace WorkflowEnforcement.Enforcement.Records;

/// <summary>Text as RFC 8785 writes it.</summary>
internal static class CanonicalText
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\']);

    // Characters that stand in normalization form C wherever they stand, and none of which joins what comes before it: nothing else need be looked at.
    private static readonly SearchValues<char> Stable = SearchValues.Create(
        [.. Range(' ', '~'), .. Range('\u4e00', '\u9fff'), .. Range('\u3001', '\u3029'), .. Range('\uff01', '\uff60'), '—', '‘', '’', '“', '”', '…']);

    public static void Write(CanonicalOutput output, string text)
    {
        Check(text);
        output.Write("\""u8);
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Escaped) is var place and >= 0)
        {
            WriteRaw(output, rest[..place]);
            WriteRaw(output, Escape(rest[place]));
            rest = rest[(place + 1)..];
        }

        WriteRaw(output, rest);
        output.Write("\""u8);
    }

    public static void WriteRaw(CanonicalOutput output, ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, output);

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(code => (char)code);

    private static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        _ => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
    };

    /// <summary>Demands characters only, in normalization form C.</summary>
    /// <exception cref="FormatException">A surrogate stands alone, a noncharacter is found, or the form is another.</exception>
    public static void Check(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExcept(Stable))
        {
            return;
        }

        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text[i..], out var rune, out var used) != OperationStatus.Done)
            {
                throw new FormatException($"Expected well-formed text, but found a lone surrogate at {i}");
            }

            if ((rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF)
            {
                throw new FormatException($"Expected characters, but found the noncharacter U+{rune.Value:X4} at {i}");
            }

            i += used;
        }

        if (!text.IsNormalized(NormalizationForm.FormC))
        {
            throw new FormatException("Expected text in Unicode normalization form C");
        }
    }
}
