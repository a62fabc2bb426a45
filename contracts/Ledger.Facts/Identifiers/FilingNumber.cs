using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number under which a sale contract is filed (合同备案号), a field of its own beside the contract number and empty until the
/// filing. Same profile as <see cref="ContractNumber"/>.
/// </summary>
public sealed record FilingNumber : IFact<FilingNumber>
{
    private readonly string _text;

    private FilingNumber(string text) => _text = text;

    /// <inheritdoc/>
    public static Wording Name { get; } = new("备案号", "filing number");

    /// <summary>Kind of sale (character 7): A new-build (增量房), B stock (存量房); other letters are a town's own.</summary>
    public char SaleKind => _text[6];

    /// <summary>A new-build sale by a developer (增量房).</summary>
    public bool IsNewBuild => SaleKind == 'A';

    /// <summary>A sale of a stock home (存量房).</summary>
    public bool IsStock => SaleKind == 'B';

    /// <summary>Reads a filing number.</summary>
    /// <exception cref="FactFormatException">Not a filing number.</exception>
    public static FilingNumber Parse(string text)
        => TryParse(text, out var value, out var error) ? value : throw new FactFormatException(error);

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

    /// <summary>The canonical text.</summary>
    public override string ToString() => _text;
}
