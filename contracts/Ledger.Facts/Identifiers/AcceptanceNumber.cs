using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number under which a registry accepts an application (受理编号), written as the city's file says; it holds the date of
/// acceptance. One acceptance may carry several units and registrations.
/// </summary>
public sealed record AcceptanceNumber : TextFact<AcceptanceNumber>, IFact<AcceptanceNumber>
{
    private AcceptanceNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("受理编号", "acceptance number");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out AcceptanceNumber value, [NotNullWhen(false)] out FormatError? error)
        => TryParse(text, LocalGrammar.Any, out value, out error);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, LocalGrammar grammar, [MaybeNullWhen(false)] out AcceptanceNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        error = LocalNumber.Check(text, Name, grammar.CaseNumber);
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);
}
