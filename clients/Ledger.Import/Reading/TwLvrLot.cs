using Ledger.Facts;

namespace Ledger.Import;

/// <summary>A row of the table of lots.</summary>
/// <param name="Parcel">Identity of the lot: district, section and number.</param>
/// <param name="Share">Share of the lot that changes hands.</param>
/// <param name="Area">Area that changes hands, or not stated.</param>
/// <param name="Use">Code of land use, from its zone.</param>
/// <param name="Row">Where it stands.</param>
internal sealed record TwLvrLot(string Parcel, Share Share, Area Area, uint Use, CsvRow Row);
