using Ledger.Chain;
using RocksDbSharp;

namespace Ledger.Peers;

/// <summary>Changes written together or not at all.</summary>
internal sealed class RocksBatch(RocksDatabase database) : IDisposable
{
    private readonly RocksEngine use = database.Enter();
    private readonly WriteBatch batch = new();

    public void Put(StoreColumn column, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => batch.Put(key, value, use.Column(column));

    public void Delete(StoreColumn column, ReadOnlySpan<byte> key) => batch.Delete(key, use.Column(column));

    /// <summary>Applies the changes.</summary>
    /// <param name="sync">Durable when it returns.</param>
    /// <exception cref="StoreException">They could not be written.</exception>
    public void Write(bool sync) => database.Write(use, batch, sync);

    public void Dispose()
    {
        batch.Dispose();
        use.Dispose();
    }
}
