using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// A bank's number of a mortgage contract (抵押合同编号). No common format; this project's profile is 4 to 32 characters of
/// 0-9, A-Z and hyphen, not beginning with a hyphen.
/// </summary>
public sealed record MortgageContractNumber : IFact<MortgageContractNumber>
{
    private readonly string _text;

    private MortgageContractNumber(string text) => _text = text;

    /// <inheritdoc/>
    public static Wording Name { get; } = new("抵押合同编号", "mortgage contract number");

    /// <summary>Reads a mortgage contract number.</summary>
    /// <exception cref="FactFormatException">Not a mortgage contract number.</exception>
    public static MortgageContractNumber Parse(string text)
        => TryParse(text, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out MortgageContractNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.OneOf(CheckCharacters.Alphanumeric, new("0-9或A-Z", "0-9 or A-Z"));
        for (var i = 1; i < 32 && (i < 4 || scanner.Remaining > 0); i++)
        {
            scanner.OneOf(CheckCharacters.Alphanumeric + "-", new("0-9、A-Z或连字符", "0-9, A-Z or a hyphen"));
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
