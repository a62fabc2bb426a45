using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>
/// Executes a ledger again from its entries, trusting nobody: every signature, every rule, every seal. What is needed
/// beside the entries is the SHA-256 of genesis and the rules.
/// </summary>
public sealed class Replay
{
    /// <summary>Entries of a block at most; embedded ordering cuts 10,000.</summary>
    internal const int MaxBlockEntries = 1_000_000;

    /// <summary>Bytes of a block's entries at most: embedded ordering cuts 4 MiB, and what carries a block of Fabric takes 100 MiB.</summary>
    internal const long MaxBlockBytes = 128 << 20;

    private const int BlocksAhead = 64;
    private const int BlocksBehind = 16;

    /// <summary>Bytes of the entries of all blocks between reading and sealing; decoded and executed they take some times as much.</summary>
    private const long BytesBetween = 16 << 20;

    private readonly byte[] genesisSha256;
    private readonly IContract contract;
    private readonly IReplayStore store;
    private readonly CertificateCache certificates = new();
    private readonly BytesInFlight flight;

    private Replay(byte[] genesisSha256, IContract contract, IReplayStore store, long bytesBetween)
    {
        flight = new BytesInFlight(bytesBetween);
        this.genesisSha256 = genesisSha256;
        this.contract = contract;
        this.store = store;
    }

