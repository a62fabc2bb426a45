using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-42 for a correction: the terms of a mortgage are the same on its page and on all units it lies on, so they are corrected
/// on all of them at once.
/// </summary>
internal static class CorrectedTerms
{
    public static readonly Rule C42 = MortgageAgrees.C42 with { Aspect = "corrected" };

    public static void Check(Judgement judgement, CorrectionCase loaded)
    {
        var units = loaded.Event.Units.Select(static unit => unit.UnitCode).ToList();
        for (var i = 0; i < loaded.Mortgages.Count; i++)
        {
            var (view, path) = (loaded.Mortgages[i], $"mortgages[{i}]");
            if (view.Body is { State: MortgageState.Registered or MortgageState.ReleaseInstructed } page)
            {
                if (!page.Units.All(unit => units.Contains(unit.UnitCode, StringComparer.Ordinal)))
                {
                    judgement.Fail(
                        C42,
                        new("抵押条款须就全部抵押单元一并更正", "the terms of a mortgage are corrected on all its units at once"),
                        new("请列入该抵押的全部单元", "name every unit of the mortgage"),
                        Labels.InEvent(UnitCode.Name, string.Join(", ", units), "units"),
                        view.Says(UnitCode.Name, string.Join(", ", page.Units.Select(static unit => unit.UnitCode))));
                }

                continue;
            }

            judgement.Fail(
                C42,
                new("该抵押未登记或已注销", "the mortgage is not registered, or is cancelled"),
                new("请只更正现势抵押权", "correct live mortgages only"),
                Labels.InEvent(MortgageContractNumber.Name, loaded.Event.Mortgages[i].Mortgage.ContractNumber, path),
                view.Says(new("抵押状态", "state of the mortgage"), view.Body?.State));
        }
    }

    public static void Write(Book book, CorrectionCase loaded)
    {
        for (var i = 0; i < loaded.Mortgages.Count; i++)
        {
            var (view, terms) = (loaded.Mortgages[i], loaded.Event.Mortgages[i].Terms);
            var page = book.Mortgage(view.Body!.Id).Body!.Clone();
            page.Terms = terms;
            book.Write(view.Key, page);
            foreach (var unit in page.Units)
            {
                if (book.Encumbrances(unit.UnitCode) is not { Body: { } known } encumbrances)
                    continue;
                var rows = known.Clone();
                foreach (var row in rows.Mortgages.Where(row => row.Id.Equals(page.Id)))
                    row.Terms = terms;
                book.Write(encumbrances.Key, rows);
            }
        }
    }
}
