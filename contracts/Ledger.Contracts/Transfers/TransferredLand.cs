using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A parcel that units of a transfer are, or stand on.</summary>
/// <param name="Parcel">Its unit code.</param>
/// <param name="Title">Its title.</param>
/// <param name="Land">How many live titles of buildings stand on it.</param>
internal sealed record TransferredLand(UnitCode Parcel, PageView<TitlePage> Title, PageView<LandPage> Land)
{
    /// <summary>Reads the parcels, each once.</summary>
    public static IReadOnlyList<TransferredLand> Load(Book book, IReadOnlyList<TransferredUnit> units)
        => [.. units
            .Select(unit => UnitCode.TryParse(unit.Code, DivisionPrefixes.Any, out var code, out _) ? code.ParcelUnit : null)
            .OfType<UnitCode>()
            .DistinctBy(parcel => parcel.ToString(), StringComparer.Ordinal)
            .Select(parcel => new TransferredLand(parcel, book.Title(parcel.ToString()), book.Land(parcel)))];
}
