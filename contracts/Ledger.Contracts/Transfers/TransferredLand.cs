namespace Ledger.Contracts;

/// <summary>A parcel that is transferred.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Ground">The buildings on it.</param>
internal sealed record TransferredLand(string Code, LandGround Ground)
{
    /// <summary>Reads the parcels among the units.</summary>
    public static IReadOnlyList<TransferredLand> Load(Book book, IReadOnlyList<TransferredUnit> units)
        => [.. units.Select(unit => (unit.Code, Ground: LandGround.Load(book, unit.Code))).Where(static land => land.Ground is not null)
            .Select(static land => new TransferredLand(land.Code, land.Ground!))];
}
