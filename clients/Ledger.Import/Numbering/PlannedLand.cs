namespace Ledger.Import;

/// <summary>Apportioned land of a unit.</summary>
/// <param name="Parcel">19 characters.</param>
/// <param name="Share">The fraction, reduced.</param>
/// <param name="Area">Hundredths of m², 0 = not stated.</param>
internal sealed record PlannedLand(string Parcel, string Share, ulong Area);