    /// <summary>Replays a ledger.</summary>
    /// <param name="entries">All entries from 0 on, seals included, as a peer gives them; the last one is a seal.</param>
    /// <param name="genesisSha256">SHA-256 of entry 0, from a source the caller trusts.</param>
    /// <param name="contract">The rules.</param>
    /// <param name="progress">Told after every block.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="ReplayException">An entry does not fit; the message says which and why.</exception>
    /// <exception cref="GenesisException">Entry 0 is another genesis.</exception>
    public static Task<ReplayResult> RunAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> entries,
        ReadOnlyMemory<byte> genesisSha256,
        IContract contract,
        IProgress<ReplayProgress>? progress,
        CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(contract);
        return RunAsync(entries, genesisSha256, contract, new MemoryBlockStore(), progress, ct);
    }

    /// <summary>Replays a ledger onto the state of an earlier replay of it, if there is one.</summary>
    /// <param name="entries">All entries behind the state's head, seals included; the last one is a seal, or there are none.</param>
    /// <param name="genesisSha256">SHA-256 of entry 0, from a source the caller trusts.</param>
    /// <param name="contract">The rules.</param>
    /// <param name="store">The state; left as of some block when the replay does not come to its end.</param>
    /// <param name="progress">Told after every block.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="bytesBetween">Bytes of entries read and not sealed yet, at most, one block more or less.</param>
    internal static Task<ReplayResult> RunAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> entries,
        ReadOnlyMemory<byte> genesisSha256,
        IContract contract,
        IReplayStore store,
        IProgress<ReplayProgress>? progress,
        CancellationToken ct,
        long bytesBetween = BytesBetween) => new Replay(genesisSha256.ToArray(), contract, store, bytesBetween).RunAsync(entries, progress, ct);

    private async Task<ReplayResult> RunAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> entries, IProgress<ReplayProgress>? progress, CancellationToken ct)
    {
        // Decoding and verifying run ahead of execution, which is one block after the other by nature; executing a block needs the
        // pages of the one before, not its root, so tree and seals follow behind.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var ahead = Channel.CreateBounded<Task<ReplayBlock>>(BlocksAhead);
        var behind = Channel.CreateBounded<ExecutedBlock>(new BoundedChannelOptions(BlocksBehind) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAheadAsync(entries, ahead.Writer, ended.Token), CancellationToken.None);
        var executing = Task.Run(() => ExecuteAsync(ahead.Reader, behind.Writer, ended.Token), CancellationToken.None);
        try
        {
            // What ended the execution comes after the blocks executed before it: the first entry that does not fit is named.
            await foreach (var block in behind.Reader.ReadAllAsync(ct))
            {
                Seal(block);
                progress?.Report(new ReplayProgress(store.Head!.Number, store.Head.Size, block.Events));
                flight.Release(block.Block.Bytes);
            }
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(reading, executing);
        }

        return new ReplayResult(store.Head ?? throw new ReplayException(0, 0, "there are no entries"), store.Seal, store.Events);
    }

    private async Task ReadAheadAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> entries, ChannelWriter<Task<ReplayBlock>> ahead, CancellationToken ct)
    {
        try
        {
            await foreach (var block in GroupAsync(entries, ct))
            {
                await flight.TakeAsync(block.Bytes, ct);
                await ahead.WriteAsync(Task.Run(() => Prepare(block), ct), ct);
            }

            ahead.Complete();
        }
        catch (Exception e)
        {
            ahead.TryComplete(e);
        }
    }

    private async Task ExecuteAsync(ChannelReader<Task<ReplayBlock>> ahead, ChannelWriter<ExecutedBlock> behind, CancellationToken ct)
    {
        try
        {
            var judge = store.Genesis is { } genesis ? JudgeOf(GenesisBlock.Load(genesis, genesisSha256)) : null;
            var (head, events) = (store.Head, store.Events);
            await foreach (var preparing in ahead.ReadAllAsync(ct))
            {
                var block = await preparing;
                var (executed, next) = Execute(block, head, events, ref judge);
                (head, events) = (next, executed.Events);
                await behind.WriteAsync(executed, ct);
            }

            behind.Complete();
        }
        catch (Exception e)
        {
            behind.TryComplete(e);
        }
    }

    /// <summary>Cuts the stream behind every seal. An entry's kind is its first byte: one oneof, one encoding.</summary>
    private async IAsyncEnumerable<ReplayBlock> GroupAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> entries, [EnumeratorCancellation] CancellationToken ct)
    {
        var (first, number) = store.Head is { } head ? (head.Size, head.Number + 1) : (0, 0);
        var block = new List<byte[]>();
        var size = 0L;
        await foreach (var entry in entries.WithCancellation(ct))
        {
            var bytes = entry.ToArray();
            if (bytes.Length == 0 || bytes[0] != ((LogEntry.SealFieldNumber << 3) | 2))
            {
                block.Add(bytes);
                size += bytes.Length;
                // Whoever serves the entries must not fill the memory of who checks them.
                if (block.Count > MaxBlockEntries || size > MaxBlockBytes)
                    throw new ReplayException(first, number, $"{block.Count} entries of {size} bytes without a seal; no ordering cuts such a block");

                continue;
            }

            yield return new ReplayBlock(number++, first, [.. block], bytes);
            first += (ulong)block.Count + 1;
            size = 0;
            block.Clear();
        }

        if (block.Count > 0)
            throw new ReplayException(first, number, $"{block.Count} entries at the end have no seal");
    }

    private ReplayBlock Prepare(ReplayBlock block)
    {
        if (block.Number == 0)
            return block;

        for (var i = 0; i < block.Entries.Count; i++)
        {
            var entry = block.Entries[i];
            if (!DecodedEnvelope.TryDecode(entry, MerkleHash.Leaf(entry), out var envelope, out var fault))
                throw new ReplayException(block.FirstEntry + (ulong)i, block.Number, fault.English);

            if (store.FindCertificate(envelope.KeyId) is { } der && certificates.TryGet(der, out var certificate, out _))
                envelope.VerifySignature(certificate.Key);

            block.Envelopes.Add(envelope);
        }

        return block;
    }

    /// <summary>Executes a block on the pages of the one before.</summary>
    /// <param name="block">The block.</param>
    /// <param name="head">The one before, as far as executing it told; null for genesis.</param>
    /// <param name="events">Events applied up to it.</param>
    /// <param name="judge">Made from genesis.</param>
    /// <returns>The block, and what the next one stands on.</returns>
    private (ExecutedBlock Block, BlockInfo Head) Execute(ReplayBlock block, BlockInfo? head, ulong events, ref EnvelopeJudge? judge)
    {
        if (!EntryCodec.TryParse(block.Seal, out var entry, out var fault))
            throw new ReplayException(block.SealIndex, block.Number, fault.English);

        var below = new ReplayBase(store, head);
        BlockBuilder builder;
        if (head is null)
        {
            if (block.Entries.Count != 1)
                throw new ReplayException(0, 0, $"block 0 holds genesis alone; here it has {block.Entries.Count} entries");

            var genesis = GenesisBlock.Load(block.Entries[0], genesisSha256);
            builder = new BlockBuilder(below, judge = JudgeOf(genesis));
            builder.AddGenesis(genesis);
        }
        else
        {
            builder = new BlockBuilder(below, judge!);
            events += Add(block, builder);
        }

        if (builder.Count == 0)
            throw new ReplayException(block.SealIndex, block.Number, "the block is empty");

        store.Take(block.Number, builder.Written);
        var next = new BlockInfo(
            block.Number, block.FirstEntry, (uint)builder.Count, block.SealIndex + 1, [], [], [], builder.TimeMs, builder.Profile, head?.GovernanceBlock ?? 0);
        return (new ExecutedBlock(block, entry.Seal, below, builder, events), next);
    }

    private EnvelopeJudge JudgeOf(GenesisBlock genesis) => new(genesis.Origin, contract, certificates);

    /// <returns>Events applied.</returns>
    private static ulong Add(ReplayBlock block, BlockBuilder builder)
    {
        var events = 0UL;
        for (var i = 0; i < block.Envelopes.Count; i++)
        {
            var judgement = builder.Add(block.Envelopes[i]);
            if (judgement.Outcome != JudgementOutcome.Accepted)
            {
                var finding = judgement.Verdict.Findings.First(f => f.Refuses);
                throw new ReplayException(block.FirstEntry + (ulong)i, block.Number, $"rule {finding.Rule} refuses the envelope: {finding.MessageEn}");
            }

            if (builder.MissingProfile is { } profile)
            {
                throw new ReplayException(block.FirstEntry + (ulong)i, block.Number,
                    $"it puts rule profile {profile} in force, which this build lacks; replay with a build that has it");
            }

            events += (ulong)block.Envelopes[i].Payload.Events.Count;
        }

        return events;
    }

    private void Seal(ExecutedBlock executed)
    {
        executed.Base.Settle();
        var block = executed.Builder.Seal(executed.Recorded.Fabric);
        if (!block.SealEntry.AsSpan().SequenceEqual(executed.Block.Seal))
        {
            throw new ReplayException(
                executed.Block.SealIndex, executed.Block.Number, Difference(EntryCodec.Parse(block.SealEntry).Seal, executed.Recorded));
        }

        store.Commit(block, executed.Events);
    }

    private static string Difference(Seal computed, Seal recorded)
    {
        if (computed.StateRoot != recorded.StateRoot)
            return $"the state root is {Convert.ToHexStringLower(computed.StateRoot.Span)}; the seal says {Convert.ToHexStringLower(recorded.StateRoot.Span)}";

        return computed.PreviousSeal != recorded.PreviousSeal
            ? $"the seal before has leaf hash {Convert.ToHexStringLower(computed.PreviousSeal.Span)}; the seal says {Convert.ToHexStringLower(recorded.PreviousSeal.Span)}"
            : $"the seal must be {computed}; it is {recorded}";
    }
}
