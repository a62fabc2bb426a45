namespace Ledger.Peers;

/// <summary>What the answers of other members say about lines above a peer's head.</summary>
/// <param name="Targets">What binds this peer, the highest first.</param>
/// <param name="Loose">What fewer signed than bind others, and who has not answered yet that may have signed it too.</param>
internal sealed record StandingJudgement(IReadOnlyList<StandingTarget> Targets, IReadOnlyList<LooseLine> Loose)
{
    /// <summary>
    /// The highest line, above all that binds, that bears the quorum if those who have not answered signed it, and this peer
    /// did; null when there is none.
    /// </summary>
    public LooseLine? Undecided => Loose
        .Where(line => line.MayBearQuorum && (Targets.Count == 0 || line.Target.Line.Size > Targets[0].Line.Size))
        .MaxBy(line => line.Target.Line.Size);
}
