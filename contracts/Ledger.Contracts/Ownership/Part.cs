using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What one party gives or takes of one unit under a contract.</summary>
/// <param name="Party">The party as this unit sees it.</param>
/// <param name="Share">Share of the whole unit; null for sole and joint parties who give or take all together.</param>
/// <param name="Group">Group of joint owners; 0 where there are none.</param>
/// <param name="Signs">Whether it signed; false for a co-owner outvoted under CC 301.</param>
internal sealed record Part(Party Party, Share? Share, uint Group, bool Signs)
{
    /// <summary>The parts of one side of a contract's unit.</summary>
    public static IReadOnlyList<Part> Of(IEnumerable<Stake> stakes, IReadOnlyList<PartyAcrossUnits> parties, int unit)
        => [.. stakes.Select(stake => new Part(
            parties[(int)stake.Party].At(unit), stake.Share?.Read(), stake.Group, !stake.NotSigning))];
}
