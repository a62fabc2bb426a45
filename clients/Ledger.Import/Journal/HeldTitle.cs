namespace Ledger.Import;

/// <summary>A unit's title as the import left it on the ledger.</summary>
/// <param name="Use">Registered use code.</param>
/// <param name="Owners">Owners in the order in which they came.</param>
internal sealed record HeldTitle(uint Use, IReadOnlyList<HeldShare> Owners)
{
    /// <summary>Whether the ledger knows the unit; false while it stands in the old book alone.</summary>
    public bool IsOpen { get; init; } = true;

    /// <summary>Day of its recording in the old book, yyyymmdd; counts until the unit is opened.</summary>
    public uint Recorded { get; init; }
}
