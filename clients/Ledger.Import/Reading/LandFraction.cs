using Ledger.Facts;

namespace Ledger.Import;

/// <summary>The part of a parcel that goes with a building.</summary>
/// <param name="Parcel">Identity of the parcel.</param>
/// <param name="Share">The fraction, exactly as the file states it, reduced.</param>
/// <param name="Area">Area that changes hands, or not stated.</param>
internal sealed record LandFraction(string Parcel, Share Share, Area Area);
