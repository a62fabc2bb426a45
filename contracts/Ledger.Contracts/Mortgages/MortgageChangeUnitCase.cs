using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>One unit of a recorded change with the pages its rules read.</summary>
/// <param name="Recording">What the event says about the unit.</param>
/// <param name="Path">Its place in the event.</param>
/// <param name="Disposal">The unit's pages.</param>
/// <param name="Release">The release of this unit alone.</param>
/// <param name="Lower">The mortgages behind the one that changes, on the same holding.</param>
/// <param name="Mortgage">The unit as it will be mortgaged, where its mortgagors change or it joins; null for other changes.</param>
internal sealed record MortgageChangeUnitCase(
    MortgageUnitRecording Recording, string Path, Disposal Disposal, PageView<ReleasePage> Release, IReadOnlyList<LiveMortgage> Lower, UnitMortgage? Mortgage)
{
    /// <summary>The unit's pages.</summary>
    public UnitPages Pages => Disposal.Unit;

    /// <summary>Whether the unit is free of the mortgage but for the book: released by itself, or extinguished by a court's transfer.</summary>
    public bool IsReleased(MortgageId mortgage)
        => Release.Body is not null
            || Pages.Encumbrances.Body?.Mortgages.Any(row => row.Id.Equals(mortgage) && LiveMortgage.IsExtinguished(row)) == true;

    /// <summary>Reads the pages.</summary>
    public static MortgageChangeUnitCase Load(MortgageChanged e, int index, MortgagePage? page, FlowCode flow, Book book)
    {
        var recording = e.Units[index];
        var agreement = MortgageAgreements.Find(page, e.What);
        var disposal = Disposal.Read(book, flow, recording.UnitCode, e.Act);
        return new(
            recording,
            $"units[{index}]",
            disposal.ForMortgage(e.Mortgage, disposal.Unit.LiveTitle?.Owners.Select(static row => row.Party).ToList() ?? [], page?.PaysFor ?? "")
                with
            { Case = e.Recording.AcceptanceNumber },
            book.Release(e.Mortgage, recording.UnitCode),
            [.. LiveMortgage.Of(book, disposal.Unit.Encumbrances, recording.UnitCode).Where(mortgage => IsLower(mortgage.Row, e.Mortgage, disposal.Unit))],
            UnitOf(agreement, page, disposal.Unit, LandGround.Load(book, recording.UnitCode)));
    }

    private static bool IsLower(MortgageRow row, MortgageId changed, UnitPages unit)
        => unit.Encumbrances.Body!.Mortgages.FirstOrDefault(known => known.Id.Equals(changed)) is { } own
            && row.Rank > own.Rank
            && MortgagedHolding.Meet(row.Holding, own.Holding, unit.LiveTitle);

    private static UnitMortgage? UnitOf(MortgageAgreement? agreement, MortgagePage? page, UnitPages pages, LandGround? ground)
    {
        if (agreement is not { Kind: MortgageChangeKind.UnitsIn or MortgageChangeKind.Mortgagor })
            return null;
        var units = agreement.Units.Count > 0 ? agreement.Units : page!.Units;
        var place = units.Select(static unit => unit.UnitCode).ToList().IndexOf(pages.Code);
        if (place < 0)
            return null;
        var unit = units[place].Clone();
        if (agreement.Units.Count == 0)
            unit.Mortgagors.Clear();
        return UnitMortgage.Of(unit, place, agreement.Mortgagors, pages.Title, pages, ground);
    }
}
