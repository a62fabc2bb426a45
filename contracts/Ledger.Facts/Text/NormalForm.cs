using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Ledger.Facts;

/// <summary>
/// Normal form C of Unicode (UAX 15) by an own table: under invariant globalisation the framework's does nothing, and with it the
/// outcome would depend on the machine.
/// </summary>
internal static class NormalForm
{
    private const int HangulBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Trails = 28;

    private static readonly FrozenDictionary<int, (int First, int Second)> Decompositions = Decomposed()
        .ToFrozenDictionary(entry => entry.Whole, entry => (entry.First, entry.Second));

    private static readonly FrozenDictionary<(int First, int Second), int> Compositions = Decomposed()
        .Where(entry => entry.Second != 0 && !entry.Excluded)
        .ToFrozenDictionary(entry => (entry.First, entry.Second), entry => entry.Whole);

    private static readonly FrozenDictionary<int, int> Classes = Classed().ToFrozenDictionary(entry => entry.Character, entry => entry.Class);

    private static readonly FrozenDictionary<int, int> Radicals = Entries(CharacterTables.Radicals)
        .ToFrozenDictionary(entry => Hex(entry.Left), entry => Hex(entry.Right));

    /// <summary>The text in normal form C. Halves of surrogate pairs stay as they are.</summary>
    public static string Compose(string text)
    {
        if (Ascii.IsValid(text))
            return text;

        var characters = new List<int>(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
            Decompose(At(text, ref i), characters);

        Order(characters);
        Compose(characters);
        var composed = new StringBuilder(text.Length);
        foreach (var character in characters)
            Append(composed, character);

        return composed.ToString();
    }

    /// <summary>The ideograph that a radical stands for; every other character itself.</summary>
    public static int Ideograph(int character) => Radicals.GetValueOrDefault(character, character);

    /// <summary>The code point at an index, which is moved to its last unit; a lone surrogate counts as one.</summary>
    public static int At(string text, ref int index)
        => char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
            ? char.ConvertToUtf32(text[index++], text[index])
            : text[index];

    /// <summary>Appends a code point, also a lone surrogate.</summary>
    public static void Append(StringBuilder text, int character)
    {
        if (character < 0x10000)
        {
            text.Append((char)character);
        }
        else
        {
            text.Append(char.ConvertFromUtf32(character));
        }
    }

    private static void Decompose(int character, List<int> into)
    {
        if (character is >= HangulBase and < HangulBase + (Leads * Vowels * Trails))
        {
            var index = character - HangulBase;
            into.Add(LeadBase + (index / (Vowels * Trails)));
            into.Add(VowelBase + (index % (Vowels * Trails) / Trails));
            if (index % Trails > 0)
                into.Add(TrailBase + (index % Trails));
        }
        else if (Decompositions.TryGetValue(character, out var parts))
        {
            Decompose(parts.First, into);
            if (parts.Second != 0)
                Decompose(parts.Second, into);
        }
        else
        {
            into.Add(character);
        }
    }

    /// <summary>Marks that follow one character stand in the order of their classes.</summary>
    private static void Order(List<int> characters)
    {
        for (var i = 1; i < characters.Count; i++)
        {
            var here = ClassOf(characters[i]);
            for (var j = i; here > 0 && j > 0 && ClassOf(characters[j - 1]) > here; j--)
                (characters[j - 1], characters[j]) = (characters[j], characters[j - 1]);
        }
    }

    private static void Compose(List<int> characters)
    {
        var (starter, last, written) = (-1, 0, 0);
        for (var i = 0; i < characters.Count; i++)
        {
            var (character, kind) = (characters[i], ClassOf(characters[i]));
            // A mark is blocked by one of its class or a higher one in between; a starter by anything in between.
            if (starter >= 0 && (written == starter + 1 || (last != 0 && last < kind)) && Pair(characters[starter], character) is { } composed)
            {
                characters[starter] = composed;
                continue;
            }

            if (kind == 0)
                starter = written;

            last = kind;
            characters[written++] = character;
        }

        characters.RemoveRange(written, characters.Count - written);
    }

    private static int? Pair(int first, int second)
    {
        if (first is >= LeadBase and < LeadBase + Leads && second is >= VowelBase and < VowelBase + Vowels)
            return HangulBase + ((((first - LeadBase) * Vowels) + second - VowelBase) * Trails);

        if (first is >= HangulBase and < HangulBase + (Leads * Vowels * Trails) && (first - HangulBase) % Trails == 0
            && second is > TrailBase and < TrailBase + Trails)
        {
            return first + second - TrailBase;
        }

        return Compositions.TryGetValue((first, second), out var whole) ? whole : null;
    }

    private static int ClassOf(int character) => character < 0x300 ? 0 : Classes.GetValueOrDefault(character);

    private static IEnumerable<(int Whole, int First, int Second, bool Excluded)> Decomposed()
    {
        foreach (var (left, right) in Entries(CharacterTables.Singletons))
            yield return (Hex(left), Hex(right), 0, true);

        foreach (var (left, right) in Entries(CharacterTables.Pairs))
        {
            var parts = right.TrimEnd('!').Split('+');
            yield return (Hex(left), Hex(parts[0]), Hex(parts[1]), right.EndsWith('!'));
        }
    }

    private static IEnumerable<(int Character, int Class)> Classed()
    {
        foreach (var (left, right) in Entries(CharacterTables.CombiningClasses))
        {
            var ends = left.Split('-');
            var kind = int.Parse(right, NumberStyles.None, CultureInfo.InvariantCulture);
            for (var character = Hex(ends[0]); character <= Hex(ends[^1]); character++)
                yield return (character, kind);
        }
    }

    private static IEnumerable<(string Left, string Right)> Entries(string table)
        => table.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(static entry => entry.Split('='))
            .Select(static sides => (sides[0], sides[1]));

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
