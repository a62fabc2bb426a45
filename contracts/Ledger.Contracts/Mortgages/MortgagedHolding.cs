using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-84 抵押份额归属: a mortgage of a share names whose share it is. It goes with that holding when it is sold, and has nothing
/// to do with the sale of others.
/// </summary>
internal static class MortgagedHolding
{
    public static readonly Rule C84 = Rule.Reject("C-84", "抵押份额归属", "whose share is mortgaged", "民法典 395, 406");

    /// <summary>The holdings of a title that the named parties hold: one of theirs together, else those of each; all for none named.</summary>
    public static IReadOnlyList<Holding> Of(IReadOnlyList<Party> parties, TitlePage title)
    {
        var holdings = Holding.Of(title.CoOwnership, title.Owners);
        return [.. Places(parties, holdings).Select(place => holdings[place])];
    }

    /// <summary>Whether two mortgages lie on a common holding, and so have an order.</summary>
    public static bool Meet(IReadOnlyList<Party> left, IReadOnlyList<Party> right, TitlePage? title)
    {
        if (left.Count == 0 || right.Count == 0)
            return true;
        if (title is null)
            return left.Any(right.Contains);
        var holdings = Holding.Of(title.CoOwnership, title.Owners);
        return Places(left, holdings).Intersect(Places(right, holdings)).Any();
    }

    /// <summary>Whether a mortgage lies on what these parties give up.</summary>
    public static bool IsGiven(MortgageRow row, TitlePage? title, IReadOnlyList<Part> givers)
        => row.Holding.Count == 0
            || title is null
            || Of(row.Holding, title).Any(
                holding => holding.Rows.Any(owner => givers.Any(part => part.Party.Equals(owner.Party) && part.Group == owner.Group)));

    /// <summary>Checks what a mortgage contract says of one unit against the title that the mortgage will lie on.</summary>
    public static void Check(Judgement judgement, UnitMortgage unit, Func<Wording, object?, FindingValue> stated)
    {
        // A sole or joint owner has no share to mortgage (C-26).
        if (unit.LiveTitle is not { CoOwnership: CoOwnership.Shares or CoOwnership.Groups } title)
        {
            if (unit.LiveTitle is not null && unit.Unit.Holding.Count > 0)
                Fail(judgement, unit, stated, new("单独所有或共同共有不列抵押份额的权利人", "a sole or joint title has no holding to name"));
            return;
        }

        var named = unit.Unit.Holding;
        if (unit.IsWhole != (named.Count == 0))
        {
            Fail(judgement, unit, stated, unit.IsWhole
                ? new("抵押全部产权不列份额的权利人", "a mortgage of the whole names no holding")
                : new("抵押份额未列明其权利人", "a mortgage of a share does not name whose share it is"));
        }
        else if (named.Count > 0 && !IsUnion(named, title))
        {
            Fail(judgement, unit, stated, new("所列权利人不是登记簿记载的一项或数项份额的全体权利人", "the parties named are not all the holders of one or several shares"));
        }
    }

    /// <summary>A mortgage of the old book lies on the whole, or on shares that the title has.</summary>
    public static void CheckTakenOver(Judgement judgement, MortgageRow row, TitlePage title, string path)
    {
        if (row.Holding.Count == 0 || (title.CoOwnership is CoOwnership.Shares or CoOwnership.Groups && IsUnion(row.Holding, title)))
            return;
        judgement.Fail(
            C84,
            new("抵押份额不是产权中的一项或数项份额", "the mortgaged share is not one, or several, of the title's"),
            new("请列明被抵押份额的全体权利人；抵押全部产权的不列", "name all holders of the share that is mortgaged; name nobody for the whole"),
            Labels.InEvent(new("所列权利人", "holders named"), Labels.Parties(row.Holding), path + ".holding"),
            Labels.InEvent(new("权利人", "owners"), Labels.Parties(title.Owners.Select(owner => owner.Party)), "opening.owners"));
    }

    /// <summary>After an act on the owners every mortgaged share still is that of somebody.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="page">The unit's encumbrances.</param>
    /// <param name="after">The title as it will be.</param>
    public static void CheckIdentifiable(Judgement judgement, PageView<EncumbrancePage> page, TitlePage after)
    {
        foreach (var row in (page.Body?.Mortgages ?? []).Where(row => row.Holding.Count > 0 && !IsUnion(row.Holding, after)))
        {
            judgement.Fail(
                C84,
                new($"单元{after.UnitCode}的抵押份额在变更后无从确定", $"after this act nobody could say on whose share of unit {after.UnitCode} the mortgage lies"),
                new("请先由抵押双方变更或注销该抵押", "let the parties change or cancel the mortgage first"),
                page.Says(MortgageContractNumber.Name, row.Id.ContractNumber),
                page.Says(new("抵押份额的权利人", "holders of the mortgaged share"), Labels.Parties(row.Holding)),
                Labels.InEvent(new("变更后的权利人", "owners afterwards"), Labels.Parties(after.Owners.Select(owner => owner.Party)), "units"));
        }
    }

    private static IEnumerable<int> Places(IReadOnlyList<Party> parties, IReadOnlyList<Holding> holdings)
    {
        var all = Enumerable.Range(0, holdings.Count);
        if (parties.Count == 0)
            return all;
        return all.FirstOrDefault(place => holdings[place].IsHeldBy(parties), -1) is >= 0 and var one
            ? [one]
            : all.Where(place => holdings[place].Rows.All(row => parties.Contains(row.Party)));
    }

    private static bool IsUnion(IReadOnlyList<Party> parties, TitlePage title)
        => Of(parties, title).SelectMany(holding => holding.Rows).Select(row => row.Party).ToHashSet().SetEquals(parties);

    private static void Fail(Judgement judgement, UnitMortgage unit, Func<Wording, object?, FindingValue> stated, Wording what)
        => judgement.Fail(
            C84,
            new($"单元{unit.Code}：{what.Chinese}", $"unit {unit.Code}: {what.English}"),
            new("请列明被抵押份额的全体权利人；抵押全部产权的不列", "name all holders of the share that is mortgaged; name nobody for the whole"),
            stated(new("抵押份额", "share mortgaged"), unit.Share),
            stated(new("所列权利人", "holders named"), Labels.Parties(unit.Unit.Holding)),
            unit.Title.Says(new("登记簿记载", "registry book"), Labels.Parties(unit.LiveTitle!.Owners.Select(owner => owner.Party))));
}
