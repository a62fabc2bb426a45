namespace Ledger.Import;

/// <summary>A unit of a deal with its codes, as the journal keeps it.</summary>
/// <param name="Code">28 characters.</param>
/// <param name="FurtherParcels">28-character codes of parcels it stands on besides its own.</param>
/// <param name="IsParcel">A lot of land (W).</param>
/// <param name="Share">Share that changes hands, reduced.</param>
/// <param name="Area">Hundredths of m², 0 = not stated.</param>
/// <param name="Use">Code of planned use.</param>
/// <param name="Land">Apportioned land.</param>
internal sealed record PlannedUnit(
    string Code, IReadOnlyList<string> FurtherParcels, bool IsParcel, string Share, ulong Area, uint Use, IReadOnlyList<PlannedLand> Land);
