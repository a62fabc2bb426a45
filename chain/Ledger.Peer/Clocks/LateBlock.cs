using Ledger.Chain;
using Ledger.Log;

namespace Ledger.Peers;

/// <summary>A live block with an envelope whose time does not fit.</summary>
/// <param name="Block">Its number.</param>
/// <param name="LeafHash">Leaf hash (32 bytes) of the envelope's entry.</param>
/// <param name="Signer">Organisation that signed it; empty when its key is unknown here.</param>
/// <param name="TimeMs">The envelope's time, ms since 1970.</param>
/// <param name="ReferenceMs">What it was compared with: this peer's clock where it is later, the seal before the block where it is earlier.</param>
public sealed record LateBlock(ulong Block, byte[] LeafHash, string Signer, ulong TimeMs, ulong ReferenceMs)
{
    /// <summary>Longest difference told, in milliseconds: what a made-up time is off by has no end.</summary>
    private const ulong LongestMs = 10_000UL * 365 * 86_400 * 1000;

    /// <summary>Whether it lies in this peer's future; else it lies before the ledger's own time.</summary>
    public bool IsAhead => TimeMs > ReferenceMs;

    /// <summary>How far off it is.</summary>
    public TimeSpan By => TimeSpan.FromMilliseconds((long)Math.Min(IsAhead ? TimeMs - ReferenceMs : ReferenceMs - TimeMs, LongestMs));

    /// <summary>What is not in order, in words.</summary>
    public OutageReason Reason => IsAhead
        ? new(
            $"block {Block} holds an envelope of {Signer} ({Convert.ToHexStringLower(LeafHash)}) dated {ChainFindings.Time(TimeMs)}, {DurationText.English(By)} ahead of this node's clock",
            $"区块 {Block} 含有{Signer}的信封（{Convert.ToHexStringLower(LeafHash)}），其时间 {ChainFindings.Time(TimeMs)} 比本节点时钟快{DurationText.Chinese(By)}")
        : new(
            $"block {Block} holds an envelope of {Signer} ({Convert.ToHexStringLower(LeafHash)}) dated {ChainFindings.Time(TimeMs)}, {DurationText.English(By)} before the newest seal",
            $"区块 {Block} 含有{Signer}的信封（{Convert.ToHexStringLower(LeafHash)}），其时间 {ChainFindings.Time(TimeMs)} 比最新封印早{DurationText.Chinese(By)}");
}
