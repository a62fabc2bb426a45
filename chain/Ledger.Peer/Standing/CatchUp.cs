using System.Runtime.CompilerServices;
using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>
/// Brings the peer that orders up to a verified line: nobody else cuts the blocks it lacks, so it reads them from a member
/// that holds them. They are read twice: first only the log's root after each is computed, and the last one compared with the
/// line; then each block is executed if it leads to the root of the first reading. So nothing is executed that does not lead
/// to the line, whatever a member sends the second time.
/// </summary>
internal sealed class CatchUp(Peer peer, PeerStore store, IStandingSource? source, TimeProvider time)
{
    /// <summary>Blocks executed of one pair of readings: their roots are held in memory, 32 bytes each.</summary>
    internal const int MaxBlocks = 1_000_000;

    /// <summary>How long a member may be waited for beyond what its blocks earn it, before another is asked.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What a block earns: at ten a second a member is read from without end.</summary>
    private static readonly TimeSpan PerBlock = TimeSpan.FromMilliseconds(100);

    /// <summary>What each mebibyte of its blocks earns besides.</summary>
    private static readonly TimeSpan PerMebibyte = TimeSpan.FromSeconds(4);

    /// <summary>Executes the blocks up to a line, at most <see cref="MaxBlocks"/> of them.</summary>
    /// <param name="organisation">Member that is read from.</param>
    /// <param name="line">The verified line.</param>
    /// <param name="ct">Gives up; what was executed stays.</param>
    /// <exception cref="CatchUpException">Its blocks do not lead to the line, or it is silent.</exception>
    /// <exception cref="OrderingUnavailableException">It cannot be read from.</exception>
    /// <exception cref="PeerStoppedException">The peer refuses a block that leads to it.</exception>
    public async Task RunAsync(string organisation, Cosigned line, CancellationToken ct)
    {
        var first = store.Head!.Number + 1;
        await CompareHeadAsync(organisation, store.Head, ct);
        var roots = await ComputeRootsAsync(organisation, first, line, ct);
        var frontier = store.Frontier.Clone();
        var next = first;
        await foreach (var block in ReadAsync(organisation, first, first + (ulong)roots.Count - 1, ct))
        {
            var root = roots[(int)(next - first)];
            Append(frontier, block, line.Size);
            if (!frontier.Root().AsSpan().SequenceEqual(root))
                throw new CatchUpException($"it sent another block {next} the second time");

            await peer.ExecuteAsync(new OrderedBlock(block.Number, block.Envelopes), root, ct);
            next++;
        }

        if (next - first != (ulong)roots.Count)
            throw new CatchUpException($"its stream ended before block {next}");
    }

    /// <summary>The newest block here is the member's too, or nothing that follows it there fits on top.</summary>
    private async Task CompareHeadAsync(string organisation, BlockInfo head, CancellationToken ct)
    {
        if (head.Number == 0)
            return;

        await foreach (var block in ReadAsync(organisation, head.Number, head.Number, ct))
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
        await foreach (var block in ReadAsync(organisation, first, first + ((line.Size - frontier.Size) / 2), ct))
        {
            Append(frontier, block, line.Size);
            if (roots.Count < MaxBlocks)
                roots.Add(frontier.Root());

            if (frontier.Size == line.Size)
                break;
        }

        return frontier.Size == line.Size && frontier.Root().AsSpan().SequenceEqual(line.Root.Span)
            ? roots
            : throw new CatchUpException(FormattableString.Invariant(
                $"its blocks from {first} on lead to size {frontier.Size} with root {Convert.ToHexStringLower(frontier.Root())}, not to the signed size {line.Size} with root {Convert.ToHexStringLower(line.Root.Span)}"));
    }

    /// <summary>
    /// Adds a block's entries to the log's frontier. The line fixes every entry but not where a block ends: that the seal says,
    /// and a member that cut the same entries elsewhere would have this peer halt before blocks that nobody ordered.
    /// </summary>
    private static void Append(MerkleFrontier frontier, HeldBlock block, ulong limit)
    {
        if (block.Envelopes.Count == 0 || (ulong)block.Envelopes.Count >= limit - frontier.Size)
        {
            throw new CatchUpException(FormattableString.Invariant(
                $"it sent block {block.Number} with {block.Envelopes.Count} envelopes, where at most {limit - frontier.Size} entries lead to the signed size {limit}"));
        }

        if (!EntryCodec.TryParse(block.Seal.Span, out var entry, out _) || entry.Seal is not { } seal
            || (seal.Block, seal.FirstEntry, seal.EntryCount) != (block.Number, frontier.Size, (uint)block.Envelopes.Count))
        {
            throw new CatchUpException(FormattableString.Invariant(
                $"it sent block {block.Number} with {block.Envelopes.Count} envelopes from entry {frontier.Size} on, and no seal that says so"));
        }

        foreach (var envelope in block.Envelopes)
            frontier.Append(DecodedEnvelope.LeafHashOf(envelope.Span));

        frontier.Append(MerkleHash.Leaf(block.Seal.Span));
    }

    /// <summary>The member's blocks, in order and no more than asked for; one that is silent too long, or sends drop by drop, is left.</summary>
    private async IAsyncEnumerable<HeldBlock> ReadAsync(string organisation, ulong first, ulong last, [EnumeratorCancellation] CancellationToken ct)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var blocks = source!.ReadHeldBlocksAsync(organisation, first, last, reading.Token).GetAsyncEnumerator(reading.Token);
        var left = Patience;
        for (var next = first; await MoveNextAsync(); next++)
        {
            if (blocks.Current.Number != next || next > last)
            {
                throw new CatchUpException(next > last ? $"it sent more than the blocks {first} to {last}"
                    : $"it sent block {blocks.Current.Number} where block {next} was due");
            }

            left += PerBlock + TimeSpan.FromTicks((PerMebibyte.Ticks >> 20) * blocks.Current.Envelopes.Sum(static envelope => (long)envelope.Length));
            yield return blocks.Current;
        }

        async Task<bool> MoveNextAsync()
        {
            // What it earned is not saved up.
            left = left > Patience ? Patience : left > TimeSpan.Zero ? left : TimeSpan.Zero;
            var asked = time.GetTimestamp();
            using var patience = new CancellationTokenSource(left, time);
            await using var silent = patience.Token.Register(reading.Cancel);
            try
            {
                return await blocks.MoveNextAsync();
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw new CatchUpException(FormattableString.Invariant(
                    $"it was waited for {Patience.Ticks / TimeSpan.TicksPerSecond} seconds longer than its blocks are worth, {PerBlock.Ticks / TimeSpan.TicksPerMillisecond} ms each"));
            }
            finally
            {
                left -= time.GetElapsedTime(asked);
            }
        }
    }
}
