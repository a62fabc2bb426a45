using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-08 买受人=转移受让人 and, for the other side, C-06: the transfer names the contract's parties with the contract's shares,
/// in whatever order the contract had them.
/// </summary>
internal static class BuyersAreTransferees
{
    public static readonly Rule C08 = Rule.Reject("C-08", "买受人=转移受让人", "buyer is the transferee", "契税法 11; 不动产登记暂行条例 18(2)");

    /// <summary>Checks both sides of one unit.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="transfer">What the event says.</param>
    /// <param name="sale">What contract or instrument say.</param>
    /// <param name="path">The unit's field.</param>
    /// <param name="stated">How a value of the contract or instrument is shown.</param>
    /// <param name="groups">Whether the event states the groups of who gives.</param>
    public static void Check(
        Judgement judgement, UnitTransfer transfer, UnitSale sale, string path, Func<Wording, object?, FindingValue> stated, bool groups = false)
    {
        CheckBuyers(judgement, transfer, sale, path, stated);
        CheckSellers(judgement, transfer, sale, path, stated, groups);
    }

    private static void CheckBuyers(
        Judgement judgement, UnitTransfer transfer, UnitSale sale, string path, Func<Wording, object?, FindingValue> said)
    {
        var stated = transfer.Buyers.Select(buyer => (buyer.Party, Share: buyer.Share?.Read(), buyer.Group)).ToList();
        var same = sale.Outcome is { } outcome
            ? stated.SequenceEqual(outcome.Buyers.Select(buyer => (buyer.Party, Share: buyer.Share?.Read(), buyer.Group)))
            : stated.Select(buyer => buyer.Party).ToHashSet().SetEquals(sale.Buyers.Select(part => part.Party));
        if (same)
            return;
        judgement.Fail(
            C08,
            new($"单元{sale.Code}的受让人或其份额与合同买受人不一致", $"the transferees of unit {sale.Code}, or their shares, are not the contract's buyers"),
            new("请按合同的全部买受人及份额登记", "record all buyers of the contract with their shares, and nobody else"),
            Labels.InEvent(new("受让人", "transferees"), Rows(transfer.Buyers.Select(buyer => (buyer.Party, buyer.Share?.Read()))), path + ".buyers"),
            said(new("买受人", "buyers"), Rows(sale.Buyers.Select(part => (part.Party, part.Share)))));
    }

    private static void CheckSellers(
        Judgement judgement, UnitTransfer transfer, UnitSale sale, string path, Func<Wording, object?, FindingValue> said, bool groups)
    {
        var stated = transfer.Sellers.Select(seller => (seller.Party, Share: seller.Share?.Read(), seller.Group)).ToHashSet();
        if (stated.SetEquals(sale.Sellers.Select(part => (part.Party, part.Share, groups ? part.Group : 0))))
            return;
        judgement.Fail(
            SellersOwn.C06,
            new($"单元{sale.Code}的转让人或其份额与合同出卖人不一致", $"the transferors of unit {sale.Code}, or their shares, are not the contract's sellers"),
            new("请按合同的全部出卖人及份额登记", "record all sellers of the contract with their shares, and nobody else"),
            Labels.InEvent(new("转让人", "transferors"), Rows(transfer.Sellers.Select(seller => (seller.Party, seller.Share?.Read()))), path + ".sellers"),
            said(new("出卖人", "sellers"), Rows(sale.Sellers.Select(part => (part.Party, part.Share)))));
    }

    private static string Rows(IEnumerable<(Party Party, Share? Share)> rows)
        => string.Join(", ", rows.Select(row => row.Share is { } share ? $"{Labels.Party(row.Party)} {share}" : Labels.Party(row.Party)));
}
