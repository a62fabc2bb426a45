using System.Collections.Immutable;

namespace Ledger.Peers;

/// <summary>The pairs of a store in memory: as they are read, and as they would be found after a power cut.</summary>
internal sealed class MemoryColumns
{
    private static readonly IComparer<KeyValuePair<byte[], byte[]>> ByKey =
        Comparer<KeyValuePair<byte[], byte[]>>.Create(static (one, other) => one.Key.AsSpan().SequenceCompareTo(other.Key));

    private readonly List<ImmutableSortedSet<KeyValuePair<byte[], byte[]>>[]> unsynced = [];
    private ImmutableSortedSet<KeyValuePair<byte[], byte[]>>[] durable = Empty();

    /// <summary>The pairs of each column in order of keys, as they are read; never changed, but replaced.</summary>
    public ImmutableSortedSet<KeyValuePair<byte[], byte[]>>[] Now { get; private set; } = Empty();

    /// <summary>The same pairs, synced or not.</summary>
    public MemoryColumns Copy()
    {
        var copy = new MemoryColumns { durable = durable, Now = Now };
        copy.unsynced.AddRange(unsynced);
        return copy;
    }

    /// <summary>Applies changes together.</summary>
    /// <param name="changes">Column, key and value; null deletes the key.</param>
    /// <param name="sync">Durable, with all before.</param>
    public void Write(IReadOnlyList<(StoreColumn Column, byte[] Key, byte[]? Value)> changes, bool sync)
    {
        ImmutableSortedSet<KeyValuePair<byte[], byte[]>>[] next = [.. Now];
        foreach (var (column, key, value) in changes)
        {
            ref var pairs = ref next[(int)column];
            pairs = pairs.Remove(new(key, []));
            pairs = value is null ? pairs : pairs.Add(new(key, value));
        }

        Now = next;
        unsynced.Add(next);
        if (sync)
            Sync();
    }

    public void Sync()
    {
        durable = Now;
        unsynced.Clear();
    }

    /// <summary>Loses the writes that were not synced, but for the first few.</summary>
    public void Cut(int kept)
    {
        durable = kept > 0 && unsynced.Count > 0 ? unsynced[Math.Min(kept, unsynced.Count) - 1] : durable;
        unsynced.Clear();
        Now = durable;
    }

    private static ImmutableSortedSet<KeyValuePair<byte[], byte[]>>[] Empty() =>
        [.. Enum.GetValues<StoreColumn>().Select(static _ => ImmutableSortedSet.Create(ByKey))];
}
