using System.Diagnostics.CodeAnalysis;
using System.Text;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Log;
using Ledger.Peers.Stored;
using Ledger.State;

namespace Ledger.Peers;

/// <summary>
/// The state of a replay on disk. What blocks change is gathered in memory and written now and then, all of it with the head in one
/// write: on disk stands the state of one block, from which a replay that was stopped or killed goes on.
/// </summary>
/// <remarks>A page lives in <c>pages</c>, the tree's base in <c>nodes</c>, how far it has come in <c>meta</c>; no other column is used.</remarks>
internal sealed class ReplayStore : IReplayStore, IStateNodeReader, IDisposable
{
    /// <summary>What is gathered in memory before it is written, in bytes.</summary>
    public const long GatheredBytes = 64 << 20;

    private const uint Layout = 1;
    private const long PageOverhead = 200;
    private static readonly byte[] HeadKey = "replay"u8.ToArray();

    private readonly IColumnStore columns;
    private readonly long gatheredBytes;
    private readonly SigningCertificates certificates = new();
    private readonly Lock gate = new();
    private readonly Dictionary<string, (byte[]? Page, ulong Block)> executed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]?> gathered = new(StringComparer.Ordinal);
    private readonly RightEdge edge;
    private long pageBytes;
    private ulong? written;

    private ReplayStore(IColumnStore columns, ReplayRecord? record, long gatheredBytes)
    {
        (this.columns, this.gatheredBytes) = (columns, gatheredBytes);
        edge = RightEdge.From(record?.Hashes ?? []);
        Tree = new StateTree(this, keepsVersions: false);
        if (record is null)
            return;

        (Head, Events, Genesis, Seal) = (record.Block.ToInfo(), record.Events, record.Genesis.ToByteArray(), record.Seal.ToByteArray());
        written = Head.Number;
        Frontier = MerkleFrontier.Load(Head.Size, edge);
        if (!Frontier.Root().AsSpan().SequenceEqual(Head.Root) || !Tree.Root(Head.Number).AsSpan().SequenceEqual(Head.StateRoot))
            throw Damaged(columns.Path, "its head is not that of its state", null);

        var keys = Encoding.UTF8.GetBytes(PageKeys.Key([]));
        foreach (var (key, page) in columns.Scan(StoreColumn.Pages, keys, null).TakeWhile(pair => pair.Key.AsSpan().StartsWith(keys)))
            certificates.Take(Encoding.UTF8.GetString(key), page);
    }

    public BlockInfo? Head { get; private set; }

    public ulong Events { get; private set; }

    public byte[]? Genesis { get; private set; }

    public byte[] Seal { get; private set; } = [];

    public StateTree Tree { get; }

    public MerkleFrontier Frontier { get; private set; } = new();

    /// <summary>Opens what is on a disk, or begins anew on one that holds nothing.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="gatheredBytes">What is gathered before it is written.</param>
    /// <exception cref="StoreDamagedException">It is damaged.</exception>
    /// <exception cref="StoreException">It holds something else, or cannot be read or written.</exception>
    public static ReplayStore Open(IPeerDisk disk, long gatheredBytes = GatheredBytes)
    {
        ReplayRecord? record = null;
        using (var found = disk.ReadStore())
        {
            if (found is not null)
                record = ReadRecord(found);
        }

        disk.Create();
        var columns = disk.OpenStore(create: true);
        try
        {
            return new ReplayStore(columns, record, gatheredBytes);
        }
        catch (Exception e) when (e is KeyNotFoundException or StateNodeMissingException or StateNodeDamagedException or InvalidProtocolBufferException)
        {
            var path = columns.Path;
            columns.Dispose();
            throw Damaged(path, e.Message, e);
        }
        catch
        {
            columns.Dispose();
            throw;
        }
    }

    public byte[]? ReadPage(string key)
    {
        lock (gate)
        {
            if (executed.TryGetValue(key, out var found))
                return found.Page;
        }

        return columns.Get(StoreColumn.Pages, Encoding.UTF8.GetBytes(key));
    }

    public byte[]? FindCertificate(byte[] keyId) => certificates.Find(keyId);

    public bool TryGet(ReadOnlySpan<byte> key, [NotNullWhen(true)] out byte[]? record)
    {
        record = columns.Get(StoreColumn.Nodes, key);
        return record is not null;
    }

    public void Take(ulong block, IReadOnlyDictionary<string, byte[]?> pages)
    {
        lock (gate)
        {
            foreach (var (key, page) in pages)
            {
                executed[key] = (page, block);
                if (page is not null)
                    certificates.Take(key, page);
            }
        }
    }

    public void Commit(SealedBlock block, ulong events)
    {
        Tree.Publish(block.StateUpdate);
        edge.Take(block.Hashes);
        foreach (var (key, page) in block.Pages)
        {
            pageBytes += PageOverhead + (2 * key.Length) + (page?.Length ?? 0);
            gathered[key] = page;
        }

        Genesis ??= block.Entries[0].Bytes;
        (Frontier, Head, Seal, Events) = (block.Frontier, block.Info, block.SealEntry, events);
        if (pageBytes + Tree.RecentBytes >= gatheredBytes)
            Write();
    }

    /// <summary>Writes what was gathered: durable when it returns, as of the head.</summary>
    /// <exception cref="StoreException">It cannot be written; on disk stands what was written before.</exception>
    public void Write()
    {
        if (Head is not { } head || head.Number == written)
            return;

        using (var batch = columns.NewBatch())
        {
            foreach (var (key, page) in gathered)
            {
                if (page is null)
                    batch.Delete(StoreColumn.Pages, Encoding.UTF8.GetBytes(key));
                else
                    batch.Put(StoreColumn.Pages, Encoding.UTF8.GetBytes(key), page);
            }

            var fold = Tree.Fold(head.Number, StateTree.Parts);
            fold?.Write(new NodeBatch(batch));
            batch.Put(StoreColumn.Meta, HeadKey, ToRecord(head).ToByteArray());
            batch.Write(sync: true);
            if (fold is not null)
                Tree.Folded(fold);
        }

        lock (gate)
        {
            // What later blocks wrote over it stays until they are written.
            foreach (var key in gathered.Keys.Where(key => executed.TryGetValue(key, out var held) && held.Block <= head.Number))
                executed.Remove(key);
        }

        written = head.Number;
        gathered.Clear();
        pageBytes = 0;
    }

    public void Dispose() => columns.Dispose();

    private ReplayRecord ToRecord(BlockInfo head)
    {
        var record = new ReplayRecord
        {
            Layout = Layout,
            Block = head.ToRecord(ByteString.Empty),
            Events = Events,
            Genesis = UnsafeByteOperations.UnsafeWrap(Genesis),
            Seal = UnsafeByteOperations.UnsafeWrap(Seal),
        };
        record.Hashes.Add(edge.ToRecord());
        return record;
    }

    private static ReplayRecord? ReadRecord(IColumnStore columns)
    {
        if (columns.Get(StoreColumn.Meta, HeadKey) is not { } bytes)
        {
            return Enum.GetValues<StoreColumn>().All(columns.IsEmpty)
                ? null
                : throw new StoreException($"{columns.Path} is not the state of a replay, such as a peer's store. Nothing was changed; name another folder.");
        }

        ReplayRecord record;
        try
        {
            record = ReplayRecord.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw Damaged(columns.Path, e.Message, e);
        }

        return record.Layout == Layout
            ? record
            : throw new StoreException(
                $"The state in {columns.Path} was written by another build (layout {record.Layout}; this one reads {Layout}). Nothing was changed; remove the folder, or name another one.");
    }

    private static StoreDamagedException Damaged(string path, string fault, Exception? inner) =>
        new($"The state in {path} is not as a replay left it: {fault} Remove the folder and replay from genesis.", path, inner: inner);
}
