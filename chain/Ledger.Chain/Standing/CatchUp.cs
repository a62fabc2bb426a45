using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>
/// Brings the peer that orders up to a verified line: nobody else cuts the blocks it lacks, so it reads them from a member
/// that holds them. They are read twice: first only the log's root is computed and compared with the line, then each block
/// is executed like any other and must come to the root computed. So nothing is executed that does not lead to the line.
/// </summary>
internal sealed class CatchUp(Peer peer, PeerStore store, IStandingSource? source)
{
    /// <summary>Executes every block up to a line.</summary>
    /// <param name="organisation">Member that is read from.</param>
    /// <param name="line">The verified line.</param>
    /// <param name="ct">Gives up; what was executed stays.</param>
    /// <exception cref="CatchUpException">Its blocks do not lead to the line.</exception>
    /// <exception cref="OrderingUnavailableException">It cannot be read from.</exception>
    /// <exception cref="PeerStoppedException">The peer refuses a block that leads to it.</exception>
    public async Task RunAsync(string organisation, Cosigned line, CancellationToken ct)
    {
        var first = store.Head!.Number + 1;
        await CompareHeadAsync(organisation, store.Head, ct);
        var roots = await ComputeRootsAsync(organisation, first, line, ct);
        var next = first;
        await foreach (var block in source!.ReadHeldBlocksAsync(organisation, first, first + (ulong)roots.Count - 1, ct))
        {
            await peer.ExecuteAsync(new OrderedBlock(block.Number, block.Envelopes), roots[(int)(next - first)], ct);
            next++;
        }

        if (next - first != (ulong)roots.Count)
        {
            throw new CatchUpException($"its stream ended before block {next}");
        }
    }

    /// <summary>The newest block here is the member's too, or nothing that follows it there fits on top.</summary>
    private async Task CompareHeadAsync(string organisation, BlockInfo head, CancellationToken ct)
    {
        if (head.Number == 0)
        {
            return;
        }

        await foreach (var block in source!.ReadHeldBlocksAsync(organisation, head.Number, head.Number, ct))
        {
            if (!MerkleHash.Leaf(block.Seal.Span).AsSpan().SequenceEqual(head.SealHash))
            {
                throw new CatchUpException(
                    $"its block {head.Number} is another than the one held here: two histories part there or before. "
                    + "If the members' is the right one, rebuild this peer by replay, with new keys by governance if its key signed the block here");
            }
        }
    }

    private async Task<List<byte[]>> ComputeRootsAsync(string organisation, ulong first, Cosigned line, CancellationToken ct)
    {
        var frontier = store.Frontier.Clone();
        var roots = new List<byte[]>();
        // A block has at least one envelope and a seal: so many blocks at most lead to the size.
        await foreach (var block in source!.ReadHeldBlocksAsync(organisation, first, first + ((line.Size - frontier.Size) / 2), ct))
        {
            if (block.Number != first + (ulong)roots.Count || block.Envelopes.Count == 0)
            {
                throw new CatchUpException($"it sent block {block.Number} with {block.Envelopes.Count} envelopes where block {first + (ulong)roots.Count} was due");
            }

            foreach (var envelope in block.Envelopes)
            {
                frontier.Append(MerkleHash.Leaf(DecodedEnvelope.ToEntry(envelope.Span)));
            }

            frontier.Append(MerkleHash.Leaf(block.Seal.Span));
            roots.Add(frontier.Root());
            if (frontier.Size >= line.Size)
            {
                break;
            }
        }

        return frontier.Size == line.Size && roots[^1].AsSpan().SequenceEqual(line.Root.Span)
            ? roots
            : throw new CatchUpException(FormattableString.Invariant(
                $"its blocks from {first} on lead to size {frontier.Size} with root {Convert.ToHexStringLower(frontier.Root())}, not to the signed size {line.Size} with root {Convert.ToHexStringLower(line.Root.Span)}"));
    }
}
