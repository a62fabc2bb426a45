using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Registration number of a business licence (营业执照注册号, GS 15-2006) from before the credit codes: 15 digits, the 6 of the
/// registering authority, 8 of the enterprise, a check digit by ISO 7064 MOD 11,10.
/// </summary>
public sealed record BusinessLicence : TextFact<BusinessLicence>, IFact<BusinessLicence>
{
    /// <summary>Digits of a number.</summary>
    public const int Length = 15;

    private BusinessLicence(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("营业执照注册号", "business licence number");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out BusinessLicence value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.Exactly(Length);
        scanner.Digits(Length - 1);
        if (!scanner.Failed)
        {
            var check = CheckCharacters.Mod11Hybrid10(text.AsSpan(0, Length - 1)).ToString();
            scanner.OneOf(check, new($"校验码“{check}”", $"the check digit '{check}'"));
        }

        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }
}
