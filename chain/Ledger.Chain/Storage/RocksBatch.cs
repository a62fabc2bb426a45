using RocksDbSharp;

namespace Ledger.Chain;

/// <summary>Changes written together or not at all.</summary>
internal sealed class RocksBatch(RocksDatabase database) : IDisposable
{
    private readonly WriteBatch batch = new();

    public void Put(StoreColumn column, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => batch.Put(key, value, database.Column(column));

    public void Delete(StoreColumn column, ReadOnlySpan<byte> key) => batch.Delete(key, database.Column(column));

    /// <summary>Removes the keys from <paramref name="start"/> on, before <paramref name="end"/>.</summary>
    public void DeleteRange(StoreColumn column, byte[] start, byte[] end) =>
        batch.DeleteRange(start, (ulong)start.Length, end, (ulong)end.Length, database.Column(column));

    /// <summary>Applies the changes.</summary>
    /// <param name="sync">Durable when it returns.</param>
    /// <exception cref="StoreException">They could not be written.</exception>
    public void Write(bool sync) => database.Write(batch, sync);

    public void Dispose() => batch.Dispose();
}
