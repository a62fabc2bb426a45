using Ledger.Chain;

namespace Ledger.Contracts;

/// <summary>What one flow makes of one column.</summary>
/// <param name="Severity">What it does there; null when the column is not asked, or is decided otherwise.</param>
/// <param name="ByMortgage">Decided by C-46 and C-47 (the cell says <c>c</c>).</param>
/// <param name="Required">A fact that must be there (<c>r</c>): its absence refuses.</param>
public readonly record struct MatrixCell(Severity? Severity, bool ByMortgage = false, bool Required = false)
{
    /// <summary>Whether the flow asks for the column at all.</summary>
    public bool IsAsked => Severity is not null || ByMortgage || Required;

    /// <summary>Reads a cell: R, W, X, I, c, r or -.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    internal static MatrixCell Parse(string text) => text switch
    {
        "R" => new(Chain.Severity.Reject),
        "W" => new(Chain.Severity.Warning),
        "X" => new(Chain.Severity.Exception),
        "I" => new(Chain.Severity.Information),
        "c" => new(null, ByMortgage: true),
        "r" => new(Chain.Severity.Reject, Required: true),
        "-" => default,
        _ => throw new FormatException($"'{text}' is no cell of the matrix: R, W, X, I, c, r or -."),
    };

    /// <summary>The cell as the matrix writes it.</summary>
    public override string ToString() => this switch
    {
        { ByMortgage: true } => "c",
        { Required: true } => "r",
        { Severity: Chain.Severity.Reject } => "R",
        { Severity: Chain.Severity.Warning } => "W",
        { Severity: Chain.Severity.Exception } => "X",
        { Severity: Chain.Severity.Information } => "I",
        _ => "-",
    };
}
