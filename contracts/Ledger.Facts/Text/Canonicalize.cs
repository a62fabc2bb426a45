using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Ledger.Facts;

/// <summary>
/// The step between what people type and a canonical value (domain.md 10). Only the edge of a service or client calls
/// it; rules and verifiers read canonical text and refuse all other.
/// </summary>
public static class Canonicalize
{
    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const int FullWidthOffset = FirstFullWidth - '!';

    /// <summary>
    /// Folds full-width ASCII (U+FF01 to U+FF5E) to half-width and strips all white space, U+3000, U+FEFF and zero-width
    /// characters included.
    /// </summary>
    /// <remarks>The table is this method itself: under invariant globalisation the framework's normalisation does nothing.</remarks>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!IsSpace(c))
                folded.Append(IsFullWidth(c) ? (char)(c - FullWidthOffset) : c);
        }

        return folded.ToString();
    }

    /// <summary>As <see cref="Fold"/>, and a to z become upper-case; for codes whose alphabet has no lower-case letters.</summary>
    public static string FoldUpper(string text) => Fold(text).ToUpperInvariant();

    /// <summary>As <see cref="Fold"/>, but round brackets become full-width, as certificates and court documents print them.</summary>
    public static string FoldBrackets(string text) => Fold(text).Replace('(', '（').Replace(')', '）');

    /// <summary>As <see cref="FoldUpper"/>, without round brackets, in which identity cards print their check character.</summary>
    internal static string FoldUnbracketed(string text)
        => string.Concat(FoldUpper(text).Where(static c => c is not ('(' or ')')));

    /// <summary>Reads what people typed as a <typeparamref name="T"/>.</summary>
    /// <exception cref="FactFormatException">The folded text is not a valid value; positions count in the folded text.</exception>
    public static T Parse<T>(string text)
        where T : IFact<T>
        => TryParse<T>(text, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <summary>Reads what people typed as a <typeparamref name="T"/>; positions in the error count in the folded text.</summary>
    public static bool TryParse<T>(string? text, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out FormatError? error)
        where T : IFact<T>
        => T.TryParse(text is null ? null : T.Fold(text), out value, out error);

    /// <summary>Reads what people typed as a <typeparamref name="T"/> as a city writes it.</summary>
    public static bool TryParse<T>(
        string? text, LocalGrammar grammar, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out FormatError? error)
        where T : IFact<T>
        => T.TryParse(text is null ? null : T.Fold(text), grammar, out value, out error);

    /// <summary>Whether the character is a full-width form of an ASCII character.</summary>
    internal static bool IsFullWidth(char c) => c is >= FirstFullWidth and <= LastFullWidth;

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF';
}
