using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of a court's or other authority's document (查封文号, 解封文号): <c>（year）</c>, 2 to 12 ideographs and digits for
/// court and case type, a number, 号, and for a later document of the same case 之 with a Chinese numeral; e.g.
/// （2021）粤1971执保123号, （2021）粤1971执456号之一. Narrower than a free text, so that no name fits beside it.
/// </summary>
public sealed record CourtDocumentNumber : TextFact<CourtDocumentNumber>, IFact<CourtDocumentNumber>
{
    private const string Numerals = "一二三四五六七八九十";

    private CourtDocumentNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("查封文号", "court document number");

    /// <summary>Year in the brackets.</summary>
    public int Year => int.Parse(Text.AsSpan(1, 4), System.Globalization.NumberStyles.None, provider: null);

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out CourtDocumentNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.AtMost(32);
        scanner.Literal("（");
        scanner.Digits(4);
        scanner.Literal("）");
        var court = scanner.Index;
        var lastIdeograph = court - 1;
        while (!scanner.Failed && scanner.Peek() != '号' && (Ideograph.Is(scanner.Peek()) || char.IsAsciiDigit(scanner.Peek())))
        {
            lastIdeograph = Ideograph.Is(scanner.Peek()) ? scanner.Index : lastIdeograph;
            scanner.Any();
        }

        var end = scanner.Index;
        if (!scanner.Failed && (lastIdeograph == end - 1 || end - court < 3))
        {
            scanner.Fail(end, new("法院代字、类型代字之后的案号数字", "digits of the number after court and case type"));
        }
        else if (lastIdeograph - court >= 12)
        {
            scanner.Fail(court + 12, new("至多12位的法院代字和类型代字", "at most 12 characters for court and case type"));
        }

        scanner.Literal("号");
        if (scanner.Peek() == '之')
        {
            scanner.Literal("之");
            do
            {
                scanner.OneOf(Numerals, new("中文数字一至十", "a Chinese numeral, 一 to 十"));
            }
            while (!scanner.Failed && Numerals.Contains(scanner.Peek(), StringComparison.Ordinal));
        }

        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldBrackets"/>
    public static string Fold(string text) => Canonicalize.FoldBrackets(text);
}
