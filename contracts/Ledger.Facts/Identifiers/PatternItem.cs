using System.Globalization;
using System.Runtime.InteropServices;

namespace Ledger.Facts;

/// <summary>One item of a <see cref="NumberPattern"/>.</summary>
/// <param name="Kind">What it reads.</param>
/// <param name="Least">Fewest characters.</param>
/// <param name="Most">Most characters.</param>
/// <param name="Literal">The characters of a literal; empty otherwise.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PatternItem(PatternItemKind Kind, int Least, int Most, string Literal)
{
    private const int DateLength = 8;

    /// <summary>Reads an item; null when the word is none.</summary>
    public static PatternItem? Parse(string word) => word switch
    {
        "K" => new(PatternItemKind.SaleKind, 1, 1, ""),
        "date" => new(PatternItemKind.Date, DateLength, DateLength, ""),
        ['\'', _, .., '\''] when word[1..^1].All(IsPlain) => new(PatternItemKind.Literal, word.Length - 2, word.Length - 2, word[1..^1]),
        [_, .., 'd'] => Run(PatternItemKind.Digits, word[..^1]),
        [_, .., 'A'] => Run(PatternItemKind.Letters, word[..^1]),
        _ => null,
    };

    /// <summary>Whether the first character of another item may be one that this run takes.</summary>
    public bool Meets(PatternItem next)
    {
        var digits = Kind == PatternItemKind.Digits;
        return next.Kind switch
        {
            PatternItemKind.Literal => digits ? char.IsAsciiDigit(next.Literal[0]) : char.IsAsciiLetterUpper(next.Literal[0]),
            PatternItemKind.Digits or PatternItemKind.Date => digits,
            _ => !digits,
        };
    }

    private static PatternItem? Run(PatternItemKind kind, string lengths)
    {
        var dash = lengths.IndexOf('-', StringComparison.Ordinal);
        return TryLength(dash < 0 ? lengths : lengths[..dash], out var least) && TryLength(dash < 0 ? lengths : lengths[(dash + 1)..], out var most)
            && most >= Math.Max(1, least) && (dash < 0 || least < most)
                ? new(kind, least, most, "")
                : null;
    }

    private static bool TryLength(string text, out int length)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length) && length <= NumberPattern.Longest
            && (text.Length == 1 || text[0] != '0');

    private static bool IsPlain(char c) => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c) || c == '-';
}
