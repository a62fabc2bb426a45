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
    private const int BlocksAhead = 64;
    private readonly byte[] genesisSha256;
    private readonly IContract contract;
    private readonly EnvelopeVerificationCache envelopes = new(capacity: 2);
    private readonly MemoryBlockStore store = new();
    private ulong events;

    private Replay(byte[] genesisSha256, IContract contract)
    {
        this.genesisSha256 = genesisSha256;
        this.contract = contract;
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
        return new Replay(genesisSha256.ToArray(), contract).RunAsync(entries, progress, ct);
    }

    private async Task<ReplayResult> RunAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> entries, IProgress<ReplayProgress>? progress, CancellationToken ct)
    {
        // Reading, decoding and verifying run ahead of execution, which is one after the other by nature.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var ahead = Channel.CreateBounded<Task<ReplayBlock>>(BlocksAhead);
        var reading = Task.Run(() => ReadAheadAsync(entries, ahead.Writer, ended.Token), CancellationToken.None);
        byte[] seal = [];
        try
        {
            EnvelopeJudge? judge = null;
            await foreach (var preparing in ahead.Reader.ReadAllAsync(ct))
            {
                var block = await preparing;
                seal = block.Seal;
                judge = Execute(block, judge);
                progress?.Report(new ReplayProgress(store.Head!.Number, store.Head.Size, events));
            }

            await reading;
        }
        finally
        {
            await ended.CancelAsync();
            await reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        return new ReplayResult(store.Head ?? throw new ReplayException(0, 0, "there are no entries"), seal, events);
    }

    private async Task ReadAheadAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> entries, ChannelWriter<Task<ReplayBlock>> ahead, CancellationToken ct)
    {
        try
        {
            await foreach (var block in GroupAsync(entries, ct))
                await ahead.WriteAsync(Task.Run(() => Prepare(block), ct), ct);

            ahead.Complete();
        }
        catch (Exception e)
        {
            ahead.TryComplete(e is OperationCanceledException ? null : e);
        }
    }

    /// <summary>Cuts the stream behind every seal. An entry's kind is its first byte: one oneof, one encoding.</summary>
    private static async IAsyncEnumerable<ReplayBlock> GroupAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> entries, [EnumeratorCancellation] CancellationToken ct)
    {
        ulong first = 0;
        ulong number = 0;
        var block = new List<byte[]>();
        await foreach (var entry in entries.WithCancellation(ct))
        {
            var bytes = entry.ToArray();
            if (bytes.Length == 0 || bytes[0] != ((LogEntry.SealFieldNumber << 3) | 2))
            {
                block.Add(bytes);
                if (block.Count > 1_000_000)
                    throw new ReplayException(first, number, "a million entries without a seal");

                continue;
            }

            yield return new ReplayBlock(number++, first, [.. block], bytes);
            first += (ulong)block.Count + 1;
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

            if (store.FindCertificate(envelope.KeyId) is { } der && envelopes.Certificates.TryGet(der, out var certificate, out _))
                envelope.VerifySignature(certificate.Key);

            block.Envelopes.Add(envelope);
        }

        return block;
    }

    private EnvelopeJudge Execute(ReplayBlock block, EnvelopeJudge? judge)
    {
        if (!EntryCodec.TryParse(block.Seal, out var entry, out var fault))
            throw new ReplayException(block.SealIndex, block.Number, fault.English);

        BlockBuilder builder;
        if (judge is null)
        {
            if (block.Entries.Count != 1)
                throw new ReplayException(0, 0, $"block 0 holds genesis alone; here it has {block.Entries.Count} entries");

            var genesis = GenesisBlock.Load(block.Entries[0], genesisSha256);
            judge = new EnvelopeJudge(genesis.Origin, contract, envelopes.Certificates);
            builder = new BlockBuilder(store, judge);
            builder.AddGenesis(genesis);
        }
        else
        {
            builder = new BlockBuilder(store, judge);
            Add(block, builder);
        }

        if (builder.Count == 0)
            throw new ReplayException(block.SealIndex, block.Number, "the block is empty");

        var sealedBlock = builder.Seal(entry.Seal.Fabric);
        if (!sealedBlock.SealEntry.AsSpan().SequenceEqual(block.Seal))
            throw new ReplayException(block.SealIndex, block.Number, Difference(EntryCodec.Parse(sealedBlock.SealEntry).Seal, entry.Seal));

        store.Commit(sealedBlock);
        return judge;
    }

    private void Add(ReplayBlock block, BlockBuilder builder)
    {
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
