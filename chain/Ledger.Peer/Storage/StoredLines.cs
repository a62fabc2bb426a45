using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>
/// Cosignatures in the store. New ones wait for the next block, whose write takes them along; while there is none, they are
/// written by themselves. Until then they are in memory only: what a crash loses of lines is sent again, and the newest of this
/// peer's own key has a durable file. Safe for use by several threads.
/// </summary>
/// <remarks>
/// Each dropped line is deleted by its own key. Deleting the range from 0 every time would pile up ranges that all overlap,
/// and RocksDB takes a time that grows with their square to write them to a file.
/// </remarks>
internal sealed class StoredLines
{
    private readonly IColumnStore columns;
    private readonly Lock gate = new();
    private readonly SortedDictionary<ulong, SortedSet<string>> held = [];
    private readonly Dictionary<(ulong Block, string Organisation), Cosigned> waiting = [];
    private ulong keepFrom;
    private bool isRiding;

    public StoredLines(IColumnStore columns)
    {
        this.columns = columns;
        Load();
    }

    /// <summary>Whether some wait to be written.</summary>
    public bool AreWaiting
    {
        get
        {
            lock (gate)
            {
                return waiting.Count > 0;
            }
        }
    }

    /// <summary>Those stored, in order of blocks.</summary>
    public IEnumerable<Cosigned> Read() => columns.Scan(StoreColumn.Lines, [], null).Select(pair => Cosigned.Parser.ParseFrom(pair.Value));

    /// <summary>Takes lines in, in place of older ones by the same organisation; those of blocks before <paramref name="from"/> are dropped.</summary>
    public void Add(IEnumerable<(string Organisation, Cosigned Line)> lines, ulong from)
    {
        lock (gate)
        {
            foreach (var (organisation, line) in lines)
                waiting[(line.Block, organisation)] = line;

            keepFrom = Math.Max(keepFrom, from);
        }
    }

    /// <summary>Adds all that waits to a block's write, which is on its way until <see cref="Settle"/> or <see cref="Load"/>.</summary>
    public LineChange Ride(IColumnBatch batch)
    {
        lock (gate)
        {
            isRiding = true;
            return AddTo(batch);
        }
    }

    /// <summary>What was added to a block's write is in the store.</summary>
    public void Settle(LineChange change)
    {
        lock (gate)
        {
            isRiding = false;
            Take(change);
        }
    }

    /// <summary>Writes what waits, unless a block takes it along already. Not synced.</summary>
    /// <param name="write">Writes the batch.</param>
    public void Write(Action<IColumnBatch> write)
    {
        lock (gate)
        {
            if (isRiding || waiting.Count == 0 || columns.IsSuspect)
                return;

            using var batch = columns.NewBatch();
            var change = AddTo(batch);
            write(batch);
            Take(change);
        }
    }

    /// <summary>Looks what is stored: at the start, and when the store was opened anew.</summary>
    public void Load()
    {
        lock (gate)
        {
            isRiding = false;
            held.Clear();
            foreach (var (key, _) in columns.Scan(StoreColumn.Lines, [], null))
                Hold(BinaryPrimitives.ReadUInt64BigEndian(key), Encoding.UTF8.GetString(key.AsSpan(StoreKeys.NumberSize)));
        }
    }

    private LineChange AddTo(IColumnBatch batch)
    {
        foreach (var key in waiting.Keys.Where(key => key.Block < keepFrom).ToList())
            waiting.Remove(key);

        var change = new LineChange([.. waiting], [.. held.TakeWhile(pair => pair.Key < keepFrom).Select(pair => pair.Key)]);
        foreach (var ((block, organisation), line) in change.Put)
            batch.Put(StoreColumn.Lines, StoreKeys.Line(block, organisation), line.ToByteArray());

        foreach (var block in change.Dropped)
        {
            foreach (var organisation in held[block])
                batch.Delete(StoreColumn.Lines, StoreKeys.Line(block, organisation));
        }

        return change;
    }

    private void Take(LineChange change)
    {
        foreach (var (key, line) in change.Put)
        {
            Hold(key.Block, key.Organisation);
            if (waiting.TryGetValue(key, out var newest) && ReferenceEquals(newest, line))
                waiting.Remove(key);
        }

        foreach (var block in change.Dropped)
            held.Remove(block);
    }

    private void Hold(ulong block, string organisation)
    {
        if (!held.TryGetValue(block, out var organisations))
            held[block] = organisations = new SortedSet<string>(StringComparer.Ordinal);

        organisations.Add(organisation);
    }

    /// <summary>What a write changes of the lines stored.</summary>
    /// <param name="Put">Lines written.</param>
    /// <param name="Dropped">Blocks whose lines are deleted.</param>
    internal sealed record LineChange(IReadOnlyList<KeyValuePair<(ulong Block, string Organisation), Cosigned>> Put, IReadOnlyList<ulong> Dropped);
}
