using Ledger.Exchange;
using Ledger.V1;

namespace Ledger.Export;

/// <summary>A right or restriction that stands on a unit, with the row by which it was reported last.</summary>
/// <param name="Key">Kind and own number, e.g. <c>mortgage/…</c>, <c>notice/</c> and its proof, <c>seizure/</c> and its document.</param>
/// <param name="BusinessNumber">Of the act that wrote it last.</param>
/// <param name="Proof">Its proof; empty for none.</param>
/// <param name="Row">Its row in the messages.</param>
/// <param name="Holders">Who holds it.</param>
internal sealed record BookRight(string Key, string BusinessNumber, string Proof, ExchangeRow Row, IReadOnlyList<PartyInput> Holders);
