using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// 在建抵押自动转现房抵押 (M8, <c>mortgage.convertAutomatic</c>): where the city has it so, a construction mortgage becomes one of land
/// and building with the units' first registration; rank, date and proof stay. A unit that its bank released leaves the mortgage.
/// </summary>
internal sealed class FinishedConstruction
{
    private readonly Dictionary<string, MortgagePage> pages = new(StringComparer.Ordinal);
    private readonly List<(string UnitCode, LiveMortgage Mortgage)> leaving = [];
    private readonly HashSet<string> units = new(StringComparer.Ordinal);

    /// <summary>What becomes of the construction mortgages on the units that one act registers.</summary>
    /// <param name="city">The city in force.</param>
    /// <param name="registered">The units.</param>
    public FinishedConstruction(City city, IReadOnlyList<Disposal> registered)
    {
        if (!city.ConvertsMortgagesAutomatically)
            return;
        foreach (var disposal in registered.Where(static disposal => FlowGroups.IsBuilding(disposal.Flow)))
        {
            units.Add(disposal.Unit.Code);
            foreach (var mortgage in disposal.Mortgages.Where(static mortgage => mortgage.Row.Object == MortgageObject.Construction))
                Count(disposal.Unit.Code, mortgage);
        }
    }

    /// <summary>Turns the mortgages on the page of one of the units; changed.</summary>
    public void Finish(EncumbrancePage page)
    {
        if (!units.Contains(page.UnitCode))
            return;
        foreach (var (_, mortgage) in leaving.Where(known => known.UnitCode == page.UnitCode))
            MortgageRanks.Remove(page, mortgage.Row.Id, null);
        MortgageConvertedFlow.Finish(page, static _ => true);
    }

    /// <summary>Writes the mortgages' own pages.</summary>
    public void Write(Book book, Act act, Recording recording)
    {
        foreach (var (key, page) in pages.OrderBy(static known => known.Key, StringComparer.Ordinal))
        {
            page.LiveUnits = (uint)page.Units.Count;
            page.Document = act.Document;

            // What is still unbuilt stays a construction.
            if (page.FinishedUnits >= page.Units.Count)
                page.Object = MortgageObject.LandAndBuilding;
            MortgageAgreements.Recorded(page, MortgageChangeKind.Converted, book, recording);
            book.Write(key, page);
        }

        foreach (var (_, mortgage) in leaving)
            book.Delete(mortgage.Release.Key);
    }

    // The last unit of a mortgage, and one released as a whole, wait for their cancellation.
    private void Count(string unitCode, LiveMortgage mortgage)
    {
        if (mortgage.Page.Body is not { } body)
            return;
        if (!pages.TryGetValue(mortgage.Page.Key, out var page))
            pages[mortgage.Page.Key] = page = body.Clone();
        if (mortgage.Release.Body is not null && page is { State: MortgageState.Registered, Units.Count: > 1 })
        {
            leaving.Add((unitCode, mortgage));
            MortgageUnits.Remove(page, [unitCode]);
        }
        else
        {
            page.FinishedUnits++;
        }
    }
}
