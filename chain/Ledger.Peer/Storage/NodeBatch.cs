using Ledger.State;

namespace Ledger.Peers;

/// <summary>Takes what moves the base of a state tree on into a write of a store.</summary>
internal sealed class NodeBatch(IColumnBatch batch) : IStateNodeWriter
{
    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> record) => batch.Put(StoreColumn.Nodes, key, record);

    public void Delete(ReadOnlySpan<byte> key) => batch.Delete(StoreColumn.Nodes, key);
}
