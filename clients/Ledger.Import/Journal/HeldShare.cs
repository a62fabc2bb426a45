namespace Ledger.Import;

/// <summary>One owner's part of a title.</summary>
/// <param name="CitizenNumber">The invented owner.</param>
/// <param name="Share">Exact share of the whole, reduced, e.g. <c>1/1</c>.</param>
/// <param name="Certificate">The certificate the owner stands on.</param>
/// <param name="Since">Day of recording, yyyymmdd.</param>
internal sealed record HeldShare(string CitizenNumber, string Share, string Certificate, uint Since);
