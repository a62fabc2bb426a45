using Google.Protobuf;
using Ledger.Log;
using Ledger.State;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>
/// Executes envelopes in order over a store's head and seals what was accepted. The store is only read; nothing is
/// kept unless the sealed block is written.
/// </summary>
internal sealed class BlockBuilder
{
    private readonly IBlockStore store;
    private readonly EnvelopeJudge judge;
    private readonly ExecutionCache? executions;
    private readonly PageOverlay state;
    private readonly List<SealedEntry> entries = [];
    private ulong timeMs;

    /// <summary>Begins a block over a store's head.</summary>
    /// <param name="store">The store.</param>
    /// <param name="judge">Judges what goes in.</param>
    /// <param name="executions">What the peers of the process share; null for one that shares nothing.</param>
    public BlockBuilder(IBlockStore store, EnvelopeJudge judge, ExecutionCache? executions = null)
    {
        this.executions = executions;
        this.store = store;
        this.judge = judge;
        state = new PageOverlay(store);
        timeMs = store.Head?.TimeMs ?? 0;
    }

    /// <summary>Number of the block being built.</summary>
    public ulong Number => store.Head is { } head ? head.Number + 1 : 0;

    /// <summary>Entries accepted so far.</summary>
    public IReadOnlyList<SealedEntry> Entries => entries;

    /// <summary>How many they are.</summary>
    public int Count => entries.Count;

    /// <summary>Last value of every key that they wrote; null for a deletion.</summary>
    public IReadOnlyDictionary<string, byte[]?> Written => state.Written;

    /// <summary>Latest time of an envelope so far, those of earlier blocks included: milliseconds since 1970.</summary>
    public ulong TimeMs => timeMs;

    /// <summary>Rule profile in force after the entries accepted so far.</summary>
    public uint Profile => ReadProfile(store.Head);

    /// <summary>Bytes of the entries accepted so far.</summary>
    public int Bytes { get; private set; }

    /// <summary>The profile in force after the entries accepted so far when this build lacks it; else null. Such a block is not sealed here.</summary>
    public uint? MissingProfile => judge.Supports(Profile) ? null : Profile;

    /// <summary>Judges an envelope over the state after those accepted before it, and takes it in if it is accepted.</summary>
    public Judgement Add(DecodedEnvelope envelope, OrderingClock? clock = null)
    {
        var judgement = judge.Judge(envelope, state, clock);
        if (judgement.Outcome == JudgementOutcome.Accepted)
            Take(envelope.Entry, envelope.LeafHash, envelope.Payload.TimeMs, judgement.Writes, judgement.Sealed);

        return judgement;
    }

    /// <summary>Takes genesis in; only in block 0, and alone.</summary>
    public void AddGenesis(GenesisBlock genesis)
    {
        var pages = genesis.Pages();
        Take(genesis.Entry, genesis.LeafHash, genesis.Genesis.TimeMs, pages, SealedWrites.Of(pages));
    }

    /// <summary>Closes the block.</summary>
    /// <exception cref="InvalidOperationException">No entry was accepted: there are no empty blocks.</exception>
    public SealedBlock Seal(FabricBlock? fabric = null)
    {
        if (entries.Count == 0)
            throw new InvalidOperationException("A block without entries is not sealed.");

        var head = store.Head;
        var update = Update(head);
        var seal = new Seal
        {
            Block = Number,
            PreviousSeal = head is null ? ByteString.Empty : ByteString.CopyFrom(head.SealHash),
            FirstEntry = head?.Size ?? 0,
            EntryCount = (uint)entries.Count,
            StateRoot = ByteString.CopyFrom(update.Root),
            TimeMs = timeMs,
            Profile = ReadProfile(head),
            Fabric = fabric,
        };
        var sealEntry = EntryCodec.Encode(seal);
        var sealHash = MerkleHash.Leaf(sealEntry);
        var hashes = new HashCollector(2 * (entries.Count + 1));
        var frontier = store.Frontier.Clone();
        foreach (var entry in entries)
            frontier.Append(entry.LeafHash, hashes);

        frontier.Append(sealHash, hashes);
        var info = new BlockInfo(
            seal.Block,
            seal.FirstEntry,
            seal.EntryCount,
            frontier.Size,
            frontier.Root(),
            update.Root,
            sealHash,
            seal.TimeMs,
            seal.Profile,
            ChangesConsortium() || head is null ? seal.Block : head.GovernanceBlock);
        return new SealedBlock(info, entries, sealEntry, hashes.Hashes, frontier, update, state.Written, state.Replaced);
    }

    private void Take(byte[] entry, byte[] leafHash, ulong entryTimeMs, IReadOnlyList<KeyValuePair<string, byte[]?>> writes, SealedWrites made)
    {
        state.Apply(writes, made.PageHashes);
        entries.Add(new SealedEntry(entry, leafHash, made.Set, made.Hash));
        Bytes += entry.Length;
        timeMs = Math.Max(timeMs, entryTimeMs);
    }

    /// <summary>What the writes make of the tree; another peer of the process may have made it, over the same history and the same writes.</summary>
    private StateUpdate Update(BlockInfo? head)
    {
        return executions is not null && head is not null && store.Tree.Root(head.Number).AsSpan().SequenceEqual(head.StateRoot)
            ? executions.Update(head, entries, Make)
            : Make();

        StateUpdate Make() => store.Tree.Update(head?.Number, Number, Changes());
    }

    private StateChange[] Changes()
    {
        var changes = new StateChange[state.Changed.Count];
        for (var i = 0; i < changes.Length; i++)
            changes[i] = new StateChange(System.Text.Encoding.UTF8.GetBytes(state.Changed[i].Key), state.Changed[i].Hash);

        return changes;
    }

    private uint ReadProfile(BlockInfo? head) =>
        head is null || state.Written.ContainsKey(PageKeys.Profile)
            ? ActiveProfile.Parser.ParseFrom(state.Slot(PageKeys.Profile).Page!.Body).Number
            : head.Profile;

    private bool ChangesConsortium() => state.Written.Keys.Any(
        key => key == PageKeys.Quorum || key.StartsWith(PageKeys.PeerPrefix, StringComparison.Ordinal));

    private sealed class HashCollector(int capacity) : IMerkleHashWriter
    {
        public List<StoredHash> Hashes { get; } = new(capacity);

        public void Write(int level, ulong index, ReadOnlySpan<byte> hash) => Hashes.Add(new StoredHash(level, index, hash.ToArray()));
    }
}
