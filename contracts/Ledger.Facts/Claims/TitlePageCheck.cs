using Ledger.V1;

namespace Ledger.Facts;

/// <summary>What a reader asks of a title page before it draws a claim from it.</summary>
internal static class TitlePageCheck
{
    /// <summary>The first contradiction, or null.</summary>
    public static Wording? Fault(UnitCode unit, TitlePage page)
    {
        if (page.UnitCode != unit.ToString())
            return new($"产权页属于{page.UnitCode}，应为{unit}", $"the title page is of {page.UnitCode}, wanted {unit}");

        if (page.Status is not (TitleStatus.Registered or TitleStatus.Historic or TitleStatus.Ended))
            return new($"权属状态{(int)page.Status}未知", $"status {(int)page.Status} is unknown");

        if (page.Origin is not (Origin.FirstRegistration or Origin.Migrated))
            return new($"来源{(int)page.Origin}不属于已登记的产权", $"origin {(int)page.Origin} is none of a registered title");

        if (!Day.TryFromNumber(page.RecordingDate, out _, out var dateError))
            return new("登簿日期：" + dateError.Chinese, "recording date: " + dateError.English);

        if (!Area.TryFromStored(page.Area, out _, out var areaError))
            return areaError.Wording;

        return page.Status == TitleStatus.Registered ? OwnersFault(page) : null;
    }

    private static Wording? OwnersFault(TitlePage page) => page.CoOwnership switch
    {
        CoOwnership.Single when page.Owners.Count == 1 => NoShares(page),
        CoOwnership.Joint when page.Owners.Count > 1 => NoShares(page),

        // Common parts of a building belong to all its owners: nobody is named.
        CoOwnership.Joint when page is { RightType: 94, Owners.Count: 0 } => null,
        CoOwnership.Shares when page.Owners.Count > 0 => SumFault(page.Owners.Select(o => o.Share)),
        CoOwnership.Groups when page.Owners.Count > 0 => GroupsFault(page),
        _ => new(
            $"共有方式{(int)page.CoOwnership}与{page.Owners.Count}名权利人不符",
            $"co-ownership kind {(int)page.CoOwnership} does not fit {page.Owners.Count} owners"),
    };

    private static Wording? NoShares(TitlePage page) => page.Owners.All(o => o.Share is null)
        ? null
        : new("单独所有或共同共有不应载有份额", "sole and joint owners have no shares");

    private static Wording? GroupsFault(TitlePage page)
    {
        var groups = page.Owners.GroupBy(o => o.Group).ToList();
        return groups.All(g => g.Key > 0 && g.All(o => Equals(o.Share, g.First().Share)))
            ? SumFault(groups.Select(g => g.First().Share))
            : new("同组权利人的份额不一致", "members of a group name different shares");
    }

    private static Wording? SumFault(IEnumerable<V1.Share?> shares)
    {
        List<Share> read = [];
        foreach (var share in shares)
        {
            if (!Share.TryReadOwned(share?.Numerator ?? 0, share?.Denominator ?? 0, out var owned, out var error))
                return error.Wording;

            read.Add(owned);
        }

        return Share.TrySum(read, out var sum) && sum == Share.One
            ? null
            : new("份额之和不为1", "the shares do not sum to 1");
    }
}
