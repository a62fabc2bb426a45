using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of a Macao identity card (澳门居民身份证, BIR), printed <c>1234567(8)</c> or <c>1/234567/8</c>, here as its 8 digits: 1, 5 or 7,
/// six digits, a check digit. How that is computed was never published, so it is not checked. Personal data.
/// </summary>
public sealed record MacaoIdentityCard : TextFact<MacaoIdentityCard>, IFact<MacaoIdentityCard>
{
    private MacaoIdentityCard(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("澳门居民身份证号", "Macao identity card number");

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, [MaybeNullWhen(false)] out MacaoIdentityCard value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.OneOf("157");
        scanner.Digits(7);
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <summary>As <see cref="Canonicalize.FoldUpper"/>, without brackets and strokes.</summary>
    public static string Fold(string text) => Canonicalize.FoldUnbracketed(text).Replace("/", "", StringComparison.Ordinal);

    /// <summary>Whether a folded number is written as only this card prints it, so that nobody takes it for 8 digits of another document.</summary>
    internal static bool IsPrintedForm(string number)
        => number.Length > 0 && char.IsAsciiDigit(number[0]) && number.AsSpan().ContainsAny("(/") && number.Length <= 12;
}
