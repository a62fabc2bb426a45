using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>A block as ordering hands it out: envelopes in order, no seal and no root; every peer makes its own.</summary>
/// <param name="Number">Block number, from 1; block 0 is genesis and every node makes it itself.</param>
/// <param name="Envelopes">Bytes of <see cref="Envelope"/> messages in their one encoding; at least one.</param>
/// <param name="Fabric">The Fabric block it was cut from; null on embedded ordering.</param>
/// <param name="Endorsed">What the endorsers say that each envelope writes, in the order of <paramref name="Envelopes"/>: a peer
/// that comes to other writes does not seal the block. Null where ordering names none.</param>
public sealed record OrderedBlock(
    ulong Number,
    IReadOnlyList<ReadOnlyMemory<byte>> Envelopes,
    FabricBlock? Fabric = null,
    IReadOnlyList<WriteSet>? Endorsed = null)
{
    private volatile HashedEnvelopes? hashed;

    /// <summary>
    /// Whether ordering is still making it durable: it may be executed in memory, and is stored, shown and signed by nobody.
    /// Lost with ordering's machine, its number is cut again with other envelopes.
    /// </summary>
    public bool IsAhead { get; init; }

    /// <summary>Leaf hash (32 bytes) of each envelope's entry; hashed when first asked for.</summary>
    internal IReadOnlyList<byte[]> LeafHashes
    {
        get
        {
            // A copy with other envelopes has other hashes.
            if (hashed is not { } known || !ReferenceEquals(known.Of, Envelopes))
                hashed = known = new(Envelopes, [.. Envelopes.Select(envelope => DecodedEnvelope.LeafHashOf(envelope.Span))]);

            return known.Hashes;
        }
    }

    private sealed record HashedEnvelopes(IReadOnlyList<ReadOnlyMemory<byte>> Of, byte[][] Hashes);
}
