using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of a pre-sale permit (预售许可证号). No national format; this project's profile is 1 to 6 ideographs, the last of them 预,
/// 许, 售 or 现, then 字, the year in brackets where the office writes it, 第, 4 to 12 digits and 号: 东房预字第20210012号,
/// 深房许字（2021）第0012号. Narrower than a free text, so that no name fits in it.
/// </summary>
public sealed record PermitNumber : TextFact<PermitNumber>, IFact<PermitNumber>
{
    private const string Kinds = "预许售现";
    private const int MostIdeographs = 6;

    private PermitNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("预售许可证号", "pre-sale permit number");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out PermitNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.AtMost(32);
        var kind = '\0';
        while (!scanner.Failed && scanner.Peek() != '字' && Ideograph.Is(scanner.Peek()) && scanner.Index < MostIdeographs)
        {
            kind = scanner.Peek();
            scanner.Any();
        }

        if (!Kinds.Contains(kind, StringComparison.Ordinal))
            scanner.Fail(Math.Max(scanner.Index - 1, 0), new("“字”之前的预、许、售或现", "预, 许, 售 or 现 before 字"));
        scanner.Literal("字");
        if (scanner.Peek() == '（')
        {
            scanner.Literal("（");
            scanner.Digits(4);
            scanner.Literal("）");
        }

        scanner.Literal("第");
        scanner.DigitRun(4, 12);
        scanner.Literal("号");
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldBrackets"/>
    public static string Fold(string text) => Canonicalize.FoldBrackets(text);
}
