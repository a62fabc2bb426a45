using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number that an office gives a paper of its own: an instrument, an exception, an agreement on supervised funds, an
/// authorisation (文书编号). Same profile as <see cref="AcceptanceNumber"/>.
/// </summary>
public sealed record OfficeNumber : TextFact<OfficeNumber>, IFact<OfficeNumber>
{
    private OfficeNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("文书编号", "office number");

    /// <summary>Date in the number.</summary>
    public Day Date => CaseNumberGrammar.DateOf(Text);

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out OfficeNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        CaseNumberGrammar.Scan(ref scanner, text);
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);
}
