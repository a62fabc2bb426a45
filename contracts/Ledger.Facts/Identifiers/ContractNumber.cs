using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Number of an online-signed sale contract (网签合同编号). No national format exists; this project's profile is a 6-digit area,
/// a letter for the kind of sale, yyMM and a 7-digit serial.
/// </summary>
public sealed record ContractNumber : TextFact<ContractNumber>, IFact<ContractNumber>
{
    private ContractNumber(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("网签合同编号", "contract number");

    /// <summary>Kind of sale (character 7): A new-build (增量房), B stock (存量房); other letters are a town's own.</summary>
    public char SaleKind => Text[6];

    /// <summary>A new-build sale by a developer (增量房).</summary>
    public bool IsNewBuild => SaleKind == 'A';

    /// <summary>A sale of a stock home (存量房).</summary>
    public bool IsStock => SaleKind == 'B';

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
}
