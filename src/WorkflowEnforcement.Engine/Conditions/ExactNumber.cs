using System.Globalization;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Numbers that a decimal holds to the last digit: at most 28 digits (29 where they are small), none behind the 28th place after the point.</summary>
internal static class ExactNumber
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private const int MaxDigits = 29;
    private const int MaxPlaces = 28;

    /// <summary>Reads a number with or without point and exponent; a null reference where it is none or would lose a digit.</summary>
    public static decimal? Read(ReadOnlySpan<char> text)
    {
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var letter = text.IndexOfAny('e', 'E');
        var mantissa = (letter < 0 ? text : text[..letter]).TrimStart("+-");
        var point = mantissa.IndexOf('.');
        var digits = string.Concat(mantissa[..(point < 0 ? mantissa.Length : point)], point < 0 ? [] : mantissa[(point + 1)..]);
        var known = digits.AsSpan().Trim('0');
        if (known.IsEmpty)
        {
            return number;
        }

        var places = digits.AsSpan().TrimEnd('0').Length - (point < 0 ? mantissa.Length : point);
        return int.TryParse(letter < 0 ? "0" : text[(letter + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            && (long)places - exponent <= MaxPlaces && Fits(known)
            ? number
            : null;
    }

    /// <summary>The product.</summary>
    /// <exception cref="OverflowException">It is too large, or too near to zero without being it.</exception>
    public static decimal Times(decimal a, decimal b) => Kept(a * b, a != 0 && b != 0);

    /// <summary>The quotient.</summary>
    /// <exception cref="OverflowException">As of <see cref="Times"/>.</exception>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static decimal Over(decimal a, decimal b) => Kept(a / b, a != 0);

    private static decimal Kept(decimal result, bool isSome) =>
        result == 0 && isSome ? throw new OverflowException("Expected a number of at most 28 places after the point, but it is nearer to zero") : result;

    private static bool Fits(ReadOnlySpan<char> digits) =>
        digits.Length <= MaxDigits && decimal.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
