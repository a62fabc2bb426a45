using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-06 出卖人=登记权利人: every seller is a live owner and sells no more than it holds; a sale of the whole names all
/// owners.
/// </summary>
internal static class SellersOwn
{
    public static readonly Rule C06 = Rule.Reject("C-06", "出卖人=登记权利人", "seller is registered owner", "城市房地产管理法 38(6); 民法典 209");

    /// <summary>Checks the sellers of one unit.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="sale">The unit.</param>
    /// <param name="stated">How a value of the contract is shown: of the event that signs it, or of its page.</param>
    public static void Check(Judgement judgement, UnitSale sale, Func<Wording, object?, FindingValue> stated)
    {
        if (sale.Pages.LiveTitle is not { } title)
        {
            judgement.Fail(
                C06,
                new($"单元{sale.Code}：没有现势产权，无从出卖", $"unit {sale.Code}: there is no live title to sell from"),
                new("请先办理首次登记或存量数据开簿", "open the unit first: first registration or migrated opening"),
                stated(SellerLabel, Labels.Parties(sale.Sellers.Select(part => part.Party))),
                sale.Pages.Title.Says(OwnerLabel, sale.Pages.Title.Body?.Status));
            return;
        }

        var holdings = Holding.Of(title.CoOwnership, title.Owners);
        var strangers = sale.Sellers.Where(part => !title.Owners.Any(row => IsRow(part, row))).ToList();
        if (strangers.Count > 0)
        {
            Fail(judgement, sale, stated, new("出卖人不是登记权利人", "a seller is not a registered owner"), Names(strangers),
                Labels.Parties(title.Owners.Select(row => row.Party)));
        }

        var given = new List<Share>();
        foreach (var holding in holdings)
        {
            var parts = sale.Sellers.Where(part => holding.Rows.Any(row => IsRow(part, row))).ToList();
            if (parts.Count == 0)
                continue;

            // A sole or joint title is given as a whole without a share, or in part with one; an owner in shares says which.
            var named = parts[0].Share;
            if (parts.Exists(part => part.Share != named) || (named is null && title.CoOwnership is CoOwnership.Shares or CoOwnership.Groups))
            {
                Fail(judgement, sale, stated, new("出卖人未写明一致的出卖份额", "the sellers of one holding do not state one share"),
                    Shares(parts), holding.Share.ToString());
            }

            var share = named ?? holding.Share;
            given.Add(share);
            if (share > holding.Share)
                Fail(judgement, sale, stated, new("出卖份额超过所持份额", "a seller sells more than it holds"), Shares(parts), holding.Share.ToString());
            if (!sale.IsWhole && parts.Count < holding.Rows.Count)
            {
                Fail(judgement, sale, stated, new("共同共有人无单独可出卖的份额", "a joint owner has no share of its own to sell"), Names(parts),
                    Labels.Parties(holding.Rows.Select(row => row.Party)));
            }
        }

        if (strangers.Count == 0 && (!Share.TrySum(given, out var sum) || sum != sale.Share))
        {
            Fail(judgement, sale, stated, new("各出卖人份额之和与合同出卖份额不符", "the sellers' shares do not add up to what the contract sells"),
                string.Join(" + ", given), sale.Share.ToString());
        }

        var missing = title.Owners.Where(row => !sale.Sellers.Any(part => IsRow(part, row))).ToList();
        if (sale.IsWhole && missing.Count > 0)
        {
            Fail(judgement, sale, stated, new("出卖全部产权未列明全部权利人", "a sale of the whole does not name all owners"), Names(sale.Sellers),
                Labels.Parties(missing.Select(row => row.Party)));
        }
    }

    private static bool IsRow(Part part, Holder row) => part.Party.Equals(row.Party) && part.Group == row.Group;

    private static string Names(IEnumerable<Part> parts) => Labels.Parties(parts.Select(part => part.Party));

    private static string Shares(IEnumerable<Part> parts)
        => string.Join(", ", parts.Select(part => $"{Labels.Party(part.Party)}: {part.Share?.ToString() ?? Labels.Absent}"));

    private static void Fail(Judgement judgement, UnitSale sale, Func<Wording, object?, FindingValue> stated, Wording what, string seen, string registered)
        => judgement.Fail(
            C06,
            new($"单元{sale.Code}：{what.Chinese}", $"unit {sale.Code}: {what.English}"),
            new("请按登记簿记载的权利人和份额填写出卖人", "name the sellers and shares as the registry book has them"),
            stated(SellerLabel, seen),
            sale.Pages.Title.Says(OwnerLabel, registered));

    private static Wording SellerLabel => new("出卖人", "sellers");

    private static Wording OwnerLabel => new("登记簿记载", "registry book");
}
