using System.Diagnostics.CodeAnalysis;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// Number of a real-estate certificate or registration proof: <c>A（B）C不动产权第D号</c> or <c>A（B）C不动产证明第D号</c>
/// (国土资发〔2015〕25号): A the province's one character, B the year, C the city or county, D the yearly serial of 7 or
/// 8 digits, or a letter and 6 to 8 digits. Canonical brackets are full-width. Without a check digit.
/// </summary>
public sealed record CertificateNumber : TextFact<CertificateNumber>, IFact<CertificateNumber>
{
    private const string Provinces = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新国";
    private const string CertificateWord = "不动产权第";
    private const string ProofWord = "不动产证明第";
    private static readonly Wording YearName = new("年份", "the year");
    private static readonly Wording SerialName = new("序号", "the serial");
    private static readonly Wording ProvinceWanted = new("省级简称", "a province's one character");

    private CertificateNumber(string text, string place, string serial, CertificateKind kind)
        : base(text)
        => (Place, Serial, Kind) = (place, serial, kind);

    /// <inheritdoc/>
    public static Wording Name { get; } = new("不动产权证书（证明）号", "certificate number");

    /// <summary>Certificate or proof.</summary>
    public CertificateKind Kind { get; }

    /// <summary>The province's one character.</summary>
    public char Province => Text[0];

    /// <summary>Year of registration: it is the year of the recording date (rule F-03).</summary>
    public int Year => int.Parse(Text.AsSpan(2, 4), System.Globalization.NumberStyles.None, provider: null);

    /// <summary>City or county, 2 to 12 ideographs; Dongguan writes 东莞.</summary>
    public string Place { get; }

    /// <summary>Yearly serial; a leading letter or digit may mark the issuing office.</summary>
    public string Serial { get; }

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, [MaybeNullWhen(false)] out CertificateNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        value = null;
        var scanner = new Scanner(text, Name);
        scanner.AtMost(40);
        scanner.OneOf(Provinces, ProvinceWanted);
        scanner.Literal("（");
        scanner.Digits(4, YearName);
        scanner.Literal("）");
        var place = scanner.Index;
        var kind = CertificateKind.Title;
        var serial = 0;
        if (!scanner.Failed)
        {
            while (Ideograph.Is(scanner.Peek()))
                scanner.Any();

            serial = scanner.Index;
            var ideographs = text.AsSpan(place, serial - place);
            kind = ideographs.EndsWith(ProofWord, StringComparison.Ordinal) ? CertificateKind.Proof : CertificateKind.Title;
            var word = kind == CertificateKind.Proof ? ProofWord : CertificateWord;
            var length = ideographs.Length - word.Length;
            if (!ideographs.EndsWith(word, StringComparison.Ordinal))
            {
                scanner.Fail(serial, new("“不动产权第”或“不动产证明第”之后的序号", "a serial after 不动产权第 or 不动产证明第"));
            }
            else if (length is < 2 or > 12)
            {
                scanner.FailAt(place, ideographs[..length].ToString(), new("2至12个汉字的市县名称", "a city or county of 2 to 12 ideographs"));
            }
            else if (Alias(ideographs[..length]) is { } canonical)
            {
                scanner.FailAt(place, ideographs[..length].ToString(), new($"“{canonical}”", canonical));
            }
            else
            {
                place += length;
            }
        }

        if (!scanner.Failed && char.IsAsciiLetterUpper(scanner.Peek()))
        {
            scanner.Any();
            scanner.DigitRun(6, 8, SerialName);
        }
        else
        {
            scanner.DigitRun(7, 8, SerialName);
        }

        scanner.Literal("号");
        scanner.End();
        error = scanner.Error;
        if (error is null)
            value = new(text!, text![7..place], text[serial..^1], kind);

        return error is null;
    }

    /// <summary>Folds the text, widens the brackets and replaces the aliases of city names (东莞市 → 东莞).</summary>
    public static string Fold(string text)
    {
        var folded = Canonicalize.FoldBrackets(text);
        foreach (var word in (ReadOnlySpan<string>)[CertificateWord, ProofWord])
        {
            var end = folded.LastIndexOf(word, StringComparison.Ordinal);
            if (end > 7 && Alias(folded.AsSpan(7, end - 7)) is { } canonical)
                return folded[..7] + canonical + folded[end..];
        }

        return folded;
    }

    private static string? Alias(ReadOnlySpan<char> place) => place is "东莞市" ? "东莞" : null;
}
