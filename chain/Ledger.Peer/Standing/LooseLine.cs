namespace Ledger.Peers;

/// <summary>A size and root above the head that too few are known to have signed.</summary>
/// <param name="Target">Who signed it.</param>
/// <param name="Enough">How many others must have, to bind this peer.</param>
/// <param name="MayBearQuorum">
/// Whether it bears the quorum if every member that has not answered signed it and this peer did, which it may have lost with
/// its folder. Then those members are waited for: since two quorums share two members (2k &gt; n + 1), the members that
/// neither signed it nor are away are fewer than a quorum, and nothing written meanwhile could be acknowledged.
/// </param>
internal sealed record LooseLine(StandingTarget Target, int Enough, bool MayBearQuorum);
