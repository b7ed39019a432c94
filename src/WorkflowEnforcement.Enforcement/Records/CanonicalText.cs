using System.Buffers;
using System.Globalization;
using System.Text;

namespace WorkflowEnforcement.Enforcement.Records;

/// <summary>Text as RFC 8785 writes it.</summary>
internal static class CanonicalText
{
    public static void Write(ArrayBufferWriter<byte> output, string text)
    {
        Check(text);
        output.Write("\""u8);
        var plain = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (Escape(text[i]) is { } escape)
            {
                WriteRaw(output, text.AsSpan(plain, i - plain));
                WriteRaw(output, escape);
                plain = i + 1;
            }
        }

        WriteRaw(output, text.AsSpan(plain));
        output.Write("\""u8);
    }

    public static void WriteRaw(ArrayBufferWriter<byte> output, ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, output);

    private static string? Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        < ' ' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static void Check(string text)
    {
        if (Ascii.IsValid(text))
        {
            return;
        }

        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used) != OperationStatus.Done)
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
