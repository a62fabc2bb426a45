using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ledger.Facts;

/// <summary>
/// Number of a document of a court, procuratorate, police, supervision, tax or customs organ, from profile 2 on. Either the
/// number of a case, <c>（2026）粤1971执保123-2号</c>: year, 2 to 12 ideographs and digits for organ and case type, a number that may
/// have a part; or the number of an office's paper, <c>东公（经）查封字〔2026〕00012号</c>: the office with at most two sections, the year, a
/// number, before which a procuratorate may write a letter. Each may be followed by 之 and a Chinese numeral. Narrower than a free text,
/// so that no name fits beside it. What is expected of a wrong one is told by the organ whose character it has.
/// </summary>
public sealed record AuthorityDocumentNumber : TextFact<AuthorityDocumentNumber>, IFact<AuthorityDocumentNumber>
{
    private const string Numerals = "一二三四五六七八九十";
    private const int LongestOffice = 16;
    private const int MostSections = 2;

    // By a character of the office; in this order, since 公 stands in no other's, and 关 and 法 in some.
    private static readonly (string Signs, Wording Organ, string Example)[] Examples =
    [
        ("公", new("公安机关", "the police"), "东公（经）查封字〔2026〕00012号"),
        ("检", new("检察院", "a procuratorate"), "粤东检刑冻〔2026〕第5号"),
        ("监纪", new("监察委员会", "a supervision commission"), "莞监查封〔2026〕1号"),
        ("税", new("税务机关", "a tax office"), "莞税稽封〔2026〕12号"),
        ("关缉署", new("海关", "the customs"), "黄关缉查字〔2026〕0003号之二"),
        ("（(执民刑行法", new("法院", "a court"), "（2026）粤1971执保123-2号"),
    ];

    private AuthorityDocumentNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("文书编号", "number of an authority's document");

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, [MaybeNullWhen(false)] out AuthorityDocumentNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        // What courts have always written stays one grammar.
        if (CourtDocumentNumber.TryParse(text, out _, out error))
        {
            value = new(text!);
            return true;
        }

        var scanner = new Scanner(text, Name);
        scanner.AtMost(40);
        if (scanner.Peek() == '（')
            ScanCase(ref scanner);
        else
            ScanPaper(ref scanner);
        scanner.End();
        error = scanner.Error is { } fault ? fault with { Expected = WithExample(fault.Expected, text ?? "") } : null;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <summary>
    /// As <see cref="Canonicalize.FoldBrackets"/>; the year of a case stands in （）, that of an office's paper in 〔〕; every dash is a
    /// hyphen, and what follows 之 a Chinese numeral behind 号.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = string.Concat(Canonicalize.FoldBrackets(text).Select(static c => c switch
        {
            '[' or '【' or '﹝' or '〖' => '〔',
            ']' or '】' or '﹞' or '〗' => '〕',
            '﹙' => '（',
            '﹚' => '）',
            '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' => '-',
            _ => c,
        }));
        folded = Suffix(folded);
        if (folded is ['〔' or '（', _, _, _, _, '〕' or '）', ..])
            return $"（{folded[1..5]}）{folded[6..]}";
        var year = folded.LastIndexOf('（');
        return year > 0 && year + 5 < folded.Length && folded[year + 5] == '）' && folded.AsSpan(year + 1, 4).IndexOfAnyExceptInRange('0', '9') < 0
            ? $"{folded[..year]}〔{folded.Substring(year + 1, 4)}〕{folded[(year + 6)..]}"
            : folded;
    }

    // 123之一号 and 123号之1 are 123号之一.
    private static string Suffix(string text)
    {
        var at = text.LastIndexOf('之');
        if (at < 1 || at == text.Length - 1 || (!char.IsAsciiDigit(text[at - 1]) && text[at - 1] != '号'))
            return text;
        var suffix = text[(at + 1)..];
        var before = text[..at];
        if (suffix.EndsWith('号') && char.IsAsciiDigit(before[^1]))
            (before, suffix) = (before + "号", suffix[..^1]);
        return $"{before}之{(byte.TryParse(suffix, NumberStyles.None, provider: null, out var number) && number is > 0 and < 20 ? Numeral(number) : suffix)}";
    }

    private static string Numeral(int number)
        => number <= 10 ? Numerals[(number - 1)..number] : $"十{Numerals[(number - 11)..(number - 10)]}";

    private static Wording WithExample(Wording expected, string text)
    {
        var office = string.Concat(text.TakeWhile(static c => c != '〔' && !char.IsAsciiDigit(c)));
        foreach (var (signs, organ, example) in Examples)
        {
            if (office.AsSpan().ContainsAny(signs))
                return new($"{expected.Chinese}（{organ.Chinese}文书写作“{example}”）", $"{expected.English} (a document of {organ.English} is written {example})");
        }

        return expected;
    }

    private static void ScanCase(ref Scanner scanner)
    {
        scanner.Literal("（");
        scanner.Digits(4);
        scanner.Literal("）");
        var organ = scanner.Index;
        var lastIdeograph = organ - 1;
        while (!scanner.Failed && scanner.Peek() != '号' && (Ideograph.Is(scanner.Peek()) || char.IsAsciiDigit(scanner.Peek())))
        {
            lastIdeograph = Ideograph.Is(scanner.Peek()) ? scanner.Index : lastIdeograph;
            scanner.Any();
        }

        var end = scanner.Index;
        if (!scanner.Failed && (lastIdeograph == end - 1 || end - organ < 3))
            scanner.Fail(end, new("机关代字、类型代字之后的案号数字", "digits of the number after organ and case type"));
        else if (lastIdeograph - organ >= 12)
            scanner.Fail(organ + 12, new("至多12位的机关代字和类型代字", "at most 12 characters for organ and case type"));
        Close(ref scanner);
    }

    private static void ScanPaper(ref Scanner scanner)
    {
        Office(ref scanner);
        for (var section = 0; section < MostSections && scanner.Peek() == '（'; section++)
        {
            scanner.Literal("（");
            Office(ref scanner);
            scanner.Literal("）");
            if (Ideograph.Is(scanner.Peek()))
                Office(ref scanner);
        }

        scanner.Literal("〔");
        scanner.Digits(4);
        scanner.Literal("〕");
        if (scanner.Peek() == '第')
            scanner.Literal("第");
        if (char.IsAsciiLetterUpper(scanner.Peek()))
            scanner.Any();
        scanner.DigitRun(1, 8);
        Close(ref scanner);
    }

    private static void Office(ref Scanner scanner)
    {
        var start = scanner.Index;
        while (!scanner.Failed && Ideograph.Is(scanner.Peek()) && scanner.Index - start < LongestOffice)
            scanner.Any();
        if (!scanner.Failed && scanner.Index == start)
            scanner.Fail(start, new("机关代字（汉字）", "the office's characters (ideographs)"));
    }

    private static void Close(ref Scanner scanner)
    {
        if (scanner.Peek() == '-')
        {
            scanner.Literal("-");
            scanner.DigitRun(1, 4);
        }

        scanner.Literal("号");
        if (scanner.Peek() != '之')
            return;
        scanner.Literal("之");
        do
        {
            scanner.OneOf(Numerals, new("中文数字一至十", "a Chinese numeral, 一 to 十"));
        }
        while (!scanner.Failed && Numerals.Contains(scanner.Peek(), StringComparison.Ordinal));
    }
}
