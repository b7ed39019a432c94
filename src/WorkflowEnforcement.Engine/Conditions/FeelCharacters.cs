using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>A set of characters, by code points.</summary>
/// <param name="tests">What is in it: the tests of which one must hold.</param>
/// <param name="negated">Whether it is all but these.</param>
/// <param name="except">What is taken away from it in the end.</param>
internal sealed class FeelCharacters(ImmutableArray<Func<int, bool>> tests, bool negated = false, FeelCharacters? except = null)
{
    private static readonly FrozenDictionary<string, UnicodeCategory> Categories = new Dictionary<string, UnicodeCategory>
    {
        ["Lu"] = UnicodeCategory.UppercaseLetter,
        ["Ll"] = UnicodeCategory.LowercaseLetter,
        ["Lt"] = UnicodeCategory.TitlecaseLetter,
        ["Lm"] = UnicodeCategory.ModifierLetter,
        ["Lo"] = UnicodeCategory.OtherLetter,
        ["Mn"] = UnicodeCategory.NonSpacingMark,
        ["Mc"] = UnicodeCategory.SpacingCombiningMark,
        ["Me"] = UnicodeCategory.EnclosingMark,
        ["Nd"] = UnicodeCategory.DecimalDigitNumber,
        ["Nl"] = UnicodeCategory.LetterNumber,
        ["No"] = UnicodeCategory.OtherNumber,
        ["Pc"] = UnicodeCategory.ConnectorPunctuation,
        ["Pd"] = UnicodeCategory.DashPunctuation,
        ["Ps"] = UnicodeCategory.OpenPunctuation,
        ["Pe"] = UnicodeCategory.ClosePunctuation,
        ["Pi"] = UnicodeCategory.InitialQuotePunctuation,
        ["Pf"] = UnicodeCategory.FinalQuotePunctuation,
        ["Po"] = UnicodeCategory.OtherPunctuation,
        ["Zs"] = UnicodeCategory.SpaceSeparator,
        ["Zl"] = UnicodeCategory.LineSeparator,
        ["Zp"] = UnicodeCategory.ParagraphSeparator,
        ["Sm"] = UnicodeCategory.MathSymbol,
        ["Sc"] = UnicodeCategory.CurrencySymbol,
        ["Sk"] = UnicodeCategory.ModifierSymbol,
        ["So"] = UnicodeCategory.OtherSymbol,
        ["Cc"] = UnicodeCategory.Control,
        ["Cf"] = UnicodeCategory.Format,
        ["Co"] = UnicodeCategory.PrivateUse,
        ["Cn"] = UnicodeCategory.OtherNotAssigned,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What it costs to ask.</summary>
    public int Weight { get; } = 1 + tests.Length + (except?.Weight ?? 0);

    public bool Has(int code)
    {
        var found = negated;
        foreach (var test in tests)
        {
            if (test(code))
            {
                found = !negated;
                break;
            }
        }

        return found && except?.Has(code) != true;
    }

    /// <summary>From one character to another.</summary>
    public static Func<int, bool> Range(int from, int to, bool ignoresCase) => ignoresCase
        ? code => In(code, from, to) || In(Upper(code), from, to) || In(Lower(code), from, to) || In(Lower(Upper(code)), from, to)
            || (from == to && (Lower(code) == Lower(from) || Upper(code) == Upper(from)))
        : code => In(code, from, to);

    /// <summary>The set that a letter stands for behind a backslash, as XML Schema defines it; a null reference where it is none.</summary>
    public static Func<int, bool>? Escape(char letter) => letter switch
    {
        's' => code => code is ' ' or '\t' or '\n' or '\r',
        'd' => code => Category(code) == UnicodeCategory.DecimalDigitNumber,
        'w' => code => "PZC".IndexOf(Major(code), StringComparison.Ordinal) < 0,
        'S' or 'D' or 'W' => Not(Escape(char.ToLowerInvariant(letter))!),
        _ => null,
    };

    /// <summary><c>\p{L}</c> or <c>\p{Lu}</c>; a null reference where there is no such category.</summary>
    public static Func<int, bool>? OfCategory(string name) =>
        Categories.TryGetValue(name, out var wanted) ? code => Category(code) == wanted
        : name is ['L' or 'M' or 'N' or 'P' or 'Z' or 'S' or 'C'] ? code => Major(code) == name[0]
        : null;

    public static Func<int, bool> Not(Func<int, bool> test) => code => !test(code);

    private static bool In(int code, int from, int to) => code >= from && code <= to;

    private static UnicodeCategory Category(int code) => CharUnicodeInfo.GetUnicodeCategory(code);

    private static char Major(int code) => Category(code) switch
    {
        <= UnicodeCategory.OtherLetter => 'L',
        <= UnicodeCategory.EnclosingMark => 'M',
        <= UnicodeCategory.OtherNumber => 'N',
        <= UnicodeCategory.ParagraphSeparator => 'Z',
        <= UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => 'C',
        <= UnicodeCategory.OtherPunctuation => 'P',
        _ => 'S',
    };

    private static int Upper(int code) => Rune.TryCreate(code, out var rune) ? Rune.ToUpperInvariant(rune).Value : code;

    private static int Lower(int code) => Rune.TryCreate(code, out var rune) ? Rune.ToLowerInvariant(rune).Value : code;
}
