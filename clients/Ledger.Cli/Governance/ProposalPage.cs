using Ledger.V1;

namespace Ledger.Cli;

/// <summary>A proposal as it stands.</summary>
/// <param name="LeafHash">Leaf hash of the entry that proposed.</param>
/// <param name="Proposal">Event, proposer and approvals.</param>
/// <param name="Concerns">Organisation it is about, which does not decide; null when all do.</param>
/// <param name="Missing">Organisations whose approval it still needs; none when it is in effect.</param>
/// <param name="TimeMs">When it was last changed.</param>
internal sealed record ProposalPage(byte[] LeafHash, Proposal Proposal, string? Concerns, IReadOnlyList<string> Missing, ulong TimeMs)
{
    /// <summary>Its name.</summary>
    public string Id => Convert.ToHexStringLower(LeafHash);
}
