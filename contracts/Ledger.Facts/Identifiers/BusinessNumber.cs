using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of one registration of one unit inside an acceptance (业务号), the pointer into the registry book. Same profile as
/// <see cref="AcceptanceNumber"/>.
/// </summary>
public sealed record BusinessNumber : TextFact<BusinessNumber>, IFact<BusinessNumber>
{
    private BusinessNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("业务号", "business number");

    /// <summary>Date in the number.</summary>
    public Day Date => CaseNumberGrammar.DateOf(Text);

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out BusinessNumber value, [NotNullWhen(false)] out FormatError? error)
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
