using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>Changes written together or not at all, the later one of two to a key last.</summary>
internal interface IColumnBatch : IDisposable
{
    void Put(StoreColumn column, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

    void Delete(StoreColumn column, ReadOnlySpan<byte> key);

    /// <summary>Applies the changes.</summary>
    /// <param name="sync">Durable when it returns, with all that was written before it.</param>
    /// <exception cref="StoreException">They could not be written.</exception>
    void Write(bool sync);
}
