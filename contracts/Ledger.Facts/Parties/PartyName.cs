using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Ledger.Facts;

/// <summary>
/// Name of a person or organisation in its one spelling (domain.md 10): normal form C, full-width ASCII half-width, Latin letters
/// upper-case, one middle dot <c>·</c>, radicals as the ideographs they stand for, no white space but a single one between words of
/// letters. It is a field of a document, never on the ledger, and parties are compared by their numbers, not by it.
/// </summary>
public sealed record PartyName
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaximumLength = 100;

    private const char MiddleDot = '·';

    private readonly string text;

    private PartyName(string text) => this.text = text;

    /// <summary>What the value is called.</summary>
    public static Wording Name { get; } = new("姓名或名称", "name");

    /// <summary>Reads a name as people write it.</summary>
    /// <param name="text">The name; null counts as empty.</param>
    /// <param name="value">The name when the result is true.</param>
    /// <param name="error">What was wrong, with its place in what was written, counted in characters from 1.</param>
    public static bool TryRead(string? text, [MaybeNullWhen(false)] out PartyName value, [NotNullWhen(false)] out FormatError? error)
    {
        value = null;
        error = UnwantedCharacter.InName(text ?? "", Name);
        if (error is not null)
            return false;

        var folded = Fold(text ?? "");
        var length = 0;
        var letters = false;
        for (var i = 0; i < folded.Length; i++, length++)
            letters |= IsLetter(NormalForm.At(folded, ref i));

        error = length > MaximumLength
            ? new(Name, 0, $"{length}", new($"至多{MaximumLength}个字符", $"at most {MaximumLength} characters"))
            : letters ? null : new FormatError(Name, 0, null, new("含文字的姓名或名称", "a name: it must be stated, with letters in it"));
        value = error is null ? new(folded) : null;
        return error is null;
    }

    /// <summary>The one spelling of a text, as far as it has one; it may still be no name.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            NormalForm.Append(plain, Plain(NormalForm.At(text, ref i)));

        // Composed before and after: an upper-case letter may compose where its lower-case one does not.
        return Spaced(NormalForm.Compose(NormalForm.Compose(plain.ToString()).ToUpperInvariant()));
    }

    /// <summary>The canonical name; for the record store, never for the ledger.</summary>
    public override string ToString() => text;

    private static int Plain(int character) => character switch
    {
        >= 0xFF01 and <= 0xFF5E => character - 0xFF01 + '!',
        // Bullet, hyphenation point, operators and the middle dots of katakana and Greek are typed for the dot between parts of a name.
        0x2022 or 0x2027 or 0x2219 or 0x22C5 or 0x30FB or 0xFF65 or 0x0387 => MiddleDot,
        0x2018 or 0x2019 or 0x02BC or 0x02B9 => '\'',
        0x2010 or 0x2011 or 0xFE63 => '-',
        _ when character < 0x10000 && char.IsWhiteSpace((char)character) => ' ',
        _ => NormalForm.Ideograph(character),
    };

    /// <summary>No space at the ends, beside an ideograph or a middle dot; a single one everywhere else.</summary>
    private static string Spaced(string text)
    {
        var spaced = new StringBuilder(text.Length);
        int before = MiddleDot;
        var pending = false;
        for (var i = 0; i < text.Length; i++)
        {
            var character = NormalForm.At(text, ref i);
            if (character == ' ')
            {
                pending = true;
                continue;
            }

            if (pending && !StandsAlone(before) && !StandsAlone(character))
                spaced.Append(' ');

            pending = false;
            NormalForm.Append(spaced, character);
            before = character;
        }

        return spaced.ToString();
    }

    private static bool StandsAlone(int character) => character == MiddleDot || IsIdeograph(character);

    /// <summary>Ideographs of every block, extensions A to I and compatibility ones among them.</summary>
    private static bool IsIdeograph(int character)
        => character is 0x3005 or 0x3007 or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF);

    private static bool IsLetter(int character) => CharUnicodeInfo.GetUnicodeCategory(character) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;
}
