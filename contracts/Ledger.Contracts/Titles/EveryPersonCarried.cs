using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-01 for units that are split or merged: every person whom their pages or the mortgages on them name has a token under what
/// comes, for the rows go on there.
/// </summary>
internal static class EveryPersonCarried
{
    public static readonly Rule C01 = SameUnits.C01 with { Aspect = "persons carried" };

    /// <summary>Checks one unit that goes.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="unit">Its pages.</param>
    /// <param name="mortgages">The mortgages that go on.</param>
    /// <param name="carried">The persons as the act names them.</param>
    public static void Check(Judgement judgement, UnitPages unit, IReadOnlyList<PageView<MortgagePage>> mortgages, CarriedParties carried)
    {
        var unknown = Named(unit, mortgages).Where(party => !carried.Knows(party)).Distinct().ToList();
        if (unknown.Count == 0)
            return;
        judgement.Fail(
            C01,
            new($"单元{unit.Code}的页面所记载的自然人未全部列出", $"not every person whom the pages of unit {unit.Code} name is listed"),
            new("请列出权利人、负担与抵押所涉的每个自然人在各单元的编码", "list every person of title, encumbrances and mortgages with the tokens under all units"),
            Labels.InEvent(new("未列出的编码", "tokens not listed"), Labels.Parties(unknown), "parties"),
            unit.Title.Says(UnitCode.Name, unit.Code));
    }

    private static IEnumerable<Party> Named(UnitPages unit, IReadOnlyList<PageView<MortgagePage>> mortgages)
    {
        var pages = RenewedParties.In(unit.Title.Body!).Concat(unit.Encumbrances.Body is { } encumbrances ? RenewedParties.In(encumbrances) : []);
        foreach (var page in mortgages.Select(static view => view.Body!))
        {
            var place = page.Units.Select(static held => held.UnitCode).ToList().IndexOf(unit.Code);
            pages = place < 0 ? pages : pages.Concat(page.Mortgagors.Concat(page.Debtors).Select(party => party.At(place)));
        }

        return pages;
    }
}
