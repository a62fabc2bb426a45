using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Code of a tax organ (税务机关代码), 11 digits that begin with 1 and the area.
/// </summary>
public sealed record TaxOrganCode : TextFact<TaxOrganCode>, IFact<TaxOrganCode>
{
    private TaxOrganCode(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("税务机关代码", "tax organ code");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out TaxOrganCode value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.Exactly(11);
        scanner.OneOf("1");
        scanner.Digits(10);
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }
}
