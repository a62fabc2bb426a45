namespace Ledger.Exchange;

/// <summary>Where tables name people and organisations: kind of document beside its number.</summary>
internal static class PartyColumns
{
    /// <summary>Columns of type and number.</summary>
    public static IReadOnlyList<(string Type, string Number)> Pairs { get; } =
    [
        ("ZJZL", "ZJH"), ("QLRZJZL", "QLRZJH"), ("YWRZJZL", "YWRZJH"), ("GYDQLRZJZL", "GYDQLRZJH"), ("XYDQLRZJZL", "XYDQLRZJZH"),
        ("LZRZJLB", "LZRZJHM"), ("BXZRZJZL", "BXZRZJHM"), ("CYZJLX", "CYZJH"),
    ];
}
