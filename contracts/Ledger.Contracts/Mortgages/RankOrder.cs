using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-43 for a change of ranks: the new order names all mortgages of the holding, and each mortgagee that falls behind, or has a
/// higher amount before it, consented to every mortgage that now goes first.
/// </summary>
internal static class RankOrder
{
    public static void Check(Judgement judgement, MortgageRanksChanged e, UnitPages unit, IReadOnlyList<LiveMortgage> mortgages)
    {
        var on = mortgages.Where(mortgage => MortgagedHolding.Meet(mortgage.Row.Holding, e.Holding, unit.LiveTitle)).ToList();
        if (on.Count != e.Order.Count || on.Any(mortgage => !e.Order.Contains(mortgage.Row.Id)))
        {
            judgement.Fail(
                MortgageRank.C43,
                new("新顺位未恰好列明该份额上的全部抵押权", "the new order does not name exactly the mortgages of the holding"),
                new("请按登簿的全部抵押权编排顺位", "name every mortgage of the holding once"),
                Labels.InEvent(new("新顺位", "new order"), string.Join(", ", e.Order.Select(static id => id.ContractNumber)), "order"),
                unit.Encumbrances.Says(
                    new("该份额上的抵押权", "mortgages on the holding"), string.Join(", ", on.Select(static mortgage => mortgage.Row.Id.ContractNumber))));
            return;
        }

        foreach (var mortgage in on.Where(mortgage => !mortgage.IsReleased && Loses(e, mortgage, on)))
        {
            foreach (var other in Overtaking(e, mortgage, on).Where(
                other => !MortgageNotes.Consents(mortgage.Page.Body, ConsentSubject.Rank, of: other.Row.Id)))
            {
                judgement.Fail(
                    MortgageRank.C43,
                    new($"抵押权人{Labels.Mortgagee(mortgage.Row.Id)}未同意抵押合同{other.Row.Id.ContractNumber}顺位在先",
                        $"the mortgagee {Labels.Mortgagee(mortgage.Row.Id)} has not consented to mortgage {other.Row.Id.ContractNumber} going first"),
                    new("请取得其同意（MortgageeConsented，顺位）", "obtain its consent (MortgageeConsented, RANK)"),
                    unit.Encumbrances.Says(new("现有顺位", "rank now"), mortgage.Row.Rank),
                    mortgage.Page.Says(new("抵押权人同意", "mortgagee's consent"), Labels.Absent));
            }
        }
    }

    /// <summary>The new ranks: those the holding has, in the new order.</summary>
    public static IReadOnlyDictionary<MortgageId, uint> Ranks(MortgageRanksChanged e, IReadOnlyList<LiveMortgage> mortgages)
    {
        var ranks = mortgages.Where(mortgage => e.Order.Contains(mortgage.Row.Id)).Select(static mortgage => mortgage.Row.Rank).Order().ToList();
        return e.Order.Select((id, i) => (id, Rank: ranks[i])).ToDictionary(static pair => pair.id, static pair => pair.Rank);
    }

    /// <summary>The mortgages that stood behind this one, or beside it, and now go first.</summary>
    public static IEnumerable<LiveMortgage> Overtaking(MortgageRanksChanged e, LiveMortgage mortgage, IReadOnlyList<LiveMortgage> mortgages)
        => mortgages.Where(other => e.Order.Contains(other.Row.Id) && !other.Row.Id.Equals(mortgage.Row.Id)
            && other.Row.Rank >= mortgage.Row.Rank
            && e.Order.IndexOf(other.Row.Id) < e.Order.IndexOf(mortgage.Row.Id));

    private static bool Loses(MortgageRanksChanged e, LiveMortgage mortgage, IReadOnlyList<LiveMortgage> on)
    {
        var place = e.Order.IndexOf(mortgage.Row.Id);
        return Ranks(e, on)[mortgage.Row.Id] > mortgage.Row.Rank
            || Amount(on.Where(other => e.Order.IndexOf(other.Row.Id) < place)) > Amount(on.Where(other => other.Row.Rank < mortgage.Row.Rank));
    }

    private static UInt128 Amount(IEnumerable<LiveMortgage> mortgages)
        => mortgages.Aggregate(UInt128.Zero, static (sum, mortgage) => sum + mortgage.Row.Terms.AmountFen);
}
