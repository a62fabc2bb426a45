using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of one registration of one unit inside an acceptance (业务号), the pointer into the registry book. Written as
/// <see cref="AcceptanceNumber"/> is.
/// </summary>
public sealed record BusinessNumber : TextFact<BusinessNumber>, IFact<BusinessNumber>
{
    private BusinessNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("业务号", "business number");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out BusinessNumber value, [NotNullWhen(false)] out FormatError? error)
        => TryParse(text, LocalGrammar.Any, out value, out error);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, LocalGrammar grammar, [MaybeNullWhen(false)] out BusinessNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        error = LocalNumber.Check(text, Name, grammar.CaseNumber);
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);
}
