using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// A bank's number of a mortgage contract (抵押合同编号). No common format; this project's profile is 4 to 32 characters of
/// 0-9, A-Z and hyphen, not beginning with a hyphen.
/// </summary>
public sealed record MortgageContractNumber : TextFact<MortgageContractNumber>, IFact<MortgageContractNumber>
{
    private MortgageContractNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("抵押合同编号", "mortgage contract number");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out MortgageContractNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        scanner.OneOf(CheckCharacters.Alphanumeric, new("0-9或A-Z", "0-9 or A-Z"));
        for (var i = 1; i < 32 && (i < 4 || scanner.Remaining > 0); i++)
            scanner.OneOf(CheckCharacters.Alphanumeric + "-", new("0-9、A-Z或连字符", "0-9, A-Z or a hyphen"));
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);
}
