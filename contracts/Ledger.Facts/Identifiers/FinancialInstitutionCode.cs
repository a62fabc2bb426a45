using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Code of a financial institution (金融机构编码), 14 characters of 0-9 and A-Z.
/// </summary>
public sealed record FinancialInstitutionCode : TextFact<FinancialInstitutionCode>, IFact<FinancialInstitutionCode>
{
    private FinancialInstitutionCode(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("金融机构编码", "financial institution code");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out FinancialInstitutionCode value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.Exactly(14);
        for (var i = 0; i < 14; i++)
            scanner.OneOf(CheckCharacters.Alphanumeric, new("0-9或A-Z", "0-9 or A-Z"));
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);
}
