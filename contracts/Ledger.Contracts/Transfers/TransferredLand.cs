using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A parcel that is transferred.</summary>
/// <param name="Parcel">Its unit code.</param>
/// <param name="Land">The buildings on it.</param>
internal sealed record TransferredLand(UnitCode Parcel, PageView<LandPage> Land)
{
    /// <summary>Reads the parcels among the units.</summary>
    public static IReadOnlyList<TransferredLand> Load(Book book, IReadOnlyList<TransferredUnit> units)
        => [.. units
            .Select(unit => UnitCode.TryParse(unit.Code, DivisionPrefixes.Any, out var code, out _) && code.IsParcel ? code : null)
            .OfType<UnitCode>()
            .Select(parcel => new TransferredLand(parcel, book.Land(parcel)))];
}
