using Ledger.Exchange;
using Ledger.Facts;

namespace Ledger.Import;

/// <summary>What became of one act.</summary>
/// <param name="Act">The act.</param>
/// <param name="State">What became of it.</param>
/// <param name="Rule">Rule or check that says so; empty when none does.</param>
/// <param name="Reason">Why, and what to do next; nothing that tells about people.</param>
internal sealed record ExchangeOutcome(ExchangeAct Act, ExchangeState State, string Rule, Wording Reason);
