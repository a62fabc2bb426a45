using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An authorisation with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="View">Page of its number, absent as a rule.</param>
/// <param name="Revoked">The authorisation that ends with it; null for none.</param>
internal sealed record AuthorisationCase(SharingAuthorised Event, PageView<AuthorisationPage> View, PageView<AuthorisationPage>? Revoked);
