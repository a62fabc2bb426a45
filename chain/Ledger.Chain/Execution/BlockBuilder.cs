using System.Security.Cryptography;
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
    private readonly PageOverlay state;
    private readonly List<SealedEntry> entries = [];
    private readonly Dictionary<string, byte[]> pageHashes = new(StringComparer.Ordinal);
    private ulong timeMs;

    public BlockBuilder(IBlockStore store, EnvelopeJudge judge)
    {
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
            Take(envelope.Entry, envelope.LeafHash, envelope.Payload.TimeMs, judgement.Writes);

        return judgement;
    }

    /// <summary>Takes genesis in; only in block 0, and alone.</summary>
    public void AddGenesis(GenesisBlock genesis) => Take(genesis.Entry, genesis.LeafHash, genesis.Genesis.TimeMs, genesis.Pages());

    /// <summary>Closes the block.</summary>
    /// <exception cref="InvalidOperationException">No entry was accepted: there are no empty blocks.</exception>
    public SealedBlock Seal(FabricBlock? fabric = null)
    {
        if (entries.Count == 0)
            throw new InvalidOperationException("A block without entries is not sealed.");

        var head = store.Head;
        var update = store.Tree.Update(head?.Number, Number, Changes());
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
        return new SealedBlock(info, entries, sealEntry, hashes.Hashes, frontier, update, state.Written, state.New);
    }

    private void Take(byte[] entry, byte[] leafHash, ulong entryTimeMs, IReadOnlyList<KeyValuePair<string, byte[]?>> writes)
    {
        state.Apply(writes);
        var set = new WriteSet();
        foreach (var (key, page) in writes)
        {
            var write = new PageWrite { Key = key };
            if (page is null)
            {
                pageHashes.Remove(key);
            }
            else
            {
                var hash = PageHash.Of(page);
                pageHashes[key] = hash;
                write.PageHash = UnsafeByteOperations.UnsafeWrap(hash);
            }

            set.Pages.Add(write);
        }

        entries.Add(new SealedEntry(entry, leafHash, set, SHA256.HashData(set.ToByteArray())));
        Bytes += entry.Length;
        timeMs = Math.Max(timeMs, entryTimeMs);
    }

    private StateChange[] Changes()
    {
        var changes = new StateChange[state.Written.Count];
        var count = 0;
        foreach (var (key, page) in state.Written)
        {
            changes[count++] = new StateChange(
                System.Text.Encoding.UTF8.GetBytes(key),
                page is null ? null : pageHashes[key]);
        }

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
