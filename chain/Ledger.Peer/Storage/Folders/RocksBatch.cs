using RocksDbSharp;

namespace Ledger.Peers;

internal sealed class RocksBatch(RocksDatabase database) : IColumnBatch
{
    private readonly RocksEngine use = database.Enter();
    private readonly WriteBatch batch = new();

    public void Put(StoreColumn column, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => batch.Put(key, value, use.Column(column));

    public void Delete(StoreColumn column, ReadOnlySpan<byte> key) => batch.Delete(key, use.Column(column));

    public void Write(bool sync) => database.Write(use, batch, sync);

    public void Dispose()
    {
        batch.Dispose();
        use.Dispose();
    }
}
