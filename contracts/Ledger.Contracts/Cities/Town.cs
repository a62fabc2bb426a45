using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>A town, street or functional area of a city.</summary>
/// <param name="Code">Its 9-digit statistical code.</param>
/// <param name="Name">Its name.</param>
/// <param name="UrbanTax">Rate of the urban maintenance tax, of the VAT.</param>
public sealed record Town(uint Code, Wording Name, Rate UrbanTax);
