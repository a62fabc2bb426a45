using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>Reads and writes on a private data collection: only hashes stand in the block.</summary>
/// <param name="Collection">The collection's name.</param>
/// <param name="Hashed">Hashes of keys and values.</param>
/// <param name="PrivateHash">SHA-256 of the private read and write set.</param>
public sealed record CollectionReadWriteSet(string Collection, HashedRWSet Hashed, ReadOnlyMemory<byte> PrivateHash)
{
    /// <summary>Whether anything of the collection changes: values or metadata.</summary>
    public bool Writes => Hashed.HashedWrites.Count > 0 || Hashed.MetadataWrites.Count > 0;
}
