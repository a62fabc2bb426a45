using System.Buffers.Binary;
using System.Collections.Immutable;
using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>The open store of a disk in memory.</summary>
/// <param name="disk">The disk.</param>
/// <param name="columns">Its pairs.</param>
/// <param name="readOnly">Whether it is for reading.</param>
internal sealed class MemoryColumnStore(MemoryDisk disk, MemoryColumns columns, bool readOnly = false) : IColumnStore
{
    private readonly int opened = disk.Cuts;
    private volatile bool closed;
    private volatile bool suspect;

    public string Path => disk.PathOf(PeerFolder.StoreName);

    public bool IsSuspect => suspect;

    public Action? OnRead { get; set; }

    public void Suspect() => suspect = true;

    public void ThrowIfSuspect()
    {
        if (suspect)
            throw new StoreException($"The store in {Path} takes nothing until it was opened anew after a write that failed.");
    }

    public void Reopen(Action look)
    {
        suspect = true;
        look();
        Change(columns.Sync);
        suspect = false;
    }

    public byte[]? Get(StoreColumn column, ReadOnlySpan<byte> key, out ulong number)
    {
        var value = Get(column, key);
        number = value is null ? 0 : BinaryPrimitives.ReadUInt64BigEndian(value);
        return value?[StoreKeys.NumberSize..];
    }

    public byte[]? Get(StoreColumn column, ReadOnlySpan<byte> key)
    {
        OnRead?.Invoke();
        var pairs = Pairs(column);
        return pairs.TryGetValue(new(key.ToArray(), []), out var pair) ? pair.Value : null;
    }

    public byte[]? First(StoreColumn column, byte[] start, byte[] prefix, int keyLength)
    {
        OnRead?.Invoke();
        var pairs = Pairs(column);
        return IndexFrom(pairs, start) is var index && index < pairs.Count && pairs[index] is var (key, value) && key.Length == keyLength
            && key.AsSpan().StartsWith(prefix)
            ? value
            : null;
    }

    public byte[]? Last(StoreColumn column) => Pairs(column) is { Count: > 0 } pairs ? pairs.Max.Value : null;

    public IEnumerable<KeyValuePair<byte[], byte[]>> Scan(StoreColumn column, byte[] start, byte[]? end)
    {
        var pairs = Pairs(column);
        for (var index = IndexFrom(pairs, start); index < pairs.Count && (end is null || pairs[index].Key.AsSpan().SequenceCompareTo(end) < 0); index++)
        {
            if (pairs[index].Key.Length > 0)
                yield return pairs[index];
        }
    }

    public bool IsEmpty(StoreColumn column) => Pairs(column).Count == 0;

    public IColumnStore TakeSnapshot()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        lock (disk.Gate)
        {
            CheckPower();
            return new MemoryColumnStore(disk, columns.Copy(), readOnly: true);
        }
    }

    public IColumnBatch NewBatch() => new Batch(this);

    public byte[] TakeMark() => [];

    public void CompareMark(byte[]? kept)
    {
        // No file of an engine stands behind it.
    }

    public void ReadEverything()
    {
        // There are no checksums to compare.
    }

    public void Dispose()
    {
        if (!closed && !readOnly)
            disk.Release(PeerFolder.StoreName, opened);

        closed = true;
    }

    private static int IndexFrom(ImmutableSortedSet<KeyValuePair<byte[], byte[]>> pairs, byte[] start) =>
        pairs.IndexOf(new(start, [])) is var index && index < 0 ? ~index : index;

    private ImmutableSortedSet<KeyValuePair<byte[], byte[]>> Pairs(StoreColumn column)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        lock (disk.Gate)
        {
            CheckPower();
            return columns.Now[(int)column];
        }
    }

    private void Write(IReadOnlyList<(StoreColumn Column, byte[] Key, byte[]? Value)> changes, bool sync)
    {
        ThrowIfSuspect();
        Change(() =>
        {
            columns.Write(changes, sync);
            disk.CountWrite(sync);
        });
    }

    private void Change(Action change)
    {
        ObjectDisposedException.ThrowIf(closed || readOnly, this);
        lock (disk.Gate)
        {
            CheckPower();
            try
            {
                disk.CheckTakes();
            }
            catch (IOException e)
            {
                suspect = true;
                throw new StoreException(
                    $"The store in {Path} cannot be written: {e.Message.TrimEnd('.')}. Nothing acknowledged before is lost; free space or repair the disk.", e);
            }

            change();
            disk.OnChange?.Invoke();
        }
    }

    private void CheckPower()
    {
        if (disk.Cuts != opened)
            throw new StoreException($"The power of {Path} was cut.");
    }

    private sealed class Batch(MemoryColumnStore store) : IColumnBatch
    {
        private readonly List<(StoreColumn Column, byte[] Key, byte[]? Value)> changes = [];

        public void Put(StoreColumn column, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => changes.Add((column, key.ToArray(), value.ToArray()));

        public void Delete(StoreColumn column, ReadOnlySpan<byte> key) => changes.Add((column, key.ToArray(), null));

        public void Write(bool sync) => store.Write(changes, sync);

        public void Dispose()
        {
            // Memory only.
        }
    }
}
