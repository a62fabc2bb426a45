using Ledger.V1;

namespace Ledger.Client;

/// <summary>What a department offers.</summary>
/// <param name="Catalogue">The catalogue.</param>
/// <param name="Publication">The page that holds its hash, proved; null for one that is not published.</param>
public sealed record OfferedCatalogue(Catalogue Catalogue, AuthorisationPage? Publication);
