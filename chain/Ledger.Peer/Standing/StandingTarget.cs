using Ledger.V1;

namespace Ledger.Peers;

/// <summary>A verified line above a peer's head.</summary>
/// <param name="Of">Who signed it.</param>
/// <param name="From">Who showed it, and most likely holds its block.</param>
/// <param name="Line">One of the lines.</param>
internal sealed record StandingTarget(string Of, IReadOnlyList<string> From, Cosigned Line);
