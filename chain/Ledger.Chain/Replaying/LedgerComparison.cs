using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>
/// Compares two ledgers of one genesis, however each was ordered, trusting neither: both are replayed whole, then the envelopes
/// that both hold are executed again twice, in the order of each, one to a block and without what an ordering writes into a seal.
/// Equal state roots show that the state rests on envelopes and rules alone.
/// </summary>
public sealed class LedgerComparison
{
    private readonly ReadOnlyMemory<byte> genesisSha256;
    private readonly IContract contract;

    private LedgerComparison(ReadOnlyMemory<byte> genesisSha256, IContract contract)
    {
        this.genesisSha256 = genesisSha256;
        this.contract = contract;
    }

    /// <summary>Compares.</summary>
    /// <param name="first">All entries of one ledger from 0 on, seals included; read once.</param>
    /// <param name="second">Those of the other; null: the first is compared with itself cut anew, one envelope to a block.</param>
    /// <param name="genesisSha256">SHA-256 of entry 0 of both, from a source the caller trusts.</param>
    /// <param name="contract">The rules.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="ReplayException">One of them is no ledger that the rules accept; the message says which entry and why.</exception>
    /// <exception cref="GenesisException">One of them has another genesis.</exception>
    public static Task<LedgerComparisonResult> RunAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> first,
        IAsyncEnumerable<ReadOnlyMemory<byte>>? second,
        ReadOnlyMemory<byte> genesisSha256,
        IContract contract,
        CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(contract);
        return new LedgerComparison(genesisSha256, contract).RunAsync(first, second, ct);
    }

    private async Task<LedgerComparisonResult> RunAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> first, IAsyncEnumerable<ReadOnlyMemory<byte>>? second, CancellationToken ct)
    {
        var (one, oneEntries) = await ReplayAsync(first, ct);
        var (other, otherEntries) = second is null ? (one, oneEntries) : await ReplayAsync(second, ct);
        var genesis = GenesisBlock.Load(oneEntries.Genesis, genesisSha256.ToArray());
        var onlyFirst = oneEntries.Envelopes.Where(envelope => !otherEntries.Hashes.Contains(envelope.Hash)).Select(envelope => envelope.Hash).ToList();
        var onlySecond = otherEntries.Envelopes.Where(envelope => !oneEntries.Hashes.Contains(envelope.Hash)).Select(envelope => envelope.Hash).ToList();
        var inFirst = oneEntries.Envelopes.Where(envelope => otherEntries.Hashes.Contains(envelope.Hash)).ToList();
        var inSecond = otherEntries.Envelopes.Where(envelope => oneEntries.Hashes.Contains(envelope.Hash)).ToList();
        var (firstState, firstRefusal) = Execute(genesis, inFirst, ct);
        var (secondState, secondRefusal) = second is null ? (firstState, firstRefusal) : Execute(genesis, inSecond, ct);
        var moved = Enumerable.Range(0, inFirst.Count).Cast<int?>().FirstOrDefault(i => inFirst[i!.Value].Hash != inSecond[i.Value].Hash);
        return new LedgerComparisonResult(one, other)
        {
            Common = inFirst.Count,
            OnlyFirst = onlyFirst,
            OnlySecond = onlySecond,
            OrderParts = moved is { } at ? (inFirst[at].Hash, inSecond[at].Hash) : null,
            FirstRoot = firstState.Head!.StateRoot,
            SecondRoot = secondState.Head!.StateRoot,
            Refusal = firstRefusal ?? secondRefusal,
            DifferingPage = firstState.FirstDifference(secondState),
        };
    }

    private async Task<(ReplayResult Result, Entries Entries)> ReplayAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> stream, CancellationToken ct)
    {
        var entries = new Entries();
        var result = await Replay.RunAsync(entries.KeepAsync(stream, ct), genesisSha256, contract, progress: null, ct);
        return (result, entries);
    }

    /// <summary>Executes envelopes as rules alone have them: each a block of its own, in the order given.</summary>
    private (MemoryBlockStore State, string? Refusal) Execute(GenesisBlock genesis, IReadOnlyList<(string Hash, byte[] Entry)> envelopes, CancellationToken ct)
    {
        var store = new MemoryBlockStore();
        var judge = new EnvelopeJudge(genesis.Origin, contract, new CertificateCache());
        var founding = new BlockBuilder(store, judge);
        founding.AddGenesis(genesis);
        Commit(store, founding.Seal());
        foreach (var (hash, entry) in envelopes)
        {
            ct.ThrowIfCancellationRequested();
            if (!DecodedEnvelope.TryDecode(entry, Convert.FromHexString(hash), out var envelope, out var fault))
                return (store, $"{hash}: {fault.English}");

            var builder = new BlockBuilder(store, judge);
            var judgement = builder.Add(envelope);
            if (judgement.Outcome != JudgementOutcome.Accepted)
            {
                var finding = judgement.Verdict.Findings.FirstOrDefault(f => f.Refuses);
                return (store, $"{hash}: {judgement.Outcome}{(finding is null ? "" : $", rule {finding.Rule}: {finding.MessageEn}")}");
            }

            Commit(store, builder.Seal());
        }

        return (store, null);
    }

    private static void Commit(MemoryBlockStore store, SealedBlock block)
    {
        store.Take(block.Info.Number, block.Pages);
        store.Commit(block, events: 0);
    }

    /// <summary>What a stream of entries held, seals left out.</summary>
    private sealed class Entries
    {
        public byte[] Genesis { get; private set; } = [];

        public List<(string Hash, byte[] Entry)> Envelopes { get; } = [];

        public HashSet<string> Hashes { get; } = new(StringComparer.Ordinal);

        public async IAsyncEnumerable<ReadOnlyMemory<byte>> KeepAsync(
            IAsyncEnumerable<ReadOnlyMemory<byte>> stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            await foreach (var entry in stream.WithCancellation(ct))
            {
                Keep(entry.ToArray());
                yield return entry;
            }
        }

        private void Keep(byte[] entry)
        {
            if (Genesis.Length == 0)
            {
                Genesis = entry;
            }
            else if (entry.Length > 0 && entry[0] != ((LogEntry.SealFieldNumber << 3) | 2))
            {
                var hash = Convert.ToHexStringLower(MerkleHash.Leaf(entry));
                if (Hashes.Add(hash))
                    Envelopes.Add((hash, entry));
            }
        }
    }
}
