using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number under which a sale contract is filed (合同备案号), a field of its own beside the contract number and empty until the
/// filing. Same profile as <see cref="ContractNumber"/>.
/// </summary>
public sealed record FilingNumber : TextFact<FilingNumber>, IFact<FilingNumber>
{
    private FilingNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("备案号", "filing number");

    /// <summary>Kind of sale (character 7): A new-build (增量房), B stock (存量房); other letters are a town's own.</summary>
    public char SaleKind => Text[6];

    /// <summary>A new-build sale by a developer (增量房).</summary>
    public bool IsNewBuild => SaleKind == 'A';

    /// <summary>A sale of a stock home (存量房).</summary>
    public bool IsStock => SaleKind == 'B';

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out FilingNumber value, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        SaleNumberGrammar.Scan(ref scanner);
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);
}
