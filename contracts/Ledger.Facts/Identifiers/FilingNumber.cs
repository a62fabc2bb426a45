using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number under which a sale contract is filed (合同备案号), a field of its own beside the contract number and empty until the
/// filing. Written as <see cref="ContractNumber"/> is.
/// </summary>
public sealed record FilingNumber : TextFact<FilingNumber>, IFact<FilingNumber>
{
    private FilingNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("备案号", "filing number");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out FilingNumber value, [NotNullWhen(false)] out FormatError? error)
        => TryParse(text, LocalGrammar.Any, out value, out error);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, LocalGrammar grammar, [MaybeNullWhen(false)] out FilingNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        error = LocalNumber.Check(text, Name, grammar.SaleNumber);
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);
}
