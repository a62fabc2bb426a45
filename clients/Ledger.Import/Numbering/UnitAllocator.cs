namespace Ledger.Import;

/// <summary>
/// Gives every lot, address and unit of a network its code, in the order in which the files name them, and keeps it: the same
/// lot in another deal, or in another file of the same format, has the same code.
/// </summary>
/// <param name="book">Where allocations are kept.</param>
internal sealed class UnitAllocator(ImportJournal book)
{
    private int next = book.CountParcels();

    /// <summary>The parcel of an identity, 19 characters.</summary>
    public string Parcel(string identity)
    {
        if (book.FindParcel(identity) is { } known)
            return known;
        var parcel = ParcelNumbering.Parcel(next++);
        book.AddParcel(identity, parcel);
        return parcel;
    }

    /// <summary>The unit with its codes.</summary>
    public PlannedUnit Plan(DealUnit unit)
    {
        var parcels = unit.Parcels.Select(Parcel).ToList();
        var code = unit.IsParcel ? ParcelNumbering.ParcelUnit(parcels[0]) : Building(unit.Identity, unit.Parcels[0], parcels[0]);
        return new PlannedUnit(
            code,
            // The parcel in the unit's own code follows from the code: a later deal may name its lots in another order.
            unit.IsParcel ? []
                : [.. parcels.Where(parcel => !code.StartsWith(parcel, StringComparison.Ordinal)).Select(ParcelNumbering.ParcelUnit)
                    .Distinct(StringComparer.Ordinal)],
            unit.IsParcel,
            unit.Share.ToString(),
            unit.Area.Stored,
            unit.Use,
            [.. unit.Land.Select(land => new PlannedLand(Parcel(land.Parcel), land.Share.ToString(), land.Area.Stored))]);
    }

    private string Building(string identity, string parcelIdentity, string parcel)
    {
        if (book.FindUnit(identity) is { } known)
            return known;
        var code = ParcelNumbering.Unit(parcel, book.TakeUnitNumber(parcelIdentity));
        book.AddUnit(identity, code);
        return code;
    }
}
