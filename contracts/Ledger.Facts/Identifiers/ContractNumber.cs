using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of an online-signed sale contract (网签合同编号). No national format exists: the city's file says how it is written and
/// which letter tells the kind of sale (A new-build, 增量房; B stock, 存量房).
/// </summary>
public sealed record ContractNumber : TextFact<ContractNumber>, IFact<ContractNumber>
{
    private ContractNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("网签合同编号", "contract number");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out ContractNumber value, [NotNullWhen(false)] out FormatError? error)
        => TryParse(text, LocalGrammar.Any, out value, out error);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, LocalGrammar grammar, [MaybeNullWhen(false)] out ContractNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        error = LocalNumber.Check(text, Name, grammar.SaleNumber);
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);
}
