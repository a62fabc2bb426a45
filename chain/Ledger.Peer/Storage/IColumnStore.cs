using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>
/// Pairs of bytes in columns, each in order of its keys: what a peer's store stands on. One writer at a time; reading is safe
/// from any thread beside it, and each reading sees the pairs of one instant.
/// </summary>
internal interface IColumnStore : IDisposable
{
    /// <summary>Where it is, for messages.</summary>
    string Path { get; }

    /// <summary>Whether a write failed: nothing more is written until the store was opened anew, which alone shows what is durable.</summary>
    bool IsSuspect { get; }

    /// <summary>Called before every reading, for tests that let it fail.</summary>
    Action? OnRead { get; set; }

    /// <summary>Takes nothing more until <see cref="Reopen"/>.</summary>
    void Suspect();

    /// <exception cref="StoreException">A write failed.</exception>
    void ThrowIfSuspect();

    /// <summary>Closes the store and opens it again: what is there then is durable. May be called again after it failed.</summary>
    /// <param name="look">Looks through the store in between; damage that opening would cover up is found there.</param>
    /// <exception cref="StoreDamagedException">The store is damaged.</exception>
    /// <exception cref="StoreException">It is read from without end, or cannot be opened yet.</exception>
    void Reopen(Action look);

    /// <summary>The value of a key; null when it is absent.</summary>
    byte[]? Get(StoreColumn column, ReadOnlySpan<byte> key);

    /// <summary>The value of a key behind the number (8 bytes, big-endian) that it begins with; null when it is absent.</summary>
    byte[]? Get(StoreColumn column, ReadOnlySpan<byte> key, out ulong number);

    /// <summary>The value of the first key from <paramref name="start"/> on, if it has the prefix and length given.</summary>
    byte[]? First(StoreColumn column, byte[] start, byte[] prefix, int keyLength);

    /// <summary>The value of the last key; null when there is none.</summary>
    byte[]? Last(StoreColumn column);

    /// <summary>
    /// Pairs in order of keys, from <paramref name="start"/> on, before <paramref name="end"/> or to the last; without the
    /// empty key, which marks how far the column goes.
    /// </summary>
    IEnumerable<KeyValuePair<byte[], byte[]>> Scan(StoreColumn column, byte[] start, byte[]? end);

    /// <summary>Whether a column holds nothing at all.</summary>
    bool IsEmpty(StoreColumn column);

    /// <summary>The store as it is now, for reading, whatever is written meanwhile; disposed of before the store is.</summary>
    IColumnStore TakeSnapshot();

    IColumnBatch NewBatch();

    /// <summary>What the engine wants kept with a block, to find by <see cref="CompareMark"/> that its own files were cut.</summary>
    byte[] TakeMark();

    /// <summary>Compares the engine's files with what the newest block kept.</summary>
    /// <exception cref="StoreDamagedException">Some were cut or are older ones.</exception>
    void CompareMark(byte[]? kept);

    /// <summary>Reads every pair of every column, so that every byte stored is checked.</summary>
    void ReadEverything();
}
