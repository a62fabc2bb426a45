using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number that an office gives a paper of its own: an instrument, an exception, an agreement on supervised funds, an
/// authorisation (文书编号). Written as <see cref="AcceptanceNumber"/> is.
/// </summary>
public sealed record OfficeNumber : TextFact<OfficeNumber>, IFact<OfficeNumber>
{
    private OfficeNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("文书编号", "office number");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out OfficeNumber value, [NotNullWhen(false)] out FormatError? error)
        => TryParse(text, LocalGrammar.Any, out value, out error);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, LocalGrammar grammar, [MaybeNullWhen(false)] out OfficeNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        error = LocalNumber.Check(text, Name, grammar.CaseNumber);
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);
}
