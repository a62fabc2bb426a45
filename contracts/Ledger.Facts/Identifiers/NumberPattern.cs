using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// How a city writes a number: items separated by one space, read from left to right without ever going back. <c>6d</c> is six
/// digits, <c>4-6d</c> four to six, <c>2A</c> and <c>0-3A</c> upper-case letters likewise, <c>K</c> the one letter that tells the
/// kind of sale, <c>date</c> a day of this century as yyyyMMdd, <c>'LL20'</c> these characters (0-9, A-Z, hyphen).
/// </summary>
/// <example><c>6d K 4d 7d</c> reads 441900A21050000001, <c>0-3A date 4-6d</c> reads W202011090009.</example>
public sealed class NumberPattern
{
    /// <summary>Longest number that a pattern may describe.</summary>
    public const int Longest = 32;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int MostItems = 16;

    private static readonly Wording KindWanted = new("大写字母（A增量房，B存量房）", "an upper-case letter (A new-build, B stock)");
    private static readonly Wording DateName = new("日期中20之后", "the date after 20");
    private static readonly Wording DateWanted = new("真实存在的日期（年月日8位）", "a date that exists (yyyyMMdd)");

    private readonly string text;
    private readonly PatternItem[] items;

    private NumberPattern(string text, PatternItem[] items) => (this.text, this.items) = (text, items);

    /// <summary>What a pattern is called.</summary>
    public static Wording Name { get; } = new("编号格式", "number pattern");

    /// <summary>Whether numbers of this pattern hold the letter of the kind of sale.</summary>
    public bool HasKind => items.Any(item => item.Kind == PatternItemKind.SaleKind);

    /// <summary>Whether numbers of this pattern hold a date.</summary>
    public bool HasDate => items.Any(item => item.Kind == PatternItemKind.Date);

    /// <summary>Reads a pattern.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out NumberPattern? pattern, [NotNullWhen(false)] out FormatError? error)
    {
        pattern = null;
        var words = (text ?? "").Split(' ');
        if (words.Length > MostItems)
        {
            error = Wrong(words.Length.ToString(provider: null), new($"1至{MostItems}个部分", $"1 to {MostItems} items"));
            return false;
        }

        var items = new PatternItem[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            if (PatternItem.Parse(words[i]) is not { } item)
            {
                error = Wrong(words[i], new("如6d、4-6d、0-3A、K、date或'LL20'的部分", "an item such as 6d, 4-6d, 0-3A, K, date or 'LL20'"));
                return false;
            }

            items[i] = item;
        }

        error = Fault(items);
        pattern = error is null ? new(text!, items) : null;
        return error is null;
    }

    /// <summary>The letter of the kind of sale in a number of this pattern; null when there is none or the number is of another pattern.</summary>
    public char? SaleKindOf(string number) => Find(number, PatternItemKind.SaleKind) is { } index ? number[index] : null;

    /// <summary>The date in a number of this pattern; null when there is none or the number is of another pattern.</summary>
    public Day? DateOf(string number)
        => Find(number, PatternItemKind.Date) is { } index && Day.TryParseCompact(number.AsSpan(index, 8), out var day) ? day : null;

    /// <summary>The pattern as written.</summary>
    public override string ToString() => text;

    /// <summary>Reads a number up to where the pattern ends.</summary>
    internal void Scan(ref Scanner scanner, string? number)
    {
        if (items.All(static item => item.Least == item.Most))
            scanner.Exactly(items.Sum(static item => item.Most));
        for (var i = 0; i < items.Length; i++)
            Scan(ref scanner, number, items[i], new($"第{i + 1}部分", $"part {i + 1}"));
    }

    private static void Scan(ref Scanner scanner, string? number, PatternItem item, Wording? part = null)
    {
        switch (item.Kind)
        {
            case PatternItemKind.Literal:
                scanner.Literal(item.Literal);
                break;
            case PatternItemKind.Digits:
                scanner.DigitRun(item.Least, item.Most, part);
                break;
            case PatternItemKind.Letters:
                for (var i = 0; i < item.Most && (i < item.Least || char.IsAsciiLetterUpper(scanner.Peek())); i++)
                    scanner.OneOf(Letters);
                break;
            case PatternItemKind.SaleKind:
                scanner.OneOf(Letters, KindWanted);
                break;
            default:
                var date = scanner.Index;
                scanner.Literal("20");
                scanner.Digits(6, part is null ? null : DateName);
                if (!scanner.Failed && !Day.TryParseCompact(number.AsSpan(date, 8), out _))
                    scanner.FailAt(date, number!.Substring(date, 8), DateWanted);
                break;
        }
    }

    private static FormatError? Fault(PatternItem[] items)
    {
        if (items.Sum(item => item.Most) is > Longest or < 4)
            return Wrong(null, new($"长4至{Longest}个字符的编号", $"numbers of 4 to {Longest} characters"));
        if (items.Count(item => item.Kind == PatternItemKind.SaleKind) > 1 || items.Count(item => item.Kind == PatternItemKind.Date) > 1)
            return Wrong(null, new("至多一个K和一个date", "K and date once at most"));
        for (var i = 0; i < items.Length; i++)
        {
            // What a run of no fixed length takes must not be what the next item waits for.
            for (var next = i + 1; items[i].Least < items[i].Most && next < items.Length; next++)
            {
                if (items[i].Meets(items[next]))
                    return Wrong(null, new("长度不定的部分之后为另一类字符", "another class of characters behind a run of no fixed length"));
                if (items[next].Least > 0)
                    break;
            }
        }

        return null;
    }

    private static FormatError Wrong(string? seen, Wording expected) => new(Name, 0, seen, expected);

    private int? Find(string number, PatternItemKind kind)
    {
        var scanner = new Scanner(number, Name);
        int? found = null;
        foreach (var item in items)
        {
            if (item.Kind == kind)
                found = scanner.Index;
            Scan(ref scanner, number, item);
        }

        scanner.End();
        return scanner.Failed ? null : found;
    }
}
