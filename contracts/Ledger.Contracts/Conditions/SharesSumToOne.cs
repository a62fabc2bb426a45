using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-26 按份共有份额之和为1: owners in shares hold 1 together, exactly; of groups of joint owners each group holds one share
/// and all groups 1; sole and joint owners have no shares.
/// </summary>
internal static class SharesSumToOne
{
    public static readonly Rule C26 = Rule.Reject("C-26", "按份共有份额之和为1", "shares sum to 1", "registry practice; 民法典 298, 299");

    /// <summary>The owners of a title.</summary>
    public static void CheckTitle(Judgement judgement, CoOwnership kind, IReadOnlyList<Holder> owners, string path)
    {
        var rows = owners.Select(owner => (owner.Share?.Read(), owner.Group)).ToList();
        Check(judgement, kind, rows, Share.One, path);
        var groups = rows.GroupBy(row => row.Group).Select(group => group.Count()).ToList();
        if (kind == CoOwnership.Groups && groups.Count > 1 && groups.TrueForAll(members => members == 1))
            Fail(judgement, kind, path, new("各组均为一人，应为按份共有", "groups of one owner each are ownership by shares"), string.Join(", ", groups));
        if (kind == CoOwnership.Groups && groups.Count < 2)
            Fail(judgement, kind, path, new("只有一组共有人，应为共同共有", "one group of owners is joint ownership"), "1");
    }

    /// <summary>What the buyers of a unit take: together the share that is sold.</summary>
    public static void CheckBuyers(Judgement judgement, ContractUnit unit, int index)
        => Check(
            judgement,
            unit.BuyerCoOwnership,
            [.. unit.Buyers.Select(buyer => (buyer.Share?.Read(), buyer.Group))],
            unit.Share.Read(),
            $"units[{index}].buyers");

    /// <summary>After a transfer: the unit's co-ownership follows from who owns what then, and every share fits its 64 bits.</summary>
    public static void CheckAfterSale(
        Judgement judgement, UnitTransfer transfer, UnitSale sale, string path, Func<Wording, object?, FindingValue> stated)
    {
        CheckFits(judgement, sale, stated);
        if (sale.Outcome is { } outcome && outcome.CoOwnership != transfer.CoOwnership)
        {
            judgement.Fail(
                C26,
                new($"单元{sale.Code}转移后的共有方式应为{CoOwnerships.NameOf(outcome.CoOwnership).Chinese}",
                    $"the co-ownership of unit {sale.Code} after the transfer is {CoOwnerships.NameOf(outcome.CoOwnership).English}"),
                new("请按转移后的权利人和份额填写共有方式", "state the co-ownership that follows from the owners and shares after the act"),
                Labels.InEvent(new("共有方式", "co-ownership"), transfer.CoOwnership, path + ".co_ownership"),
                sale.Pages.Title.Says(new("转移前共有方式", "co-ownership before"), sale.Pages.Title.Body!.CoOwnership));
        }
    }

    /// <summary>The shares that a sale leaves are fractions of 64-bit integers.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="sale">The unit.</param>
    /// <param name="stated">How a value of the contract is shown: of the event that signs it, or of its page.</param>
    public static void CheckFits(Judgement judgement, UnitSale sale, Func<Wording, object?, FindingValue> stated)
    {
        // Without an outcome another rule has spoken, of the sellers or of the buyers' parts, unless only the arithmetic failed.
        if (sale.Outcome is not null || sale.Pages.LiveTitle is not { } title
            || judgement.Findings.Any(static finding => finding.Rule == SellersOwn.C06.Id || finding.Rule == C26.Id))
        {
            return;
        }

        judgement.Fail(
            C26,
            new($"单元{sale.Code}转移后的份额无法以64位整数的分数表示", $"a share of unit {sale.Code} after the sale is no fraction of 64-bit integers"),
            new("请先由共有人变更份额登记", "let the co-owners record simpler shares first"),
            stated(new("出卖份额", "share sold"), sale.Share),
            sale.Pages.Title.Says(new("登记份额", "shares in the book"), string.Join(", ", title.Owners.Select(owner => owner.Share?.Read()))));
    }

    private static void Check(Judgement judgement, CoOwnership kind, List<(Share? Share, uint Group)> rows, Share whole, string path)
    {
        var inShares = kind is CoOwnership.Shares or CoOwnership.Groups;
        var inGroups = kind == CoOwnership.Groups;
        if (kind == CoOwnership.Single ? rows.Count != 1 : rows.Count < 2)
            Fail(judgement, kind, path, new("人数与共有方式不符", "the number of parties does not fit the co-ownership"), rows.Count.ToString(provider: null));
        if (rows.Any(row => row.Share is null == inShares || row.Group == 0 == inGroups))
        {
            Fail(judgement, kind, path, new("份额或分组与共有方式不符", "shares or groups do not fit the co-ownership"),
                string.Join(", ", rows.Select(row => row.Share?.ToString() ?? "-")));
            return;
        }

        if (!inShares)
            return;
        var groups = inGroups ? rows.GroupBy(row => row.Group).Select(group => group.ToList()).ToList()
            : [.. rows.Select(row => new List<(Share? Share, uint Group)> { row })];
        if (groups.Exists(group => group.Exists(row => row.Share != group[0].Share)))
        {
            Fail(judgement, kind, path, new("同组共有人的份额不一致", "members of one group name different shares"),
                string.Join(", ", rows.Select(row => $"{row.Group}: {row.Share}")));
        }

        if (inGroups && groups.Select(group => (int)group[0].Group).Order().Where((group, i) => group != i + 1).Any())
        {
            Fail(judgement, kind, path, new("分组号应从1连续编号", "groups are numbered 1, 2, … without a gap"),
                string.Join(", ", groups.Select(group => group[0].Group)));
        }

        var parts = groups.Select(group => group[0].Share!.Value).ToList();
        if (!Share.TrySum(parts, out var sum) || sum != whole)
            Fail(judgement, kind, path, new($"份额之和应为{whole}", $"the shares must add up to {whole}"), string.Join(" + ", parts));
    }

    private static void Fail(Judgement judgement, CoOwnership kind, string path, Wording what, string seen)
        => judgement.Fail(
            C26,
            what,
            kind switch
            {
                CoOwnership.Single => new("单独所有只列一人，不填分组", "of sole ownership state one owner and no group"),
                CoOwnership.Joint => new("共同共有列两人以上，不填份额和分组", "of joint ownership state two owners or more, without shares and groups"),
                CoOwnership.Shares => new(
                    "按份共有列两人以上，每人填份额，合计等于所涉份额，不填分组",
                    "of ownership in shares state two owners or more, each with a share, which add up to what is owned, without groups"),
                _ => new(
                    "按份与共同共有并存的，每人填份额和分组号，同组份额相同，各组合计等于所涉份额",
                    "of groups state each owner's share and group: one share for all of a group, which add up over the groups to what is owned"),
            },
            Labels.InEvent(new("共有方式", "co-ownership"), kind, path),
            Labels.InEvent(new("份额", "shares"), seen, path));
}
