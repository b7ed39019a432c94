using System.Text;
using System.Text.RegularExpressions;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>The encodings of older tools (GB2312, GBK, GB18030, Big5), which the XML reader does not know by itself.</summary>
internal static partial class XmlEncodings
{
    private const int LongestDeclaration = 200;

    /// <summary>The encoding that the file names, which must fit every byte; null where it names none, or one that the XML reader knows.</summary>
    public static Encoding? Named(ReadOnlySpan<byte> xml)
    {
        var head = Encoding.Latin1.GetString(xml[..Math.Min(xml.Length, LongestDeclaration)]);
        return Declaration().Match(head) is { Success: true } declared
            ? CodePagesEncodingProvider.Instance.GetEncoding(declared.Groups[1].Value, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
            : null;
    }

    [GeneratedRegex("""^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")]
    private static partial Regex Declaration();
}
