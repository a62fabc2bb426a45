using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Code of a financial institution (金融机构编码), 14 characters of 0-9 and A-Z.
/// </summary>
public sealed record FinancialInstitutionCode : IFact<FinancialInstitutionCode>
{
    private readonly string _text;

    private FinancialInstitutionCode(string text) => _text = text;

    /// <inheritdoc/>
    public static Wording Name { get; } = new("金融机构编码", "financial institution code");

    /// <summary>Reads a financial institution code.</summary>
    /// <exception cref="FactFormatException">Not a financial institution code.</exception>
    public static FinancialInstitutionCode Parse(string text)
        => TryParse(text, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out FinancialInstitutionCode value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        for (var i = 0; i < 14; i++)
        {
            scanner.OneOf(CheckCharacters.Alphanumeric, new("0-9或A-Z", "0-9 or A-Z"));
        }
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);

    /// <summary>The canonical text.</summary>
    public override string ToString() => _text;
}
