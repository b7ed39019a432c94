using System.Globalization;
using System.Text.RegularExpressions;

namespace WorkflowEnforcement.Enforcement.Documents;

/// <summary>How an agency writes its numbers: 辽太工信罚决字〔2026〕第1号.</summary>
/// <remarks>
/// Hexagonal brackets (U+3014, U+3015), four-digit year, no leading zeros. What <see cref="Parse"/> reads, <see cref="Write"/> writes again.
/// </remarks>
/// <legal>GB/T 9704-2012 leaves 第 out of document numbers; enforcement forms commonly keep it.</legal>
public sealed partial class DocumentNumberFormat
{
    private readonly string ordinal;

    /// <summary>The format of one agency.</summary>
    /// <param name="agency">机关代字: 1 to 20 Chinese characters; where a number is read it parts the agency from the kind.</param>
    /// <param name="withOrdinal">True writes 第 before the sequence.</param>
    /// <exception cref="ArgumentException">The agency is not 1 to 20 Chinese characters.</exception>
    public DocumentNumberFormat(string agency, bool withOrdinal = true)
    {
        if (!Name().IsMatch(agency))
        {
            throw new ArgumentException($"Expected 1 to 20 Chinese characters, but found {agency}", nameof(agency));
        }

        Agency = agency;
        ordinal = withOrdinal ? "第" : string.Empty;
    }

    /// <summary>机关代字 of every number in this format.</summary>
    public string Agency { get; }

    /// <summary>The number as it stands on the document.</summary>
    /// <exception cref="ArgumentException">
    /// The agency is another, the kind is not 1 to 20 Chinese characters without 字, the year has not four digits,
    /// or the sequence is below 1.
    /// </exception>
    public string Write(DocumentNumber number)
    {
        var sound = number.Agency == Agency && Name().IsMatch(number.Kind) && !number.Kind.Contains('字', StringComparison.Ordinal)
            && number.Year is >= 1000 and <= 9999 && number.Sequence >= 1;
        return sound
            ? string.Create(CultureInfo.InvariantCulture, $"{Agency}{number.Kind}字〔{number.Year}〕{ordinal}{number.Sequence}号")
            : throw new ArgumentException($"Expected a number of {Agency} with kind, year and sequence, but found {number}", nameof(number));
    }

    /// <summary>Reads a number that <see cref="Write"/> would write; no other brackets, digits, zeros or spaces.</summary>
    /// <exception cref="FormatException">The text is not in this format.</exception>
    public DocumentNumber Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"Expected a number like {Agency}罚决字〔2026〕{ordinal}1号, but found {text}");

    /// <summary>As <see cref="Parse"/>, with null for a text that is not in this format.</summary>
    public DocumentNumber? TryParse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success || !text.StartsWith(Agency, StringComparison.Ordinal) || match.Groups["head"].Length <= Agency.Length
            || match.Groups["ordinal"].Value != ordinal
            || !int.TryParse(match.Groups["sequence"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return null;
        }

        var kind = match.Groups["head"].Value[Agency.Length..];
        var year = int.Parse(match.Groups["year"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return Name().IsMatch(kind) && !kind.Contains('字', StringComparison.Ordinal) ? new(Agency, kind, year, sequence) : null;
    }

    [GeneratedRegex(@"\A[\u4e00-\u9fff]{1,20}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A(?<head>[\u4e00-\u9fff]{2,40})字〔(?<year>[1-9][0-9]{3})〕(?<ordinal>第?)(?<sequence>[1-9][0-9]{0,9})号\z")]
    private static partial Regex Pattern();
}
