using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>Reads and writes in one namespace, which is a chaincode's name.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Public">On the public state.</param>
/// <param name="Collections">On private data collections, as hashes.</param>
public sealed record NamespaceReadWriteSet(string Namespace, KVRWSet Public, IReadOnlyList<CollectionReadWriteSet> Collections)
{
    /// <summary>Whether anything of the namespace changes: values or metadata, public or private.</summary>
    public bool Writes => Public.Writes.Count > 0 || Public.MetadataWrites.Count > 0 || Collections.Any(collection => collection.Writes);
}
