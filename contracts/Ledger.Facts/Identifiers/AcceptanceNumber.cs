using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number under which a registry accepts an application (受理编号): up to 3 letters (W: filed online), the date of acceptance,
/// a serial of 4 to 6 digits unique that day. One acceptance may carry several units and registrations.
/// </summary>
public sealed record AcceptanceNumber : TextFact<AcceptanceNumber>, IFact<AcceptanceNumber>
{
    private AcceptanceNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("受理编号", "acceptance number");

    /// <summary>Date of acceptance.</summary>
    public Day Date => CaseNumberGrammar.DateOf(Text);

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out AcceptanceNumber value, [NotNullWhen(false)] out FormatError? error)
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
