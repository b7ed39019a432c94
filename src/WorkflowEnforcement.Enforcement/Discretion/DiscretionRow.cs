using System.Globalization;

namespace WorkflowEnforcement.Enforcement.Discretion;

/// <summary>A row (档次) of a table of discretion, as published.</summary>
/// <param name="Number">Its number in the table, from 1.</param>
/// <param name="Grade">The grade in the table's own words, for example 较重.</param>
/// <param name="Weight">What the grade means to the law: <c>none</c>, <c>lighter</c>, <c>normal</c> or <c>heavier</c>, choices of the fact <c>discretion.grade</c>.</param>
/// <param name="Low">Least fine in yuan, included.</param>
/// <param name="High">Highest fine in yuan, included.</param>
/// <param name="Effect">What follows beside the fine; empty for nothing.</param>
/// <param name="Text">The row in words.</param>
public sealed record DiscretionRow(int Number, string Grade, string Weight, decimal Low, decimal High, string Effect, string Text)
{
    /// <summary>The weight of a row by which no penalty, or no fine, is imposed.</summary>
    public const string NoPenalty = "none";

    /// <summary>True where the row allows no fine at all because nothing is punished.</summary>
    public bool Exempts => Weight == NoPenalty;

    /// <summary>The range as people read it; 不处罚款 where there is no fine.</summary>
    public string Range => High == 0 ? "不处罚款" : Low == 0 ? $"{Yuan(High)}以下" : $"{Yuan(Low)}以上{Yuan(High)}以下";

    /// <summary>How the case cites the row: 第2行（轻微）.</summary>
    public string Citation => string.Create(CultureInfo.InvariantCulture, $"第{Number}行（{Grade}）");

    /// <summary>True where the fine lies within the range; both ends are within.</summary>
    public bool Covers(decimal fine) => fine >= Low && fine <= High;

    private static string Yuan(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"{amount:#,0.##}元");
}
