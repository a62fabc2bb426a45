namespace Ledger.Facts;

/// <summary>What is mortgaged (抵押不动产类型); the codes are the numbers of <see cref="V1.MortgageObject"/>.</summary>
public static class MortgageObjects
{
    /// <summary>Code table A.27, as far as land and houses go.</summary>
    public static CodeTable Table { get; } = new(
        new("抵押不动产类型", "object of the mortgage"),
        "A.27",
        new(1, new("土地", "land")),
        new(2, new("土地和房屋", "land and building")),
        new(4, new("土地和在建建筑物", "land and building under construction")));

    /// <summary>The name of an object.</summary>
    public static Wording NameOf(V1.MortgageObject kind) => Table.NameOf((uint)kind);
}
