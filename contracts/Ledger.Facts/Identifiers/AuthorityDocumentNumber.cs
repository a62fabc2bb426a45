using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of a document of a court, procuratorate, police, supervision, tax or customs organ, from profile 2 on. Either the
/// number of a case, <c>（2026）粤1971执保123-2号</c>: year, 2 to 12 ideographs and digits for organ and case type, a number that may
/// have a part; or the number of an office's paper, <c>东公（经）查封字〔2026〕00012号</c>: the office with its section, the year, a
/// number. Each may be followed by 之 and a Chinese numeral. Narrower than a free text, so that no name fits beside it.
/// </summary>
public sealed record AuthorityDocumentNumber : TextFact<AuthorityDocumentNumber>, IFact<AuthorityDocumentNumber>
{
    private const string Numerals = "一二三四五六七八九十";
    private const int LongestOffice = 16;

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
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <summary>As <see cref="Canonicalize.FoldBrackets"/>; the year of a case stands in （）, that of an office's paper in 〔〕.</summary>
    public static string Fold(string text)
    {
        var folded = Canonicalize.FoldBrackets(text).Replace('[', '〔').Replace(']', '〕').Replace('【', '〔').Replace('】', '〕');
        if (folded is ['〔' or '（', _, _, _, _, '〕' or '）', ..])
            return $"（{folded[1..5]}）{folded[6..]}";
        var year = folded.LastIndexOf('（');
        return year > 0 && year + 5 < folded.Length && folded[year + 5] == '）' && folded.AsSpan(year + 1, 4).IndexOfAnyExceptInRange('0', '9') < 0
            ? $"{folded[..year]}〔{folded.Substring(year + 1, 4)}〕{folded[(year + 6)..]}"
            : folded;
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
        if (scanner.Peek() == '（')
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
