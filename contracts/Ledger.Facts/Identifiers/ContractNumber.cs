using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of an online-signed sale contract (网签合同编号). No national format exists; this project's profile is a 6-digit area,
/// a letter for the kind of sale, yyMM and a 7-digit serial.
/// </summary>
public sealed record ContractNumber : IFact<ContractNumber>
{
    private readonly string _text;

    private ContractNumber(string text) => _text = text;

    /// <inheritdoc/>
    public static Wording Name { get; } = new("网签合同编号", "contract number");

    /// <summary>Kind of sale (character 7): A new-build (增量房), B stock (存量房); other letters are a town's own.</summary>
    public char SaleKind => _text[6];

    /// <summary>A new-build sale by a developer (增量房).</summary>
    public bool IsNewBuild => SaleKind == 'A';

    /// <summary>A sale of a stock home (存量房).</summary>
    public bool IsStock => SaleKind == 'B';

    /// <summary>Reads a contract number.</summary>
    /// <exception cref="FactFormatException">Not a contract number.</exception>
    public static ContractNumber Parse(string text)
        => TryParse(text, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out ContractNumber value, [NotNullWhen(false)] out FormatError? error)
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
