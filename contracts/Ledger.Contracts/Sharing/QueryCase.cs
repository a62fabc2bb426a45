using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The receipt of a query with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Authorisation">The authorisation; null when a refused query names none.</param>
/// <param name="Trace">The queries on the unit so far.</param>
internal sealed record QueryCase(QueryTraced Event, PageView<AuthorisationPage>? Authorisation, PageView<TracePage> Trace);
