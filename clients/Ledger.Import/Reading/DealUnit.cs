using Ledger.Facts;

namespace Ledger.Import;

/// <summary>One unit of a deal.</summary>
/// <param name="Identity">What makes it the same unit in another deal: lot, address, or address and estate.</param>
/// <param name="Parcels">Identities of the parcels it stands on, the main one first; of a lot, the lot alone.</param>
/// <param name="IsParcel">A lot of land (W) and not a building (F).</param>
/// <param name="Share">Share that changes hands; the whole for buildings.</param>
/// <param name="Area">Area of the whole unit, or not stated.</param>
/// <param name="Use">Code of planned use.</param>
/// <param name="Land">Apportioned land of a building: attributes of the deal, no titles.</param>
internal sealed record DealUnit(
    string Identity, IReadOnlyList<string> Parcels, bool IsParcel, Share Share, Area Area, uint Use, IReadOnlyList<LandFraction> Land);
