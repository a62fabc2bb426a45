namespace Ledger.Import;

/// <summary>A unit's title as the import left it on the ledger.</summary>
/// <param name="Use">Registered use code.</param>
/// <param name="Owners">Owners in the order in which they came.</param>
internal sealed record HeldTitle(uint Use, IReadOnlyList<HeldShare> Owners);
