using Ledger.Chain;
using Ledger.Log;

namespace Ledger.Peers;

/// <summary>
/// How large a block of embedded ordering can be, so that whoever reads one need not take in more. Bounds of transport: what
/// the rules accept does not depend on them.
/// </summary>
public static class BlockLimits
{
    /// <summary>Envelopes of a block at most, whatever ordering is configured with.</summary>
    public const int MaxEnvelopes = 10_000;

    /// <summary>Bytes of entries with which a block is cut: the entry that reaches them is its last.</summary>
    public const int CutBytes = 4 << 20;

    /// <summary>Bytes of a block's entries at most.</summary>
    public const int MaxBytes = CutBytes - 1 + EntryCodec.MaxBytes;

    /// <summary>Bytes at most of a message that carries a block: its envelopes are framed as in the log; 4 KiB for number and seal.</summary>
    public const int MaxMessageBytes = MaxBytes + (4 << 10);

    /// <summary>Why no honest ordering cut a block, judged by count and size alone; null when it may have.</summary>
    /// <param name="number">Its number, for the message.</param>
    /// <param name="envelopes">Its envelopes, undecoded.</param>
    public static OutageReason? FindFault(ulong number, IReadOnlyList<ReadOnlyMemory<byte>> envelopes)
    {
        ArgumentNullException.ThrowIfNull(envelopes);
        var bytes = 0L;
        foreach (var envelope in envelopes)
            bytes += DecodedEnvelope.EntryLength(envelope.Length);

        return envelopes.Count is > 0 and <= MaxEnvelopes && bytes <= MaxBytes
            ? null
            : new OutageReason(
                FormattableString.Invariant(
                    $"it sent block {number} with {envelopes.Count} envelopes of {bytes} bytes; a block has 1 to {MaxEnvelopes} of at most {MaxBytes} bytes"),
                FormattableString.Invariant($"其发来的区块 {number} 含 {envelopes.Count} 个信封、{bytes} 字节；区块应有 1 至 {MaxEnvelopes} 个信封，至多 {MaxBytes} 字节"));
    }
}
