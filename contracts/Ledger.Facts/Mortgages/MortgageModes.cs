namespace Ledger.Facts;

/// <summary>Modes of mortgage (抵押方式); the codes are the numbers of <see cref="V1.MortgageMode"/>.</summary>
public static class MortgageModes
{
    /// <summary>Code table A.28.</summary>
    public static CodeTable Table { get; } = new(
        new("抵押方式", "mortgage mode"),
        "A.28",
        new(1, new("一般抵押", "general mortgage")),
        new(2, new("最高额抵押", "maximum-amount mortgage")));

    /// <summary>The name of a mode.</summary>
    public static Wording NameOf(V1.MortgageMode mode) => Table.NameOf((uint)mode);
}
